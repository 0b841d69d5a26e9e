"""Read an original: what kind of file it is (by its content, not its name), and its text.

Whatever cannot be read is refused with a message that names the reason and says what to do; nothing is left on the disk.
"""

import re
import shutil
import subprocess
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

from generator.reading import paper, web, word
from generator.reading.original import MOST_TIMES, MOST_UNPACKED, Original, checked, digest
from generator.text.facts import Unreadable, decoded_content

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_OFFICE_SECONDS = 180


def read(path: Path) -> Original:
    """The text of a file. Raises ``Unreadable`` (told to the officer), ``OSError``."""
    content = checked(path)
    name = path.name
    if content.startswith(b"PK\x03\x04"):
        return _packed(content, name)
    if content.startswith(b"%PDF-") or b"%PDF-" in content[:1024]:
        text, notes, doubtful = paper.text_of(content, name)
        return Original(text, "PDF", digest(content), notes, doubtful)
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable(f"{name} 设有密码，读不了。请去掉密码再存一份。")
        return _by_office(content, name)
    if content.startswith(b"{\\rtf"):
        return _by_office(content, name)
    if content.startswith(_IMAGES):
        raise Unreadable(f"{name} 是图片，没有文字可读。请换成带文字的文件。")
    text = decoded_content(content, name)
    if re.match(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", text, re.IGNORECASE | re.DOTALL):  # fmt: skip
        text, tables = web.text_of(text, name)
        return Original(text, "网页", digest(content), tables=tuple(tables))
    if not text.strip():
        raise Unreadable(f"{name} 里没有文字。")
    return Original(text, "文本", digest(content))


def _packed(content: bytes, name: str) -> Original:
    """A Word file; other packed files are refused by what they are."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = {part.filename: part for part in packed.infolist()}
            if any(part.flag_bits & 1 for part in parts.values()):
                raise Unreadable(f"{name} 设有密码，读不了。请去掉密码再存一份。")
            if sum(part.file_size for part in parts.values()) > MOST_UNPACKED or any(
                part.file_size > MOST_TIMES * max(part.compress_size, 1) and part.file_size > 2**24
                for part in parts.values()
            ):
                raise Unreadable(f"{name} 解压后大得不正常，没有读。")
            if "OFD.xml" in parts:
                raise Unreadable(f"{name} 是 OFD 文件，本程序不读这种格式。请用阅读器另存为 PDF 或 Word。")
            if "word/document.xml" not in parts:
                raise Unreadable(f"{name} 不是 Word 文件（可能是表格、幻灯片或压缩包）。请换成 Word、PDF、网页或文本。")
            text, notes, tables = word.text_of(packed, name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, KeyError) as error:
        raise Unreadable(f"{name} 已损坏，读不了。请用 Word 打开，另存一份。") from error
    if not text.strip():
        raise Unreadable(f"{name} 里没有文字（可能是扫描图片）。请换成带文字的文件。")
    return Original(text, "Word", digest(content), notes, tables=tables)


def _by_office(content: bytes, name: str) -> Original:
    """An older Word or WPS file, through LibreOffice where the machine has it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unreadable(
            f"{name} 是旧式的 Word 或 WPS 文件，要装有 LibreOffice 才能读。请用 Word 或 WPS 另存为 .docx。"
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "original" + (Path(name).suffix or ".doc"))
        source.write_bytes(content)
        try:
            subprocess.run(
                [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore", "--convert-to", "docx", "--outdir", folder, str(source)],
                check=True, capture_output=True, timeout=_OFFICE_SECONDS,
            )  # fmt: skip
            made = source.with_suffix(".docx").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise Unreadable(f"{name} 经 LibreOffice 没有打开（可能设有密码或已损坏）。请另存为 .docx。") from error
    read_over = _packed(made, name)
    notes = (*read_over.notes, "经 LibreOffice 转换")
    return Original(read_over.text, "Word（旧式）", digest(content), notes, tables=read_over.tables)
