"""Fingerprints: our scripts and style sheets get names with a hash of their content.

Servers may then cache them for ever, and a page never loads a script of another version. (Browsers refuse subresource
integrity on ``file://``, where the offline copy is read.)
"""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

_LINK = re.compile(rb'(?P<before><(?:script|link)\b[^>]*?\b(?:src|href)=")(?P<path>[^":?#]*\.(?:js|css))(?=")')
_HASHED = re.compile(r"\.[0-9a-f]{8,}\.(?:min\.)?(?:js|css)$")


def fingerprint(site: Path) -> None:
    """Rename what pages load by ``<script>`` and ``<link>``, and update the links. Hashed names are kept.

    A file that another script or style sheet mentions by name keeps its plain name too.
    """
    top = site.resolve()
    names: dict[Path, str] = {}
    mentioned = b"\n".join(p.read_bytes() for p in sorted((site / "assets").rglob("*")) if p.suffix in (".js", ".css"))

    @cache
    def link(folder: Path, told: str) -> str:
        """The link that replaces ``told`` on a page in ``folder``."""
        path = Path(top / told.lstrip("/") if told.startswith("/") else folder / told).resolve()
        if _HASHED.search(told) or not path.is_file() or top not in path.parents:
            return told
        if path not in names:
            data = path.read_bytes()
            names[path] = f"{path.stem}.{sha256(data).hexdigest()[:12]}{path.suffix}"
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
