"""Publishing as guided steps: check, version and day, changes in words, ledger, build and bundle, then Git if it is used.

Whether a step is done is read off the handbook each time, so that it can be left and taken up again, by somebody else too.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from generator.desk.store import NoSuchRecord
from generator.history import ledger
from generator.pipeline.editions import compare, enter
from generator.source.edits import Put
from generator.source.problems import Told

if TYPE_CHECKING:
    from generator.desk.app import Desk

SITE = "data/site.yml"


class NotPublished(Told):
    """A step could not be done; the message says why."""


@dataclass(frozen=True)
class State:
    """Where publishing stands. ``base``: what the changes are told against, in words; ``recorded``: the log has this version;
    ``entered``: the ledger has every address; ``built``: the bundle is newer than the data."""

    version: str
    as_of: date
    last: str
    base: str
    recorded: bool
    entered: bool
    built: list[tuple[str, int]]
    git: bool
    uncommitted: int
    message: str


class Publishing:
    """Its pages, on the desk's application."""

    def __init__(self, desk: "Desk") -> None:
        self.store, self.output, self.renew = desk.store, desk.preview.output, desk.preview.renew
        for rule, view, methods in (
            ("/publish", self.publish, ("GET",)), ("/publish/version", self.version, ("POST",)),
            ("/publish/record", self.record, ("POST",)), ("/publish/build", self.build, ("POST",)),
            ("/publish/commit", self.commit, ("POST",)),
        ):  # fmt: skip
            desk.app.add_url_rule(rule, f"publish_{view.__name__}", view, methods=list(methods))

    def publish(self) -> str:
        problems = self.store.problems()
        state = None if problems else self._state()
        changes = self._changes() if state and not state.recorded else []
        return render_template("publish.html.jinja", problems=problems, state=state, changes=changes)

    def _changes(self) -> list[Any]:
        base = self._base()
        return compare(self.store.root, base, ".", record=False) if base else []

    def version(self) -> AnyResponse:
        read = self.store.read(SITE)
        version, day = request.form.get("version", "").strip(), request.form.get("as_of", "").strip()
        try:
            as_of = date.fromisoformat(day)
        except ValueError as error:
            raise NotPublished("日期请写成 2026-11-25 这样。") from error
        text = self.store.change(read, [Put(("version",), version), Put(("as_of",), as_of)])
        if found := self.store.problems({SITE: text}):
            raise NotPublished("\n".join(f"{one.message} {one.hint or ''}" for one in found))
        self.store.save(SITE, text, read.hash, f"版本 {version}")
        return redirect("/publish", 303)

    def record(self) -> AnyResponse:
        """The changes into the log, the addresses into the ledger, and the state of the data kept for the next time."""
        state, title = self._state(), request.form.get("title", "").strip()
        if not state.recorded and state.last:
            base = self._base()
            if not base:
                raise NotPublished(
                    "没有上一版的数据，说不出变化。请在有上一版的文件夹里，用 handbook changes 上一版 . --record。"
                )
            if not title:
                raise NotPublished("请用一句话写明这一版改了什么。")
            compare(self.store.root, base, ".", record=True, title=title)
        enter(self.store.root)
        kept = self.store.folder / "edition"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(self.store.root / "data", kept / "data")
        self.renew()
        return redirect("/publish", 303)

    def build(self) -> AnyResponse:
        """The site for a server, the bundle, and their checksums, by the command that anybody runs."""
        command = [sys.executable, "-m", "generator", "release", "--output", str(self.output)]
        done = subprocess.run(
            command, cwd=self.store.root, capture_output=True, text=True, encoding="utf-8", check=False
        )
        if done.returncode:
            raise NotPublished(done.stderr.strip() or "没有生成，原因不明。")
        return redirect("/publish", 303)

    def commit(self) -> AnyResponse:
        message = request.form.get("message", "").strip()
        if not message:
            raise NotPublished("请写一句说明。")
        for command in (["add", "--", "data", "content"], ["commit", "--quiet", "-m", message]):
            done = self._git(*command)
            if done.returncode:
                raise NotPublished(f"Git 没有完成：{done.stderr.strip() or done.stdout.strip()}")
        return redirect("/publish", 303)

    # --- what stands ---

    def _state(self) -> State:
        store = self.store
        source = store.source()
        site = source.site
        if site is None:
            raise NoSuchRecord("没有 data/site.yml。")
        versions = [edition.version for _, edition in source.editions]
        rows, _ = ledger.read(source.texts.get(ledger.FILE, ""))
        known = {row.address for row in rows}
        status = self._git("status", "--porcelain", "--", "data", "content")
        uncommitted = len(status.stdout.splitlines()) if status.returncode == 0 else 0
        last = versions[-1] if versions else ""
        recorded = site.version in versions
        return State(
            site.version, site.as_of, last, self._base(), recorded, set(ledger.addresses_of(source)) <= known, self._built(),
            status.returncode == 0, uncommitted, f"{site.version} 版数据",
        )  # fmt: skip

    def _base(self) -> str:
        """The state that the last edition was made from: the one kept here, else the commit that recorded it."""
        kept = self.store.folder / "edition"
        if (kept / "data").is_dir():
            return str(kept.resolve())
        found = self._git("log", "-1", "--format=%H", "--", "data/changes.yml")
        return found.stdout.strip() if found.returncode == 0 else ""

    def _built(self) -> list[tuple[str, int]]:
        """The bundles that are newer than every data file."""
        newest = max((path.stat().st_mtime for path in (self.store.root / "data").rglob("*.*")), default=0.0)
        found = [path for path in self.output.glob("*.zip") if path.stat().st_mtime >= newest]
        fresh = (self.output / "release").is_dir() and bool(found)
        return [(path.name, path.stat().st_size) for path in sorted(found)] if fresh else []

    def _git(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """Git in the handbook's folder; a failure where there is no Git or no repository."""
        git = shutil.which("git")
        if git is None:
            return subprocess.CompletedProcess(["git", *command], 127, "", "这台电脑上没有 Git。")
        return subprocess.run([git, *command], cwd=self.store.root, capture_output=True, text=True, encoding="utf-8", check=False)  # fmt: skip
