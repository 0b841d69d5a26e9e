"""Where each record lives on the site: its permanent address, built from ids alone.

Addresses are relative to the site's root and end in ``.html``, so that the same files serve the web and a folder.
"""

HOME = "index.html"
DOCUMENTS = "documents/index.html"
INDUSTRIES = "industries/index.html"
SUPPORTS = "supports/index.html"
PROMISES = "supports/promises.html"
DIRECTIONS = "supports/directions.html"
DEPARTMENTS = "departments/index.html"
GOALS = "goals.html"
DATES = "dates.html"
TERMS = "terms.html"
LISTS = "lists.html"
GUIDE = "guide.html"
ABOUT = "about.html"
DATA = "data.html"
PICTURES = "pictures/index.html"
JSON = "data/handbook.json"


def document(identity: str) -> str:
    return f"documents/{identity}/index.html"


def clause(document_id: str, local: str) -> str:
    return f"documents/{document_id}/{local}.html"


def support(identity: str) -> str:
    return f"supports/{identity}.html"


def industry(identity: str) -> str:
    return f"industries/{identity}/index.html"


def subfield(industry_id: str, identity: str) -> str:
    return f"industries/{industry_id}/{identity}.html"


def department(identity: str) -> str:
    return f"departments/{identity}.html"


def picture(identity: str) -> str:
    return f"pictures/{identity}.html"


def fragment(page: str, identity: str) -> str:
    """The address of a record that is a part of a page."""
    return f"{page}#{identity}"


def relative(target: str, page: str) -> str:
    """``target`` as a link on ``page``; both are addresses from the root. Outside addresses are left as they are."""
    if "://" in target or target.startswith(("#", "mailto:")):
        return target
    path, hash_mark, anchor = target.partition("#")
    if path == page and hash_mark:
        return f"#{anchor}"
    here, there = page.split("/")[:-1], path.split("/")
    shared = 0
    while shared < len(here) and shared < len(there) - 1 and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:]) + hash_mark + anchor
