"""The frame by which an engine knows that the body of a page is HTML already."""

START = '<div class="page">'


def finished(body: str) -> str:
    """The body of a page that the templates have finished."""
    return f"{START}\n{body}\n</div>\n"
