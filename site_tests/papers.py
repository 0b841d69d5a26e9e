"""Shared by tests of paper: a page as printed, and its text."""

import io
import os
import subprocess
import unicodedata
from pathlib import Path

from pypdf import PdfReader

# Chromium writes some characters as radicals of the same shape; NFKC undoes most of them.
RADICALS = str.maketrans("⺠⻓⻔⻅⻋⻉⻛⻢⻥⻚⻩⻘⻬⻰⻆⻄⺟⻝", "民长门见车贝风马鱼页黄青齐龙角西母食")


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).translate(RADICALS).split())


def plain(reader: PdfReader) -> str:
    return "".join(squeezed(page.extract_text()) for page in reader.pages)


def printed(program: str, site: Path, page: str, folder: Path) -> PdfReader:
    """A page of the site as printed by a reader."""
    target = folder / "page.pdf"
    command = [
        program,
        "--headless",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={folder / 'profile'}",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--no-sandbox")
    subprocess.run(
        [*command, f"--print-to-pdf={target}", (site / page).as_uri()], check=True, capture_output=True, timeout=120
    )
    return PdfReader(io.BytesIO(target.read_bytes()))
