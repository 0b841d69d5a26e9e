"""Page editions: which edition last changed each page, kept beside the data in ``data/page-editions.csv``.

``handbook publish`` alone writes it: for each page the sum of its text (without version and day, see ``book.imprint``)
and the edition in which that text was published first. While a page is drawn with the same sum it goes on naming that
edition. Without the file every page names the edition that the data has now.
"""

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.book.imprint import OF_THE_EDITION, Printed, imprint, imprints, sum_of
from generator.records import INSIDE
from generator.records.base import Version
from generator.source.load import Source
from generator.source.problems import BadData, Place, Problem

FILE = "data/page-editions.csv"
HEAD = ("page", "sum", "version", "day")
_PAGE, _SUM = re.compile(INSIDE), re.compile("[0-9a-f]{16}")
_VERSION: TypeAdapter[str] = TypeAdapter(Version)
_WAY_OUT = "这个文件由 handbook publish 写入，不要手工改动；请从版本库恢复它。"


def read(text: str) -> tuple[dict[str, Printed], list[Problem]]:
    """What was published of each page, by address, and what is wrong with the lines of the file."""
    kept: dict[str, Printed] = {}
    problems: list[Problem] = []
    for line, cells in enumerate(csv.reader(io.StringIO(text)), start=1):
        place = Place(FILE, mark=(line, 1))
        if line == 1:
            if tuple(cells) != HEAD:
                problems.append(Problem(place, f"各页版本的第一行应为 {','.join(HEAD)}", _WAY_OUT))
            continue
        try:
            page, said, version, day = cells
            if not _PAGE.fullmatch(page) or not _SUM.fullmatch(said):
                raise ValueError
            printed = Printed(said, imprint(_VERSION.validate_python(version), date.fromisoformat(day)))
        except (ValueError, ValidationError):
            problems.append(Problem(place, "各页版本的这一行不完整或写法不对", _WAY_OUT))
            continue
        if page in kept:
            problems.append(Problem(place, f"页面 {page} 登记了两次", _WAY_OUT))
        kept[page] = printed
    return kept, problems


def check(source: Source) -> dict[str, Printed]:
    """What was published of each page; nothing where that was never kept. Raises ``BadData`` where the file is spoilt."""
    kept, problems = read(source.texts.get(FILE, ",".join(HEAD)))
    if problems:
        raise BadData(problems, source.texts)
    return kept


def reminders(source: Source) -> list[Problem]:
    """That the file is missing, where there were editions before: pages then name a later edition than they should."""
    if not source.editions or FILE in source.texts:
        return []
    return [
        Problem(
            Place(FILE),
            "各页版本的记录不见了：手册发布过，却没有登记哪一版最后改动了哪一页，各页会写成现在的版本",
            "请从版本库恢复它；从来没有过的，下次运行 handbook publish 时会建立。",
        )
    ]


def publish(root: Path, source: Source, drawn: Mapping[str, str]) -> int:
    """Keep for each page of ``drawn`` (texts with marks, by address) which edition last changed it. Returns how many
    pages this edition changed. Pages are in the order of their addresses."""
    assert source.site is not None
    kept = check(source)
    named = imprints(drawn, source.site, kept)
    sums = {url: sum_of(text) for url, text in drawn.items() if url not in OF_THE_EDITION}
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(HEAD)
    for url, said in sorted(sums.items()):
        sheet.writerow((url, said, named[url].version, named[url].iso))
    fresh = (root / FILE).with_suffix(".new")
    fresh.write_text(out.getvalue(), encoding="utf-8")
    fresh.replace(root / FILE)
    return sum(url not in kept or kept[url].sum != said for url, said in sums.items())
