"""Shared by tests of tables: readers of their formats, and texts that a spreadsheet program would execute."""

import csv
import io

import openpyxl

HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "＠SUM(A1)",
    '=HYPERLINK("http://x.example")',
    "http://x.example/a",
]


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf"), "a byte order mark, or spreadsheet programs misread Chinese"
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes) -> list[list[str | int]]:
    """Values of the only sheet, each a text or a number."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n", "inlineStr") and cell.hyperlink is None, (
                cell.coordinate,
                cell.data_type,
            )
    return [list(row) for row in sheet.iter_rows(values_only=True)]
