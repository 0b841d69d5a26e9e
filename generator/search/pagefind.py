"""Pagefind as a service: a process that takes pages over a pipe while they are made, and writes the index at the end.

Its command line reads files, for which we would have to write a page for each record and remove it again: with the
service half of its time, which was spent on files, is saved. A message is JSON in Base64, ended by a comma
(Pagefind's own packages for Python and Node speak the same; they would load an event loop for it).
"""

import base64
import contextlib
import json
import subprocess
from collections.abc import Iterator
from typing import Any

import pagefind_bin  # type: ignore[import-untyped]

from generator.source.problems import Told

# Messages that may be on the way without an answer: both sides work, and no pipe runs full.
AHEAD = 16


class IndexFailed(Told):
    """Pagefind failed; the message is for the person who ran the build."""


@contextlib.contextmanager
def service() -> Iterator["Service"]:
    """A running Pagefind, ended in any case. Raises ``IndexFailed``."""
    try:
        running = subprocess.Popen(
            [pagefind_bin.get_executable(), "--service", "--silent"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError as error:
        raise IndexFailed(f"搜索索引没有做成（Pagefind 不能启动）：{error}") from error
    try:
        yield Service(running)
    finally:
        with contextlib.suppress(OSError):  # it may be gone already
            assert running.stdin is not None
            running.stdin.close()
        if running.poll() is None:
            running.kill()
        running.wait()
        assert running.stdout is not None
        running.stdout.close()


class Service:
    """One index. Pages are numbered in the order in which they are added."""

    def __init__(self, running: "subprocess.Popen[bytes]") -> None:
        assert running.stdin is not None and running.stdout is not None
        self._to, self._from = running.stdin, running.stdout
        self._sent = self._answered = 0
        self._rest = b""
        # One language for all: the text is already cut, and mixed languages would split the index.
        self._send(type="NewIndex", config={"force_language": "und"})
        self._index = self._answer()["index_id"]

    def add(self, name: str, page: str) -> None:
        """Add a page: its name, and its HTML. Raises ``IndexFailed``."""
        self._send(type="AddFile", index_id=self._index, file_path=name, file_contents=page)
        while self._sent - self._answered > AHEAD:
            self._answer()

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files of the index of all pages: path below its folder, content. Raises ``IndexFailed``.

        Asked to write them itself, Pagefind answers before all of them are whole on the disk.
        """
        self._send(type="GetFiles", index_id=self._index)
        answer: dict[str, Any] = {}
        while self._sent > self._answered:
            answer = self._answer()
        for file in answer["files"]:
            yield file["path"], base64.b64decode(file["content"])

    def _send(self, **payload: Any) -> None:
        self._sent += 1
        message = json.dumps({"message_id": self._sent, "payload": payload}).encode()
        try:
            self._to.write(base64.b64encode(message) + b",")
            self._to.flush()
        except OSError as error:
            raise IndexFailed(f"搜索索引没有做成（Pagefind 中断）：{error}") from error

    def _answer(self) -> dict[str, Any]:
        parts = [self._rest]
        while b"," not in parts[-1]:
            more = self._from.read1(1 << 20)  # type: ignore[attr-defined]  # a pipe's reader is buffered
            if not more:
                raise IndexFailed("搜索索引没有做成（Pagefind 中途停止）。")
            parts.append(more)
        message, _, self._rest = b"".join(parts).partition(b",")
        payload: dict[str, Any] = json.loads(base64.b64decode(message))["payload"]
        self._answered += 1
        if payload["type"] == "Error":
            raise IndexFailed(f"搜索索引没有做成（Pagefind）：{str(payload.get('message', ''))[-800:]}")
        return payload
