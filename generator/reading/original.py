"""The text of an original, whatever its format, with what readers of it must know.

Every format becomes one text of lines. Numbers that a program makes (automatic numbering of Word) are part of it, deleted
text is not, and a table is a line of text per row, in which a cell carries the unit or the role of its head.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from generator.text.facts import Unreadable

MOST_BYTES = 500 * 2**20
# What one part of a packed file may unfold to, and all of it: a text of a million characters is a very long policy.
MOST_UNPACKED = 200 * 2**20
MOST_TIMES = 200


@dataclass(frozen=True)
class Original:
    """A text as read. ``form``: what it was read from (Word, PDF …). ``digest``: SHA-256 of the file.

    ``notes``: what was done to it, in Chinese (修订已接受). ``doubtful``: why nothing of it may be trusted without a look
    (a layer of OCR), else ``None``. ``tables``: ranges of the text that are rows of tables; places count code points.
    """

    text: str
    form: str
    digest: str
    notes: tuple[str, ...] = ()
    doubtful: str | None = None
    tables: tuple[tuple[int, int], ...] = ()


def checked(path: Path) -> bytes:
    """The content of a file that is not too large to be read. Raises ``Unreadable``, ``OSError``."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise Unreadable(f"{path.name} 有 {size // 2**20} MB，超过 500 MB，没有读。请另存一份只有文字的。")
    if size == 0:
        raise Unreadable(f"{path.name} 是空文件。")
    return path.read_bytes()


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
