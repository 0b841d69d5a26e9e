"""Firefox through WebDriver BiDi."""

import base64
import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from browsers.firefox_preferences import PREFERENCES
from browsers.page import (
    TIMEOUT,
    WITHIN_THE_PAGE,
    BrowserError,
    BrowserMissing,
    Message,
    Page,
    Request,
    Unsupported,
    as_promise_of_json,
)
from browsers.programs import firefox_program


class Firefox:
    """The system's Firefox with a new profile in a temporary folder."""

    name = "firefox"

    def __init__(self) -> None:
        program = firefox_program()
        if not program:
            raise BrowserMissing("firefox-esr is not installed")
        self._home = Path(tempfile.mkdtemp(prefix="handbook-firefox-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: ClientConnection | None = None
        self._until_closed = contextlib.ExitStack()
        self._pages: dict[str, FirefoxPage] = {}
        self._last_id = 0
        try:
            self._socket = self._start(program)
            session = self.send("session.new", {"capabilities": {}})
            self.version = session["capabilities"]["browserVersion"]
            events = ["network.beforeRequestSent", "network.responseCompleted", "network.fetchError", "log.entryAdded"]
            self.send("session.subscribe", {"events": events})
        except BaseException:
            self.close()
            raise

    def _start(self, program: str) -> ClientConnection:
        profile = self._home / "profile"
        profile.mkdir()
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items())
        (profile / "user.js").write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [program, "--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", str(profile)]
        command += ["--remote-allow-system-access"]  # the only way to set the colour scheme, see FirefoxPage.dark
        environment = os.environ | {
            "HOME": str(self._home),  # Firefox refuses to run as root in another user's home
            "XDG_CACHE_HOME": str(self._home / "cache"),
            "MOZ_CRASHREPORTER_DISABLE": "1",
        }
        with (self._home / "log").open("wb") as log:
            self._process = process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, start_new_session=True
            )
        end = time.monotonic() + 4 * TIMEOUT
        while True:
            with contextlib.suppress(OSError, ValueError, KeyError):  # the file does not exist yet, or is incomplete
                place = json.loads((profile / "WebDriverBiDiServer.json").read_bytes())
                address = f"ws://{place['ws_host']}:{place['ws_port']}/session"
                opening = connect(address, max_size=None, compression=None, proxy=None, open_timeout=TIMEOUT)
                return self._until_closed.enter_context(opening)
            if process.poll() is not None or time.monotonic() > end:
                said = (self._home / "log").read_text("utf-8", "replace")[-2000:]
                raise BrowserError(f"firefox did not start (exit status {process.poll()})\n{said}")
            time.sleep(0.05)

    def send(self, method: str, parameters: dict[str, Any], timeout: float = TIMEOUT) -> dict[str, Any]:
        """Send one WebDriver BiDi command and return its result; events received before it go to their pages."""
        self._last_id += 1
        wanted = self._last_id
        end = time.monotonic() + timeout
        assert self._socket is not None
        try:
            self._socket.send(json.dumps({"id": wanted, "method": method, "params": parameters}))
            while True:
                message = json.loads(self._socket.recv(timeout=max(0.0, end - time.monotonic())))
                if message["type"] == "event":
                    self._deliver(message["method"], message["params"])
                elif message["id"] != wanted:
                    continue  # a late answer to a command that timed out
                elif message["type"] == "error":
                    raise BrowserError(f"{method}: {message['error']}: {message['message']}")
                else:
                    result: dict[str, Any] = message["result"]
                    return result
        except TimeoutError:
            raise BrowserError(f"{method}: no answer in {timeout:g} s") from None
        except ConnectionClosed as error:
            raise BrowserError(f"{method}: firefox went away ({error})") from None

    def _deliver(self, method: str, event: dict[str, Any]) -> None:
        context = event.get("context") or event.get("source", {}).get("context")
        if page := self._pages.get(context):
            page.receive(method, event)

    def page(self) -> "FirefoxPage":
        """A new tab with cookies and storage of its own."""
        user = self.send("browser.createUserContext", {})["userContext"]
        context = self.send("browsingContext.create", {"type": "tab", "userContext": user})["context"]
        self._pages[context] = page = FirefoxPage(self, context, user)
        page.viewport(1280, 800)
        return page

    def leave(self, page: "FirefoxPage") -> None:
        self._pages.pop(page.context, None)
        self.send("browser.removeUserContext", {"userContext": page.user})  # closes its tabs

    def close(self) -> None:
        if self._socket:
            with contextlib.suppress(BrowserError):
                self.send("browser.close", {})
        self._until_closed.close()
        if self._process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(10 if self._socket else 0)
            with contextlib.suppress(ProcessLookupError):  # the process group is ours: it was started as a new session
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
        shutil.rmtree(self._home, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class FirefoxPage(Page):
    def __init__(self, firefox: Firefox, context: str, user: str) -> None:
        super().__init__("firefox")
        self._firefox, self.context, self.user = firefox, context, user
        self._sent: dict[str, Request] = {}

    def receive(self, method: str, event: dict[str, Any]) -> None:
        if method == "log.entryAdded":
            level = event["method"] if event["type"] == "console" else event["level"]
            level = {"warn": "warning", "assert": "error"}.get(level, level)
            self._console.append(Message(level, event.get("text") or ""))
            return
        number = event["request"]["request"]
        if event["request"]["url"].startswith(WITHIN_THE_PAGE):
            return
        if method == "network.beforeRequestSent":
            self._sent[number] = Request(event["request"]["url"], event["request"]["method"])
            self._requests.append(self._sent[number])
        elif request := self._sent.get(number):
            status = event.get("response", {}).get("status")
            request.status = status or None
            request.failed = method == "network.fetchError" or (status or 0) >= 400

    def goto(self, url: str) -> None:
        self._send("browsingContext.navigate", url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        answer = self._firefox.send(
            "script.evaluate",
            {
                "expression": as_promise_of_json(expression),
                "target": {"context": self.context},
                "awaitPromise": True,
            },
        )
        if answer["type"] == "exception":
            raise BrowserError(answer["exceptionDetails"]["text"])
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def viewport(self, width: int, height: int) -> None:
        self._send("browsingContext.setViewport", viewport={"width": width, "height": height})

    def dark(self, on: bool = True) -> None:
        # WebDriver BiDi has no command for this in Firefox yet; the browser's own window can set it for all tabs.
        tree = self._firefox.send("browsingContext.getTree", {"moz:scope": "chrome", "maxDepth": 0})
        if not tree["contexts"]:
            raise Unsupported("this Firefox does not let a test set the colour scheme")
        scheme = 0 if on else 1
        expression = f"Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {scheme})"
        window = {"context": tree["contexts"][0]["context"]}
        self._firefox.send("script.evaluate", {"expression": expression, "target": window, "awaitPromise": False})
        self.wait_for(f"matchMedia('(prefers-color-scheme: dark)').matches === {json.dumps(on)}", 5)

    def offline(self, on: bool = True) -> None:
        conditions = {"type": "offline"} if on else None
        try:
            self._firefox.send(
                "emulation.setNetworkConditions", {"networkConditions": conditions, "contexts": [self.context]}
            )
        except BrowserError as error:
            if "unknown command" in str(error):
                raise Unsupported(str(error)) from None
            raise

    def screenshot(self, path: Path | str, full: bool = False) -> None:
        answer = self._send("browsingContext.captureScreenshot", origin="document" if full else "viewport")
        Path(path).write_bytes(base64.b64decode(answer["data"]))

    def press(self, keys: str) -> None:
        names = [_KEYS.get(name, name) for name in _chord(keys)]
        self._keys([("keyDown", name) for name in names] + [("keyUp", name) for name in reversed(names)])

    def type(self, text: str) -> None:
        self._keys([(action, _KEYS["Enter"] if c == "\n" else c) for c in text for action in ("keyDown", "keyUp")])

    def close(self) -> None:
        self._firefox.leave(self)

    def _send(self, method: str, **parameters: object) -> dict[str, Any]:
        return self._firefox.send(method, {"context": self.context, **parameters})

    def _keys(self, actions: list[tuple[str, str]]) -> None:
        steps = [{"type": action, "value": value} for action, value in actions]
        self._send("input.performActions", actions=[{"type": "key", "id": "keyboard", "actions": steps}])

    def _click_at(self, x: float, y: float) -> None:
        move = {"type": "pointerMove", "x": round(x), "y": round(y)}
        steps = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._send("input.performActions", actions=[{"type": "pointer", "id": "mouse", "actions": steps}])

    def _catch_up(self) -> None:
        time.sleep(0.05)
        self._firefox.send("session.status", {})


def _chord(keys: str) -> list[str]:
    held, _, last = keys.rpartition("+")
    return [*filter(None, held.split("+")), last or "+"]


# WebDriver's private characters for non-character keys.
_KEYS = {
    "Backspace": "\ue003", "Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Control": "\ue009",
    "Alt": "\ue00a", "Escape": "\ue00c", "Space": " ", "PageUp": "\ue00e", "PageDown": "\ue00f", "End": "\ue010",
    "Home": "\ue011", "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
    "Delete": "\ue017", "Meta": "\ue03d",
}  # fmt: skip
