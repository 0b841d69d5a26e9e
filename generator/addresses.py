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
OFFLINE = "offline.html"
ACCESSIBILITY = "accessibility.html"
UPDATES = "updates.html"
ATOM = "updates.atom"
FEED = "updates.json"
CITE = "cite.html"
CITATIONS = "assets/data/citations.js"
PICTURES = "pictures/index.html"
JSON = "data/handbook.json"
ASK = "supports/ask.html"
COMPARE = "supports/compare.html"
PICKED = "supports/list.html"
TABLE_CSV = "data/supports.csv"
TABLE_XLSX = "data/supports.xlsx"
TABLE_JSON = "data/supports.json"
# Loaded by scripts when they are needed; see ``tables``.
TABLE_SCRIPT = "data/supports.js"
CLAUSES_SCRIPT = "data/clauses.js"
PRODUCTS_SCRIPT = "data/products.js"
CATALOGUE = "search/catalogue.js"
CATALOGUE_MORE = "search/catalogue-more.js"
FOLDING = "assets/data/folding.js"
EDITION = "assets/data/edition.js"
# Pages that stand whatever the data says.
PAGES = (
    HOME, DOCUMENTS, INDUSTRIES, SUPPORTS, PROMISES, DIRECTIONS, DEPARTMENTS, GOALS, DATES, TERMS, LISTS, GUIDE, ABOUT,
    DATA, OFFLINE, ACCESSIBILITY, UPDATES, CITE, PICTURES, ATOM, FEED, JSON, ASK, COMPARE, PICKED, TABLE_CSV, TABLE_XLSX, TABLE_JSON,
)  # fmt: skip


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
