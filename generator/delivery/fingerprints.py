"""Fingerprints: our scripts and style sheets get names with a hash of their content.

Servers may then cache them for ever, and a page never loads a script of another version. (Browsers refuse subresource
integrity on ``file://``, where the offline copy is read.)
"""

import re
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

_LINK = re.compile(rb'(?P<before><(?:script|link)\b[^>]*?\b(?:src|href)=")(?P<path>[^":?#]*\.(?:js|css))(?=")')
_HASHED = re.compile(r"\.[0-9a-f]{8,}\.(?:min\.)?(?:js|css)$")


def sum_of(data: bytes) -> str:
    return sha256(data).hexdigest()[:12]


def hashed(path: Path, sum_: str) -> Path:
    return path.with_name(f"{path.stem}.{sum_}{path.suffix}")


def fingerprint(site: Path, live_url: str | None = None) -> None:
    """Rename what pages load by ``<script>`` and ``<link>``, and update the links. Hashed names are kept.

    The 404 page has links that start at the host; ``live_url`` gives the site's path on it. A file whose name another
    script or style sheet mentions keeps its plain name too: ``editions`` handles it.
    """
    Names(site, live_url).finish()


class Names:
    """``fingerprint`` in two steps: pages may be passed through ``linked`` before they are written, so that they are written
    once; ``finish`` sees to all others."""

    def __init__(self, site: Path, live_url: str | None = None) -> None:
        self._top = site.resolve()
        self._base = urlsplit(live_url or "").path.rstrip("/") + "/"
        self._named: dict[Path, str] = {}
        self._passed: set[Path] = set()
        self._links: dict[tuple[Path, str], str] = {}

    def linked(self, page: Path, text: bytes) -> bytes:
        """The text of a page with links to hashed names."""
        page = self._top / page
        self._passed.add(page)
        return _LINK.sub(lambda match: match["before"] + self._link(page.parent, match["path"].decode()).encode(), text)

    def finish(self) -> None:
        """Update all other pages, and remove the plain names."""
        for page in sorted(self._top.rglob("*.html")):
            if page not in self._passed:
                text = page.read_bytes()
                changed = self.linked(page, text)
                if changed != text:
                    page.write_bytes(changed)
        scripts = (path for path in sorted((self._top / "assets").rglob("*")) if path.suffix in (".js", ".css"))
        mentioned = b"\n".join(path.read_bytes() for path in scripts)
        for path in self._named:
            if path.name.encode() not in mentioned:
                path.unlink()

    def _link(self, folder: Path, told: str) -> str:
        """The link that replaces ``told`` on a page in ``folder``."""
        if (folder, told) not in self._links:
            self._links[folder, told] = self._renamed(folder, told)
        return self._links[folder, told]

    def _renamed(self, folder: Path, told: str) -> str:
        path = self._top / told.removeprefix(self._base) if told.startswith(self._base) else folder / told
        path = path.resolve()
        if _HASHED.search(told) or not path.is_file() or self._top not in path.parents:
            return told
        if path not in self._named:
            data = path.read_bytes()
            self._named[path] = hashed(path, sum_of(data)).name
            path.with_name(self._named[path]).write_bytes(data)
        folder_told, slash, _ = told.rpartition("/")
        return f"{folder_told}{slash}{self._named[path]}"
