"""The pages of the desk for finding, editing, adding and removing records. Drafts and publishing have their own."""

import re
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, abort, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from generator.desk import forms, originals
from generator.desk.drafts import Drafts
from generator.desk.guard import Guard
from generator.desk.notes import at_fields, notes
from generator.desk.preview import Preview
from generator.desk.publishing import Publishing
from generator.desk.store import Entry, NoSuchRecord, Read, Store
from generator.records.kinds import KINDS
from generator.source.defaults import own_or_default
from generator.source.problems import Problem, Steps, Told
from generator.source.saving import ChangedMeanwhile
from generator.source.splice import NotSpliced

DARK = "@media (prefers-color-scheme: dark) { :root"
MOST_BYTES = 64 * 2**20  # of an upload: an original with pictures


@dataclass
class Desk:
    """What the pages work with. ``preview``: the site beside it, if there is one."""

    store: Store
    preview: Preview
    guard: Guard
    app: Flask = field(init=False)

    def __post_init__(self) -> None:
        app = Flask("generator.desk", template_folder="templates", static_folder="static")
        app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
        app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
        app.config["MAX_FORM_MEMORY_SIZE"] = 8 * 2**20
        app.config["MAX_FORM_PARTS"] = 20_000
        self.app = app
        self.guard.set_up(app)
        app.register_error_handler(Told, self._told)
        for code in (403, 404, 413):
            app.register_error_handler(code, self._refused)
        app.context_processor(lambda: {"desk": self, "site": self.store.source().site})
        for rule, view, methods in (
            ("/", self.home, ("GET",)), ("/find", self.find, ("GET",)), ("/kind/<code>", self.kind, ("GET",)),
            ("/edit", self.edit, ("GET", "POST")), ("/check", self.check, ("POST",)), ("/add", self.add, ("POST",)),
            ("/remove", self.remove, ("GET", "POST")), ("/undo", self.undo, ("POST",)), ("/tokens.css", self.tokens, ("GET",)),
            ("/state", self.state, ("GET",)),
        ):  # fmt: skip
            app.add_url_rule(rule, view.__name__, view, methods=list(methods))
        Drafts(self)
        Publishing(self)

    # --- what is there ---

    def home(self) -> str:
        store = self.store
        kinds = [(kind, len(store.files(kind))) for kind in store.kinds() if kind.file]
        problems = notes(store.problems(), store)
        return render_template(
            "home.html.jinja",
            kinds=kinds,
            problems=problems,
            steps=store.memory.steps()[:8],
            documents=self._documents(),
        )

    def _documents(self) -> list[Entry]:
        return [entry for entry in self.store.all() if entry.kind.code == "document"]

    def find(self) -> str:
        words = request.args.get("q", "")
        return render_template("find.html.jinja", words=words, found=self.store.find(words) if words.strip() else [])

    def kind(self, code: str) -> str:
        kind = next((one for one in self.store.kinds() if one.code == code and one.file), None)
        if kind is None:
            abort(404, "没有这种记录。")
        files = [(name, self.store.entries(name)) for name in self.store.files(kind)]
        return render_template("kind.html.jinja", kind=kind, files=files)

    def state(self) -> Response:
        """Whether the preview shows what is saved."""
        return jsonify(self.preview.state())

    # --- one record ---

    def edit(self) -> str | AnyResponse:
        name, path = self._place()
        read = self.store.read(name)
        entry = self.store.entry(name, path)
        shape = self.store.shape(name, path)
        old = _at(read.plain, path)
        if request.method == "GET":
            typed = self.store.memory.typed(name, entry.at)
            take = typed is not None and request.args.get("typed") == "1"
            if request.args.get("typed") == "0":
                self.store.memory.drop_typed(name, entry.at)
                typed = None
            value = forms.value_of(shape, typed, old) if typed and take else old
            return self._form(read, entry, value, typed=typed is not None and not take and _differs(shape, typed, old))
        sent = _sent()
        value = forms.value_of(shape, sent, old)
        if command := sent.get("do", ""):
            return self._form(read, entry, _with_command(value, command, shape), unsaved=True)
        return self._save(read, entry, value, old, sent)

    def _save(self, read: Read, entry: Entry, value: Any, old: Any, sent: dict[str, str]) -> str | AnyResponse:
        store = self.store
        store.memory.keep_typed(entry.file, entry.at, sent)
        if sent.get("seen") != read.hash and sent.get("over") != read.hash:
            return self._form(read, entry, value, clash=True, unsaved=True, theirs=old)
        try:
            text = store.put(read, entry.path, value)
        except NotSpliced as error:
            return self._form(read, entry, value, found=[error.problem], unsaved=True)
        found = store.problems({entry.file: text})
        mine = [
            one for one in found if one.place.file == entry.file and one.place.path[: len(entry.path)] == entry.path
        ]
        before = store.judged(entry.file) if originals.is_draft(entry.file) else store.problems() if found else []
        fresh = [one for one in found if one not in before]
        if originals.is_draft(entry.file):
            mine, fresh = [], []  # a draft is saved with what is open in it
        if (mine or fresh) and sent.get("anyway") != "1":
            return self._form(read, entry, value, found=mine or fresh, unsaved=True, may_save=True)
        try:
            store.save(entry.file, text, read.hash, f"{entry.kind.word} {entry.name}")
        except ChangedMeanwhile:
            return self._form(store.read(entry.file), entry, value, clash=True, unsaved=True, theirs=old)
        store.memory.drop_typed(entry.file, entry.at)
        self.preview.renew()
        return redirect(f"/edit?file={entry.file}&at={entry.at}&saved=1", 303)

    def _form(self, read: Read, entry: Entry, value: Any, found: list[Problem] | None = None, **more: Any) -> str:
        shape = self.store.shape(entry.file, entry.path)
        fields = forms.form(shape, value, self.store.words())
        if found is None:
            found = self.store.judged(entry.file)
        told = notes(found, self.store)
        theirs = forms.form(shape, more.pop("theirs"), self.store.words()) if "theirs" in more else None
        if originals.is_draft(entry.file):
            more |= self._original(read, entry)
        return render_template(
            "edit.html.jinja", read=read, entry=entry, fields=fields, notes=at_fields(told, entry.path), theirs=theirs,
            inside=[one for one in self.store.entries(entry.file) if one.around and one.around.path == entry.path],
            addable=[kind for kind in KINDS if kind.inside and kind.inside[0] == entry.kind.code],
            refs=self._refs(fields), saved=request.args.get("saved") == "1", page=self.preview.page(entry.address), **more,
        )  # fmt: skip

    def _original(self, read: Read, entry: Entry) -> dict[str, Any]:
        """What stands beside the form of a draft: the original, its marks, and what is still open."""
        name = originals.identity(read.file)
        found = originals.marks(self.store, read)
        text = originals.original(self.store, name)
        mine = [mark for mark in found if mark.steps[: len(entry.path)] == entry.path]
        return {
            "draft": name, "marks": mine, "open": [mark for mark in mine if mark.open], "all_open": sum(mark.open for mark in found),
            "original": originals.stretches(text, found) if text is not None else None,
            "elsewhere": originals.to_take_over(self.store, name), "places": self._places(read, found),
            "registered": {department.id for _, department in self.store.source().departments},
        }  # fmt: skip

    def _places(self, read: Read, found: list[originals.Mark]) -> dict[int, str]:
        """The record in whose form each mark is settled, by the number of the mark."""
        paths = sorted((entry.path for entry in self.store.entries(read.file)), key=lambda path: -len(path))
        return {
            mark.number: "/".join(map(str, next((path for path in paths if mark.steps[: len(path)] == path), ())))
            for mark in found
        }

    def _refs(self, fields: list[forms.Field]) -> dict[str, list[tuple[str, str]]]:
        wanted: set[str] = set()

        def walk(some: list[forms.Field]) -> None:
            for one in some:
                wanted.update({one.ref} if one.ref else ())
                walk(one.fields)
                for entry in one.entries:
                    walk(entry)

        walk(fields)
        return {code: self.store.references(code) for code in sorted(wanted)}

    def check(self) -> Response:
        """What ``check`` would say if the form were saved, by field; what was typed is kept."""
        name, path = self._place()
        read, entry, sent = self.store.read(name), self.store.entry(name, path), _sent()
        self.store.memory.keep_typed(name, entry.at, sent)
        value = forms.value_of(self.store.shape(name, path), sent, _at(read.plain, path))
        try:
            found = self.store.problems({name: self.store.put(read, path, value)})
        except NotSpliced as error:
            found = [error.problem]
        told = at_fields(notes(found, self.store), path)
        return jsonify(
            {"notes": [{"name": n.name, "message": n.message, "hint": n.hint, "where": n.where} for n in told]}
        )

    # --- adding and removing ---

    def add(self) -> AnyResponse:
        name, path = self._place()
        code, seen = request.form.get("kind", ""), request.form.get("seen", "")
        kind = next((one for one in KINDS if one.code == code), None)
        if kind is None:
            abort(404, "没有这种记录。")
        text, place = self.store.add(name, path, kind, seen)
        self.store.save(name, text, seen, f"新增{kind.word}")
        return redirect(f"/edit?file={name}&at={'/'.join(map(str, place))}", 303)

    def remove(self) -> str | AnyResponse:
        name, path = self._place()
        read, entry = self.store.read(name), self.store.entry(name, path)
        if request.method == "GET":
            return render_template("remove.html.jinja", read=read, entry=entry, published=self.store.published(entry))
        if request.form.get("seen") != read.hash:
            raise NoSuchRecord(f"{name} 刚刚被改动过，没有删。请重新打开再看。")
        reason, to = request.form.get("reason", "").strip(), request.form.get("to", "").strip()
        wanted: tuple[str, str | None, str] | None = None
        if self.store.published(entry):
            if not reason:
                raise NoSuchRecord("这个地址发布过，请写明原因：读者打开旧地址时会看到。")
            wanted = (entry.address, to or None, reason)
        if not path:
            raise NoSuchRecord("整份文件请在文件夹里移走：一次删去一份文件，地址簿要逐条说明去向。")
        self.store.save(name, self.store.remove(read, path), read.hash, f"删去{entry.kind.word} {entry.name}")
        if wanted:
            try:
                self.store.retire(*wanted)
            except Told:
                self.store.undo()  # an address that leads nowhere is worse than a record too many
                raise
        self.preview.renew()
        around = entry.around
        back = f"/edit?file={name}&at={around.at}" if around else f"/kind/{entry.kind.code}"
        return redirect(back, 303)

    def undo(self) -> AnyResponse:
        self.store.undo()
        self.preview.renew()
        return redirect("/?undone=1", 303)

    # --- plumbing ---

    def tokens(self) -> Response:
        """The handbook's colours and faces; the dark ones where the system is dark, since the desk has no switch."""
        sheet = own_or_default(self.store.root, "overrides") / "assets/stylesheets/tokens.css"
        dark = re.sub(r'@media screen \{\s*\[data-md-color-scheme="slate"\]', DARK, sheet.read_text(encoding="utf-8"))
        return Response(dark, mimetype="text/css")

    def _place(self) -> tuple[str, Steps]:
        asked = request.args if request.method == "GET" else {**request.args.to_dict(), **request.form.to_dict()}
        at = str(asked.get("at", ""))
        return str(asked.get("file", "")), tuple(int(s) if s.isdecimal() else s for s in at.split("/") if s)

    def _told(self, error: Told) -> tuple[str, int]:
        return render_template("told.html.jinja", text=str(error)), 409

    def _refused(self, error: Any) -> tuple[str, int]:
        words = {404: "没有这一页。", 413: "这个文件太大，没有读。"}
        text = (
            error.description if error.code == 403 or "<" not in str(error.description) else words.get(error.code, "")
        )
        if error.code in words and not any("\u4e00" <= one <= "\u9fff" for one in str(text)):
            text = words[error.code]
        return render_template("refused.html.jinja", text=text), error.code


def _sent() -> dict[str, str]:
    """The form that was sent; several values of one name (ticked choices) are one, a line each."""
    return {name: "\n".join(request.form.getlist(name)) for name in request.form}


def _at(plain: Any, path: Steps) -> Any:
    for step in path:
        plain = plain[step]
    return plain


def _differs(shape: forms.Shape, sent: dict[str, str], old: Any) -> bool:
    return bool(forms.value_of(shape, sent, old) != old)


def _with_command(value: Any, command: str, shape: forms.Shape) -> Any:
    """The value with an entry more or less in one of its lists: ``add points``, ``drop points.1``, or another shape chosen."""
    word, _, name = command.partition(" ")
    *outer, last = name.split(".")
    inner, around = value, shape
    for step in outer:
        key: str | int = int(step) if step.isdecimal() else step
        if isinstance(inner, dict) and key not in inner:
            inner[key] = {}
        inner = inner[key]
        around = around.at((key,))
    if word == "add":
        inner.setdefault(last, []).append({})
    elif word == "drop" and last.isdecimal():
        del inner[int(last)]
    return value
