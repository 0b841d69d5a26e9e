"""The site beside the desk: built by a process of its own after each save, served on a port of its own."""

import functools
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class Preview:
    """Builds ``root`` into ``output`` and serves ``output/site``. ``port`` 0: any free one."""

    root: Path
    output: Path
    port: int = 0
    error: str = ""
    made: int = 0
    _wanted: threading.Event = field(default_factory=threading.Event)
    _working: bool = False
    _ended: bool = False
    _server: ThreadingHTTPServer | None = None

    def start(self) -> None:
        handler = functools.partial(_Quiet, directory=str(self.output / "site"))
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        threading.Thread(target=self._work, daemon=True).start()

    def end(self) -> None:
        self._ended = True
        self._wanted.set()
        if self._server:
            self._server.shutdown()
            self._server.server_close()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}" if self.port else ""

    def renew(self) -> None:
        """Build again, as soon as the build that runs has ended."""
        self._wanted.set()

    def page(self, address: str) -> str:
        """Where a page is seen; empty while there is no site."""
        there = self.output / "site" / (address.partition("#")[0] or "index.html")
        return f"{self.origin}/{address or 'index.html'}" if self.port and there.is_file() else ""

    def state(self) -> dict[str, Any]:
        return {"working": self._working or self._wanted.is_set(), "made": self.made, "error": self.error}

    def _work(self) -> None:
        while True:
            self._wanted.wait()
            if self._ended:
                return
            self._working = True
            self._wanted.clear()
            self.error = self._build()
            self.made += 1
            self._working = False

    def _build(self) -> str:
        """Build once; what went wrong, in words."""
        command = [sys.executable, "-m", "generator", "build", "--output", str(self.output)]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, encoding="utf-8", check=False)
        return "" if done.returncode == 0 else (done.stderr.strip() or "没有生成，原因不明。")


class _Quiet(SimpleHTTPRequestHandler):
    """Files of the site, to this machine only; nothing is kept by the browser."""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def send_head(self) -> Any:
        host = self.headers.get("Host", "")
        if host.rpartition(":")[0] not in ("127.0.0.1", "localhost"):
            self.send_error(403)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()
