"""Bundle: a zip of the site for readers without a network, also offered on the site. Same site, same bytes.

It differs from the site in three ways: pages say that they are the offline copy; index files are classic scripts, since
pages opened from a folder can load nothing else; it contains a readme and checksums.
"""

import base64
import hashlib
import html
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.book import addresses, facts
from generator.book.clock import epoch
from generator.book.script_literal import handed
from generator.delivery.checksums import NAME as SUMS
from generator.delivery.checksums import checksums
from generator.delivery.editions import plain
from generator.engine import sitemap
from generator.records import Site

README = "先读我.txt"
DOWNLOADS = "download"
# The zip itself, and the data once more in pieces: whoever has the zip has the data whole.
ONLY_ONLINE = (
    f"{DOWNLOADS}/",
    addresses.JSON_LINES,
    addresses.JSON_PARTS,
    addresses.json_part("").removesuffix(".json"),
)
FOR_SEARCH_ENGINES = sitemap.NAMES  # they are about the site on the web
# Scripts with data: everything else in that folder is bytes of the index.
SCRIPTS_OF_SEARCH = (f"{addresses.SEARCH}/catalogue", f"{addresses.SEARCH}/answers")
WORKER = "assets/javascripts/search/worker.js"

# Templates contain both wordings, each in its own element: for the web and for the offline copy. The attribute comes
# first in its tag, so that other tags are skipped quickly.
_EDITION = re.compile(r'<(\w+) data-edition="(web|offline)"[^>]*>.*?</\1 *>', re.DOTALL)


@dataclass(frozen=True)
class Bundle:
    """The zip as written: what readers need to check a download."""

    path: Path
    size: int
    sha256: str


def bundle(site: Path, output: Path, about: Site, inside: Mapping[str, bytes] | None = None) -> Bundle:
    """Write the zip of ``site`` into ``output``, and add it to the site with its size and checksum.

    ``inside``: further files by path, already in the form of the offline copy (joined handbooks)."""
    made = _zip(_offline_files(site, about, inside or {}), output, about)
    _offer(site, made)
    return made


def offer_again(site: Path, last: Path) -> None:
    """Offer the zip of the ``last`` site once more, for a preview: making one takes longer than the page that is looked at."""
    path = next((last / DOWNLOADS).glob("*.zip"))
    data = path.read_bytes()
    _offer(site, Bundle(path, len(data), hashlib.sha256(data).hexdigest()))


def _zip(files: dict[str, bytes], output: Path, about: Site) -> Bundle:
    name = f"{about.download}-{about.version}"
    moment = time.gmtime(max(epoch(about), 315532800))[:6]  # zip cannot store times before 1980
    target, fresh = output / f"{name}.zip", output / f"{name}.zip.new"
    with ZipFile(fresh, "w", ZIP_DEFLATED) as archive:
        for path, data in files.items():
            entry = ZipInfo(f"{name}/{path}", moment)
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, data)
    data = fresh.read_bytes()
    fresh.replace(target)
    return Bundle(target, len(data), hashlib.sha256(data).hexdigest())


def _offline_files(site: Path, about: Site, inside: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the zip by path: the readme, the site sorted by name, the checksums."""
    files = {README: _read_me(about).encode("utf-8-sig")}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or name.startswith(ONLY_ONLINE) or name in FOR_SEARCH_ENGINES:
            continue
        data = path.read_bytes()
        if name.endswith(".html"):
            files[name] = _for_edition(data.decode("utf-8"), "offline").encode("utf-8")
        elif plain(name) == WORKER or (
            name.startswith(f"{addresses.SEARCH}/") and not name.startswith(SCRIPTS_OF_SEARCH)
        ):
            inner = f"{addresses.SEARCH}/worker.js" if plain(name) == WORKER else name
            files[f"{inner}.js"] = _as_script(f"{inner}.js", data)
        else:
            files[name] = data
    files.update(sorted(inside.items()))
    files[SUMS] = checksums(files)
    return files


def _as_script(name: str, data: bytes) -> bytes:
    """An index file as a classic script that passes on its bytes."""
    return handed(name, base64.b64encode(data).decode()).encode()


def _for_edition(page: str, edition: str) -> str:
    """The page with the wording of one edition only."""
    return _EDITION.sub(lambda match: match[0] if match[2] == edition else "", page)


def _offer(site: Path, made: Bundle) -> None:
    """Keep the web wording on the site, fill in the facts about the zip, and add the zip."""
    values = {
        "name": made.path.name,
        "size": f"{made.size / 1e6:.1f} MB（{made.size:,} 字节）",
        "sha256": made.sha256,
    }
    for path in sorted(site.rglob("*.html")):
        before = path.read_text(encoding="utf-8")
        page = _for_edition(before, "web")
        for key, value in values.items():
            page = page.replace(f"[[bundle.{key}]]", html.escape(value))
        if page != before:
            path.write_text(page, encoding="utf-8")
    folder = site / DOWNLOADS
    folder.mkdir(exist_ok=True)
    (folder / made.path.name).write_bytes(made.path.read_bytes())
    (folder / f"{made.path.name}.sha256").write_text(f"{made.sha256}  {made.path.name}\n", encoding="utf-8")


def _read_me(about: Site) -> str:
    live = about.live_url or "未载明（本手册尚未登记网址）"
    lines = [
        f"{about.title}（离线版）", "", *([about.notice, ""] if about.notice else []),
        "怎样打开", "1. 先把压缩包完整解压。不要在压缩包里直接点开。",
        f"2. 进入解压得到的文件夹，双击 {addresses.HOME}。", "不需要网络，也不需要安装软件。常用浏览器（Chrome、Edge、Firefox）都可以。", "",
        f"数据版本：{about.version}", f"数据日期：{facts.day_words(about.as_of)}", f"网上版本：{live}", "",
        f"核对文件：文件夹里的 {SUMS} 列出每个文件的 SHA-256。", "在 Linux 或 macOS 上运行：sha256sum -c SHA256SUMS（macOS 为 shasum -a 256 -c SHA256SUMS）", "",
        "离线版不会自己更新。有效期和截止日期按您打开时的日期显示，是否有新的文件请看网上版本。",
        "本手册不是官方文本，以公开原文为准。",
    ]  # fmt: skip
    return "\r\n".join(lines) + "\r\n"
