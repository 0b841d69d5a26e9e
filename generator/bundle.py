"""Bundle: one zip of the site for readers without a network. The same site gives the same bytes."""

import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.build import epoch
from generator.models import Site

README = "先读我.txt"


def bundle(site: Path, output: Path, about: Site) -> Path:
    """Write the zip of ``site`` into ``output``: a folder with the site and a short text on how to open it."""
    name = f"chongqing-future-industries-handbook-{about.version}"
    moment = time.gmtime(max(epoch(about), 315532800))[:6]  # a zip cannot hold a time before 1980
    target, fresh = output / f"{name}.zip", output / f"{name}.zip.new"
    with ZipFile(fresh, "w", ZIP_DEFLATED, compresslevel=9) as archive:

        def add(path: str, data: bytes) -> None:
            entry = ZipInfo(f"{name}/{path}", moment)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, data)

        add(README, _read_me(about).encode("utf-8-sig"))
        for path in sorted(site.rglob("*")):
            if path.is_file():
                add(path.relative_to(site).as_posix(), path.read_bytes())
    fresh.replace(target)
    return target


def _read_me(about: Site) -> str:
    live = about.live_url or "未载明（本手册尚未登记网址）"
    return (
        f"{about.title}（离线版）\r\n\r\n"
        "怎样打开：先把压缩包完整解压，再双击文件夹里的 index.html。不需要网络，也不需要安装任何软件。\r\n\r\n"
        f"数据版本：{about.version}\r\n数据日期：{about.as_of.isoformat()}\r\n网上版本：{live}\r\n\r\n"
        "本手册不是官方文本，以公开原文为准。\r\n"
    )
