"""The pages of drafts: a new original becomes one, its marks are settled, and it joins the documents."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flask import abort, redirect, render_template, request
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response as AnyResponse

from generator.desk import originals
from generator.pipeline.drafts import adopt, check_drafts, make_draft
from generator.records.kinds import DEPARTMENT
from generator.source.edits import Insert
from generator.source.problems import Told
from generator.text.facts import Unreadable

if TYPE_CHECKING:
    from generator.desk.app import Desk


class NotRead(Told):
    """The original cannot be read; the message says why."""


class Drafts:
    """Its pages, on the desk's application."""

    def __init__(self, desk: "Desk") -> None:
        self.store, self.renew = desk.store, desk.preview.renew
        for rule, view, methods in (
            ("/drafts", self.drafts, ("GET", "POST")), ("/drafts/<name>/original", self.original, ("POST",)),
            ("/drafts/<name>/mark", self.mark, ("POST",)), ("/drafts/<name>/department", self.department, ("POST",)), ("/drafts/<name>/adopt", self.adopt, ("POST",)),
        ):  # fmt: skip
            desk.app.add_url_rule(rule, view.__name__, view, methods=list(methods))

    def drafts(self) -> str | AnyResponse:
        if request.method == "GET":
            return render_template("drafts.html.jinja", drafts=check_drafts(self.store.root))
        name = request.form.get("id", "").strip()
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            raise NotRead("请给出编号：小写英文字母、数字和连字符，如 measures-2027-1。")
        with self._received(name) as file:
            make_draft(self.store.root, file, name)
            originals.keep(self.store, name, file)
        return redirect(f"/edit?file=data/drafts/{name}.yml&at=", 303)

    @contextmanager
    def _received(self, name: str) -> Iterator[Path]:
        """The file that was sent, on the disk for as long as it is read. Raises ``NotRead`` where it cannot be."""
        sent = request.files.get("original")
        if sent is None or not sent.filename:
            raise NotRead("请选一个原文文件：Word、PDF、网页或文本。")
        folder = self.store.folder / "received"
        folder.mkdir(parents=True, exist_ok=True)
        suffix = Path(sent.filename).suffix.lower()
        path = folder / (secure_filename(f"{name}{suffix}") or name)
        sent.save(path)
        try:
            yield path
        except Unreadable as error:
            raise NotRead(str(error)) from error
        finally:
            path.unlink(missing_ok=True)

    def original(self, name: str) -> AnyResponse:
        self._there(name)
        with self._received(name) as file:
            originals.keep(self.store, name, file)
        return redirect(f"/edit?file=data/drafts/{name}.yml&at=", 303)

    def mark(self, name: str) -> AnyResponse:
        """Settle one mark and go back to where it was settled."""
        self._there(name)
        number, do = request.form.get("number", ""), request.form.get("do", "")
        if not number.isdecimal() or do not in ("confirm", "reject"):
            abort(404, "没有这一处标记。")
        read = self.store.read(f"data/drafts/{name}.yml")
        originals.settle(self.store, read, int(number), do == "confirm")
        at = re.sub(r"[^a-z0-9/]", "", request.form.get("at", ""))
        return redirect(f"/edit?file=data/drafts/{name}.yml&at={at}#marks", 303)

    def department(self, name: str) -> AnyResponse:
        """Enter a new department of the original into the handbook."""
        self._there(name)
        wanted = request.form.get("id", "")
        found = originals.to_take_over(self.store, name).get("departments", [])
        record = next((one for one in found if one.get("id") == wanted), None)
        if record is None:
            abort(404, "草稿里没有这个单位。")
        read = self.store.read(DEPARTMENT.file)
        if all(one.get("id") != wanted for one in read.plain or []):
            text = self.store.change(read, [Insert((), len(read.plain or []), dict(record))])
            self.store.save(read.file, text, read.hash, f"登记单位 {record.get('name')}")
        return redirect(f"/edit?file=data/drafts/{name}.yml&at=", 303)

    def adopt(self, name: str) -> AnyResponse:
        self._there(name)
        target = adopt(self.store.root, name).relative_to(self.store.root).as_posix()
        self.renew()
        return redirect(f"/edit?file={target}&at=", 303)

    def _there(self, name: str) -> None:
        if (
            not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
            or not (self.store.root / f"data/drafts/{name}.yml").is_file()
        ):
            abort(404, "没有这份草稿。")
