"""QR codes as inline SVG, drawn at build time: printed pages lead back to the permanent address.

The mask is fixed: trying all eight, as the standard allows, costs five times as much and scans no better here.
"""

import re
from collections.abc import Sequence
from html import escape

import segno

QUIET = 4
_DARK = re.compile(b"\x01+")


def svg(text: str, label: str) -> str:
    """The QR code of ``text``. Error correction M survives photocopying; the quiet zone of four modules is included."""
    code = segno.make(text, error="m", mask=2, micro=False, boost_error=False)
    size = len(code.matrix) + 2 * QUIET
    return (
        f'<svg viewBox="0 0 {size} {size}" class="qr"><title>{escape(label)}</title>'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path stroke="#000" d="{_lines(code.matrix)}"/></svg>'
    )


def _lines(matrix: Sequence[bytearray]) -> str:
    """The dark modules as strokes along each row, as the library's own SVG has them: it takes longer, for any colours."""
    drawn: list[str] = []
    at, above = 0, None
    for number, row in enumerate(matrix):
        for run in _DARK.finditer(row):
            start, end = run.span()
            if above is None:
                drawn.append(f"M{start + QUIET} {number + QUIET}.5h{end - start}")
            else:
                drawn.append(f"m{start - at} {number - above}h{end - start}")
            at, above = end, number
    return "".join(drawn)
