"""Begin: a new, empty handbook in a folder of its own, which checks and builds at once."""

import json
from datetime import date
from pathlib import Path

from pydantic import ValidationError
from pypinyin import lazy_pinyin

from generator.pipeline.check import check
from generator.records import Names, Site
from generator.source.editor_schemas import write_schemas
from generator.source.problems import Told

START = Path(__file__).parents[1] / "source" / "start"
# Template -> file of the new folder.
FILES = {
    "site.yml": "data/site.yml",
    "vocabulary.yml": "data/vocabulary.yml",
    "departments.yml": "data/departments.yml",
    "terms.yml": "data/terms/terms.yml",
    "content.txt": "content/README.txt",
    "README.md": "README.md",
    "gitignore.txt": ".gitignore",
}


class CannotBegin(Told):
    """The folder is in use, or an answer cannot be a name; the message says what to do instead."""


def begin(folder: Path, city: str, title: str, groups: str, today: date) -> list[str]:
    """Make the handbook in ``folder``, which must be empty or not be there. ``groups``: what it is grouped by, and after
    a slash the parts of a group (产业/细分领域). Returns the files written. Raises ``CannotBegin``; nothing is written then.
    """
    refuse_used(folder)
    group, _, part = groups.partition("/")
    try:
        names = Names(group=group.strip(), part=part.strip() or Names().part)
        Site(title=title, subtitle=title, city=city, version="1", as_of=today)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise CannotBegin(
            f"“{wrong['input']}”不能作名称：不能是空的，首尾不能有空格，也不能有看不见的字符。"
        ) from error
    said = {"title": _scalar(title), "city": _scalar(city), "group": _scalar(names.group), "part": _scalar(names.part)}
    latin = "".join(letter for letter in "".join(lazy_pinyin(city)).lower() if letter.isascii() and letter.isalnum())
    values = {"year": today.year, "today": today.isoformat(), "download": f"{latin}-handbook" if latin else "handbook"}
    for template, name in FILES.items():
        text = (START / template).read_text(encoding="utf-8")
        told = {**said, **values} if name.endswith(".yml") else {"title": title, **values}
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(**told) if "{" in text else text, encoding="utf-8")
    write_schemas(folder)
    check(folder)
    return list(FILES.values())


def refuse_used(folder: Path) -> None:
    """Refuse a folder that is not empty: nothing of somebody's is overwritten. Raises ``CannotBegin``."""
    if folder.exists() and not folder.is_dir():
        raise CannotBegin(f"{folder} 是一个文件，不是文件夹。请换一个名字。")
    if folder.is_dir() and (inside := sorted(path.name for path in folder.iterdir())):
        told = "、".join(inside[:3]) + ("等" if len(inside) > 3 else "")
        raise CannotBegin(f"{folder} 里已经有文件（{told}），没有改动它。请换一个空文件夹，例如 handbook init 新手册。")


def _scalar(text: str) -> str:
    """A text as a YAML value on one line: plain where that reads back as the same text, else in quotes."""
    plain = all(letter.isalnum() or letter in "（）《》〔〕" for letter in text) and not text.isascii()
    return text if plain else json.dumps(text, ensure_ascii=False)
