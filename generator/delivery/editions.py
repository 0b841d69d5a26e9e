"""Hashed names for files that scripts load by themselves, listed in one small file.

``assets/data/edition.js`` contains the version, the day of the data, and the hash of each such file. It is the only one
with a constant name, so it must never be cached. A page that is open while the site is replaced keeps using the names
it knows, finds them gone, and can say why. Pages contain neither the version nor these hashes: one changed file changes
no page.
"""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from generator.book import addresses
from generator.book.script_literal import handed, literal
from generator.delivery.fingerprints import hashed, sum_of
from generator.records import Site

# Patterns of files that scripts ask for by name; ``edition.js`` itself is written last.
LOADED = (
    "assets/javascripts/**/*.js", "assets/stylesheets/search.css", "assets/stylesheets/glossary.css", "assets/data/*.js", "data/*.js", "search/catalogue*.js", "search/answers.js",
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


def carry_over(old: Path, new: Path, names: Iterable[str]) -> None:
    """Take files from the last site into the next one, by the names that scripts ask for, so that ``edition`` finds them there.

    ``names``: files, and folders with all that is in them.
    """
    for name in names:
        found = [*(old / name).rglob("*"), *(old / name).parent.glob(f"{Path(name).stem}.*")]
        for path in (path for path in found if path.is_file()):
            told = plain(path.relative_to(old).as_posix())
            if told == name or told.startswith(f"{name}/"):
                (new / told).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, new / told)


def plain(name: str) -> str:
    """The name by which scripts ask for a file."""
    return re.sub(r"\.[0-9a-f]{12}(?=\.(?:js|css)$)", "", name)
