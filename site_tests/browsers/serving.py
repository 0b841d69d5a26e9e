"""Serves a folder on a free loopback port and records what is sent."""

import contextlib
import io
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit


@dataclass
class Server:
    """A folder on the loopback interface. ``sent``: path without query -> bytes of the bodies sent."""

    folder: Path
    url: str = ""  # ends with a slash
    sent: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def forget(self) -> None:
        self.sent.clear()
        self.missing.clear()


_HASHED = re.compile(r"/assets/.*\.[0-9a-f]{8,}\.(?:min\.)?(?:js|css)$")


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    # Explicit, since Python's own table depends on the machine.
    extensions_map = {  # noqa: RUF012 - as in the class that it extends
        "": "application/octet-stream",
        ".css": "text/css; charset=utf-8",
        ".gif": "image/gif",
        ".html": "text/html; charset=utf-8",
        ".ico": "image/x-icon",
        ".ics": "text/calendar; charset=utf-8",
        ".jpg": "image/jpeg",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".map": "application/json",
        ".md": "text/markdown; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".pdf": "application/pdf",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
        ".csv": "text/csv; charset=utf-8",
        ".zip": "application/zip",
    }

    def __init__(self, *arguments: Any, account: Server, **options: Any) -> None:
        self._account = account
        super().__init__(*arguments, directory=str(account.folder), **options)

    def end_headers(self) -> None:
        # As in deploy/: files with a hash in their name may be cached; a new tab starts with an empty cache.
        kept = _HASHED.search(self.path.partition("?")[0])
        self.send_header("Cache-Control", "max-age=31536000, immutable" if kept else "no-store")
        super().end_headers()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        if "If-Modified-Since" in self.headers:
            del self.headers["If-Modified-Since"]
        return super().send_head()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(404)  # as on a plain host: a folder without index.html is not a page

    def copyfile(self, source: Any, outputfile: Any) -> None:
        body = source.read()
        path = unquote(urlsplit(self.path).path)
        self._account.sent[path] = self._account.sent.get(path, 0) + len(body)
        outputfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code == 404:
            self._account.missing.append(unquote(urlsplit(self.path).path))
        super().send_error(code, message, explain)

    def log_message(self, *_: object) -> None:
        pass


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        pass  # the browser left in the middle of an answer


@contextlib.contextmanager
def serve(folder: Path | str) -> Iterator[Server]:
    """Serve a folder on a free loopback port for as long as the block runs; nothing may be cached."""
    account = Server(Path(folder))
    listener = _Listener(("127.0.0.1", 0), partial(_Handler, account=account))
    account.url = f"http://127.0.0.1:{listener.server_port}/"
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield account
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()
