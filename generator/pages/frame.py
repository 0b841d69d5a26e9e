"""The mark by which the engine recognises a page body that is finished HTML."""

START = '<div class="page">'


def finished(body: str) -> str:
    """The marked body of a page that templates have finished."""
    return f"{START}\n{body}\n</div>\n"
