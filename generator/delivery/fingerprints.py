"""Fingerprints: our scripts and style sheets get names with a hash of their content.

Servers may then cache them for ever, and a page never loads a script of another version. (Browsers refuse subresource
integrity on ``file://``, where the offline copy is read.)
"""

import re
from functools import cache
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
    top = site.resolve()
    base = urlsplit(live_url or "").path.rstrip("/") + "/"
    names: dict[Path, str] = {}
    mentioned = b"\n".join(p.read_bytes() for p in sorted((site / "assets").rglob("*")) if p.suffix in (".js", ".css"))

    @cache
    def link(folder: Path, told: str) -> str:
        """The link that replaces ``told`` on a page in ``folder``."""
        path = Path(top / told.removeprefix(base) if told.startswith(base) else folder / told).resolve()
        if _HASHED.search(told) or not path.is_file() or top not in path.parents:
            return told
        if path not in names:
            data = path.read_bytes()
            names[path] = hashed(path, sum_of(data)).name
            path.with_name(names[path]).write_bytes(data)
        folder_told, slash, _ = told.rpartition("/")
        return f"{folder_told}{slash}{names[path]}"

    for page in sorted(top.rglob("*.html")):
        text = page.read_bytes()

        def renamed(match: re.Match[bytes], folder: Path = page.parent) -> bytes:
            return match["before"] + link(folder, match["path"].decode()).encode()

        changed = _LINK.sub(renamed, text)
        if changed != text:
            page.write_bytes(changed)
    for path in names:
        if path.name.encode() not in mentioned:
            path.unlink()
