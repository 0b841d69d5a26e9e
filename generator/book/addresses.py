"""Permanent addresses of records and pages, built from ids alone.

Addresses are relative to the site's root and end in ``.html``, so that the same files work on the web and from a
folder.
"""

from generator.records import Site, kinds

HOME = "index.html"
DOCUMENTS = "documents/index.html"
INDUSTRIES = "industries/index.html"
SUPPORTS = "supports/index.html"
PROMISES = "supports/promises.html"
BESIDES = "supports/besides.html"
DIRECTIONS = kinds.DIRECTION.page
DEPARTMENTS = "departments/index.html"
GOALS = kinds.TARGET.page
DATES = kinds.DATE.page
TERMS = kinds.TERM.page
LISTS = kinds.LIST.page
TOPICS = "topics/index.html"
QUESTIONS = "questions.html"
GUIDE = "guide.html"
ABOUT = "about.html"
DATA = "data.html"
OFFLINE = "offline.html"
ACCESSIBILITY = "accessibility.html"
UPDATES = "updates.html"
ATOM = "updates.atom"
FEED = "updates.json"
# Both feeds exist once the log has an edition: media type and address.
FEEDS = (("application/atom+xml", ATOM), ("application/feed+json", FEED))
CITE = "cite.html"
CITATIONS = "assets/data/citations.js"
PICTURES = "pictures/index.html"
# Ids of the pictures; each has a page, whatever the data contains.
DRAWN = ("industries", "duties", "documents", "timeline", "amounts", "goals", "coverage")
JSON = "data/handbook.json"
JSON_SCHEMA = "data/handbook.schema.json"
JSON_LINES = "data/handbook.jsonl"  # the same in lines, and in parts; see ``exports.handbook_parts``
JSON_PARTS = "data/parts.json"
ASK = "supports/ask.html"
COMPARE = "supports/compare.html"
SEARCH = "search"  # folder of the search index
PICKED = "supports/list.html"
WHOLE = "all"  # folder of lists that are too long for the page of their record
TABLE_CSV = "data/supports.csv"
TABLE_XLSX = "data/supports.xlsx"
TABLE_JSON = "data/supports.json"
# What is due when, of everything; see ``calendar`` for one document, ``department_calendar`` for one department.
CALENDAR = "data/calendar.ics"
# Loaded by scripts when they are needed; see ``tables``.
POLICY_XLSX = "data/policy-list.xlsx"
POLICY_DOCX = "data/policy-list.docx"
# Loaded by scripts on demand; see ``exports.tables``.
TABLE_SCRIPT = "data/supports.js"
CLAUSES_SCRIPT = "data/clauses.js"
CALENDAR_SCRIPT = "data/calendar.js"
PRODUCTS_SCRIPT = "data/products.js"
MATCHING_SCRIPT = "data/matching.js"
POLICY_SCRIPT = "data/policy-list.js"
CATALOGUE = "search/catalogue.js"
CATALOGUE_MORE = "search/catalogue-more.js"
ANSWERS = "search/answers.js"
FOLDING = "assets/data/folding.js"
EDITION = "assets/data/edition.js"
GLOSSARY = "assets/data/glossary.js"
PLACES = "assets/data/places.js"  # which part of a long page has which record; see ``book.gathered``
# Pages that stand whatever the data says.
PAGES = (
    HOME, DOCUMENTS, INDUSTRIES, SUPPORTS, PROMISES, BESIDES, DIRECTIONS, DEPARTMENTS, GOALS, DATES, TERMS, LISTS, TOPICS, QUESTIONS, GUIDE, ABOUT,
    DATA, OFFLINE, ACCESSIBILITY, UPDATES, CITE, PICTURES, ATOM, FEED, JSON, JSON_SCHEMA, JSON_LINES, JSON_PARTS, ASK, COMPARE, PICKED, TABLE_CSV, TABLE_XLSX, TABLE_JSON, POLICY_XLSX,
    POLICY_DOCX, CALENDAR,
)  # fmt: skip


# Functions from the ids of the enclosing records and the record itself to its address.
document = kinds.DOCUMENT.at
clause = kinds.CLAUSE.at
support = kinds.SUPPORT.at
direction = kinds.DIRECTION.at
industry = kinds.INDUSTRY.at
subfield = kinds.SUBFIELD.at
department = kinds.DEPARTMENT.at
target = kinds.TARGET.at
date = kinds.DATE.at
public_list = kinds.LIST.at
topic = kinds.TOPIC.at
term = kinds.TERM.at


def picture(identity: str) -> str:
    return f"pictures/{identity}.html"


def answers_part(sum_: str, number: int) -> str:
    """One part of the answers about records; its name says what all of them hold. See ``search.answers``."""
    return f"search/answers-{sum_}-{number}.js"


def json_part(name: str) -> str:
    """A part of the whole data."""
    return f"{JSON_PARTS.removesuffix('.json')}/{name}.json"


def calendar(document: str) -> str:
    """The calendar of a document."""
    return f"data/calendar/{document}.ics"


def department_calendar(department: str) -> str:
    """The calendar of a department: its folder keeps it apart from documents of the same id."""
    return f"data/calendar/departments/{department}.ics"


def edition_place(identity: str) -> str:
    """The fragment of an edition on the page of updates: the first group of its id (a UUID), unique among editions."""
    return "e-" + identity.removeprefix("urn:uuid:").split("-")[0]


def edition(identity: str) -> str:
    return fragment(UPDATES, edition_place(identity))


def fragment(page: str, identity: str) -> str:
    """The address of a record that is part of a page."""
    return f"{page}#{identity}"


def result(document: str, identity: str) -> str:
    """A result that a notice reports, on the page of the notice."""
    return fragment(f"documents/{document}/index.html", f"result-{identity}")


def batch(document: str, identity: str) -> str:
    """A batch of a call, on the page of its document."""
    return fragment(f"documents/{document}/index.html", f"batch-{identity}")


def whole(page: str, key: str, number: int = 1) -> str:
    """The address of the whole of a list that ``page`` shows in part, or of a further page of it. Not permanent: it exists
    while the list is long. A folder of its own keeps it apart from the addresses of records."""
    place = page.replace(".html", "").replace("#", "/")
    return f"{WHOLE}/{place}/{key}{'' if number == 1 else f'-{number}'}.html"


def question(identity: str) -> str:
    """A question that concerns everybody."""
    return fragment(QUESTIONS, identity)


def glossary(part: int) -> str:
    """What is told of terms on the spot, for one part of their index."""
    return GLOSSARY if part == 1 else GLOSSARY.replace(".js", f"-{part}.js")


def permanent(site: Site, url: str) -> str:
    """The permanent address of a page or fragment: absolute if the site has ``live_url``, else relative to the
    handbook's root. Never an invented host, which would end up in official documents."""
    return f"{site.live_url.rstrip('/')}/{url}" if site.live_url else url


def relative(target: str, page: str) -> str:
    """``target`` as a link on ``page``, both relative to the root. Outside addresses are returned unchanged."""
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
