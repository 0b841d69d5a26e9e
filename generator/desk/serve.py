"""Runs the desk: one for a handbook, on this machine, until Ctrl+C."""

import signal
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from types import FrameType

from filelock import FileLock, Timeout
from werkzeug.serving import WSGIRequestHandler, make_server

from generator.desk.app import Desk
from generator.desk.guard import Guard
from generator.desk.preview import Preview
from generator.desk.store import Store
from generator.source.problems import Told


class Occupied(Told):
    """Another desk is open on the same handbook."""


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def desk(root: Path, output: Path, port: int, say: Callable[[str], None], preview: bool = True) -> None:
    """Serve the desk of the handbook at ``root`` on 127.0.0.1. ``say`` gets the address. Raises ``Occupied``, ``OSError``."""
    folder = output / "desk"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Occupied("这本手册的编辑台已经开着。请用它，或先在那边按 Ctrl+C 结束。") from error
    beside = Preview(root, output)
    try:
        if preview:
            beside.start()
            beside.renew()
        _serve(Desk(Store(root, folder), beside, Guard(port or _free(), beside.origin)), say)
    finally:
        beside.end()
        lock.release()


def _serve(opened: Desk, say: Callable[[str], None]) -> None:
    server = make_server("127.0.0.1", opened.guard.port, opened.app, threaded=True, request_handler=_Quiet)
    before = signal.signal(signal.SIGTERM, _end)
    try:
        Thread(target=server.serve_forever, daemon=True).start()
        say(opened.guard.first_address)
        signal.pause() if hasattr(signal, "pause") else Thread.join(Thread(target=server.serve_forever))
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        signal.signal(signal.SIGTERM, before)


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _end(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
