"""Edition: what scripts load by themselves gets names that carry a sum of its content, told in one small file.

``assets/data/edition.js`` names the version, the day of the data, and for each such file its sum. It is the only file of
them with a lasting name, so it alone must never be kept by a browser; a page that is open while the site is replaced goes
on with the names it knows, finds them gone, and can say why. Pages themselves hold neither the version of the site nor
these sums (``book.imprint``): one changed file changes no page.
"""

import re
from pathlib import Path

from generator.book import addresses
from generator.book.script_literal import handed, literal
from generator.delivery.fingerprints import hashed, sum_of
from generator.records import Site

# By folder what its scripts are asked for by name; ``edition.js`` itself is written last.
LOADED = (
    "assets/javascripts/**/*.js", "assets/stylesheets/search.css", "assets/data/*.js", "data/*.js", "search/catalogue*.js",
)  # fmt: skip
_HASHED = re.compile(r"\.[0-9a-f]{8,}\.(?:min\.)?(?:js|css)$")


def edition(site: Path, about: Site) -> None:
    """Rename what scripts of the built ``site`` load, and write ``assets/data/edition.js``."""
    files = {}
    for pattern in LOADED:
        for path in sorted(site.glob(pattern)):
            name = path.relative_to(site).as_posix()
            if name == addresses.EDITION or _HASHED.search(name):
                continue
            files[name] = sum_of(path.read_bytes())
            path.replace(hashed(path, files[name]))
    told = {"version": about.version, "as_of": about.as_of.isoformat(), "files": files}
    target = site / addresses.EDITION
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(handed(addresses.EDITION, {"sum": sum_of(literal(told).encode()), **told}), encoding="utf-8")


def plain(name: str) -> str:
    """The name by which scripts ask for a file."""
    return re.sub(r"\.[0-9a-f]{12}(?=\.(?:js|css)$)", "", name)
