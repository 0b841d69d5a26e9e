"""Real browsers behind one small interface: Chromium through Playwright, Firefox through WebDriver BiDi.

    with Chromium() as browser, browser.page() as page:      # or Firefox()
        page.goto("http://127.0.0.1:8000/index.html")
        assert page.evaluate("document.title") == "..."
        assert page.errors == []

Firefox is driven without Playwright because only Playwright's own patched Firefox works with it; here it is the one
that readers have. Its "recommended" test preferences are switched off: they relax the ``file://`` policy, and a test
of the offline bundle under a relaxed policy proves nothing.

``serve(folder)`` puts a folder on a free loopback port and counts what is sent.
"""

import base64
import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

TIMEOUT = 30.0  # seconds, for one step of one page; machines that build and test at once are slow

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # tests run as root in containers
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

FIREFOX_PREFERENCES = {
    # The same rule for file:// as for a reader: the recommended preferences relax it. Each line alone is enough.
    "remote.prefs.recommended": False,
    "security.fileuri.strict_origin_policy": True,
    "remote.active-protocols": 1,  # WebDriver BiDi only
    # A window without a screen must behave as if it had the focus, and start, close and navigate without questions.
    "focusmanager.testmode": True,
    "browser.startup.page": 0,
    "browser.startup.homepage": "about:blank",
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.couldRestoreSession.count": -1,
    "browser.sessionstore.resume_from_crash": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.warnOnQuit": False,
    "browser.tabs.warnOnClose": False,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.newtab.preload": False,
    "browser.download.panel.shown": True,
    "dom.disable_open_during_load": False,
    "dom.max_script_run_time": 0,
    "toolkit.startup.max_resumed_crashes": -1,
    "toolkit.cosmeticAnimations.enabled": False,
    "trailhead.firstrun.didSeeAboutWelcome": True,
    "termsofuse.bypassNotification": True,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    # Nothing but the page under test may use the network.
    "app.normandy.enabled": False,
    "app.normandy.api_url": "",
    "app.update.auto": False,
    "app.update.disabledForTesting": True,
    "app.update.enabled": False,
    "browser.contentblocking.introCount": 99,
    "browser.discovery.enabled": False,
    "browser.ml.enable": False,
    "browser.newtabpage.activity-stream.feeds.system.topstories": False,
    "browser.newtabpage.activity-stream.feeds.topsites": False,
    "browser.ping-centre.telemetry": False,
    "browser.region.network.url": "",
    "browser.region.update.enabled": False,
    "browser.safebrowsing.blockedURIs.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.search.geoSpecificDefaults": False,
    "browser.search.suggest.enabled": False,
    "browser.search.update": False,
    "browser.topsites.contile.enabled": False,
    "browser.translations.enable": False,
    "browser.uitour.enabled": False,
    "browser.urlbar.merino.endpointURL": "",
    "browser.urlbar.suggest.searches": False,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.usage.uploadEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.autoDisableScopes": 0,
    "extensions.blocklist.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "geo.provider.testing": True,
    "geo.wifi.scan": False,
    "identity.fxaccounts.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "media.gmp-provider.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.http.http3.enable": False,
    "network.http.speculative-parallel-limit": 0,
    "network.manage-offline-status": False,
    "network.prefetch-next": False,
    "network.proxy.type": 0,
    "network.trr.mode": 5,
    "nimbus.rollouts.enabled": False,
    "security.OCSP.enabled": 0,
    "security.remote_settings.crlite_filters.enabled": False,
    "security.remote_settings.intermediates.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "signon.autofillForms": False,
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.server": "data:,",
    "toolkit.telemetry.unified": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}

_WITHIN_THE_PAGE = ("data:", "blob:")


class BrowserError(Exception):
    """The browser refused a step, or a script on the page failed."""


class BrowserMissing(BrowserError):
    """The browser is not installed on this machine."""


class Unsupported(BrowserError):
    """This browser cannot be made to do that."""


@dataclass(frozen=True)
class Message:
    """A line on the page's console. An error that no script caught has the level ``error`` too."""

    level: str  # debug, log, info, warning, error
    text: str


@dataclass
class Request:
    """A request that the page made, ``data:`` and ``blob:`` excepted. ``failed`` also where the answer is 400 or more.

    Firefox tells of http and https only, and not of what it refuses before it asks (a port that is never allowed).
    """

    url: str
    method: str = "GET"
    status: int | None = None
    failed: bool = False


@dataclass
class Page:
    """What a reader can do in one tab, the same for both browsers. A subclass supplies what the browser must do."""

    browser: str
    _console: list[Message] = field(default_factory=list)
    _requests: list[Request] = field(default_factory=list)

    # --- what each browser does in its own way ---

    def goto(self, url: str) -> None:
        """Open an address and wait for ``load``."""
        raise NotImplementedError

    def evaluate(self, expression: str):
        """The JSON value of a JavaScript expression; a promise is awaited. Not subject to the page's CSP."""
        raise NotImplementedError

    def viewport(self, width: int, height: int) -> None:
        raise NotImplementedError

    def dark(self, on: bool = True) -> None:
        """Prefer the dark colour scheme, or the light one."""
        raise NotImplementedError

    def offline(self, on: bool = True) -> None:
        """Cut this page off from the network, or connect it again."""
        raise NotImplementedError

    def screenshot(self, path: Path | str, full: bool = False) -> None:
        """Write a PNG of the window, or of the full page."""
        raise NotImplementedError

    def press(self, keys: str) -> None:
        """Press a key or a chord by the names of ``KeyboardEvent.key``: ``/``, ``Enter``, ``Control+k``."""
        raise NotImplementedError

    def type(self, text: str) -> None:
        """Type a text into whatever has the focus."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def _click_at(self, x: float, y: float) -> None:
        raise NotImplementedError

    def _catch_up(self) -> None:
        """Receive the events that have happened until now."""
        raise NotImplementedError

    # --- the same for both ---

    def click(self, selector: str) -> None:
        """Click with the mouse in the middle of the first element that matches; it must be visible and uncovered."""
        found = self.evaluate(
            f"""(() => {{
                const element = document.querySelector({json.dumps(selector)});
                if (!element) return {{ problem: "no such element" }};
                element.scrollIntoView({{ block: "center", inline: "center", behavior: "instant" }});
                const box = element.getClientRects()[0];
                if (!box || !box.width || !box.height) return {{ problem: "element is not visible" }};
                const x = box.x + box.width / 2, y = box.y + box.height / 2;
                const top = document.elementFromPoint(x, y);
                if (!top || !(element.contains(top) || top.contains(element)))
                    return {{ problem: "element is covered by " + (top ? top.outerHTML.slice(0, 120) : "nothing") }};
                return {{ x, y }};
            }})()"""
        )
        if "problem" in found:
            raise BrowserError(f"click {selector}: {found['problem']}")
        self._click_at(found["x"], found["y"])

    def wait_for(self, expression: str, timeout: float = TIMEOUT):
        """Wait until a JavaScript expression is true, and return its value."""
        end = time.monotonic() + timeout
        while True:
            problem = None
            try:
                if value := self.evaluate(expression):
                    return value
            except BrowserError as error:  # the page may be on its way to the next address
                problem = error
            if time.monotonic() > end:
                raise BrowserError(f"not true after {timeout:g} s: {expression}" + (f" ({problem})" if problem else ""))
            time.sleep(0.05)

    @property
    def url(self) -> str:
        return self.evaluate("location.href")

    @property
    def console(self) -> list[Message]:
        self._catch_up()
        return list(self._console)

    @property
    def errors(self) -> list[str]:
        return [message.text for message in self.console if message.level == "error"]

    @property
    def requests(self) -> list[Request]:
        self._catch_up()
        return list(self._requests)

    def forget(self) -> None:
        """Start counting messages and requests afresh."""
        self._catch_up()
        self._console.clear()
        self._requests.clear()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def _as_promise_of_json(expression: str) -> str:
    return f"(async () => JSON.stringify(await ({expression}\n)))()"


# --- Chromium ---------------------------------------------------------------------------------------------------------


def chromium_program() -> str | None:
    """The system's Chromium; None leaves the choice to Playwright, which may have its own."""
    return next((found for name in ("chromium", "chromium-browser") if (found := _installed(name))), None)


class Chromium:
    """The system's Chromium, or Playwright's own where there is none."""

    name = "chromium"

    def __init__(self) -> None:
        self._playwright = sync_playwright().start()
        try:
            self._browser = self._playwright.chromium.launch(
                executable_path=chromium_program(), args=CHROMIUM_ARGUMENTS, timeout=4 * TIMEOUT * 1000
            )
        except PlaywrightError as error:
            self._playwright.stop()
            raise (BrowserMissing if "Executable doesn't exist" in str(error) else BrowserError)(str(error)) from None

    @property
    def version(self) -> str:
        return self._browser.version

    def page(self) -> "ChromiumPage":
        """A new tab with cookies and storage of its own."""
        return ChromiumPage(self._browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light"))

    def close(self) -> None:
        try:
            self._browser.close()
        finally:
            self._playwright.stop()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class ChromiumPage(Page):
    def __init__(self, context) -> None:
        super().__init__("chromium")
        self._context = context
        context.set_default_timeout(TIMEOUT * 1000)
        self._page = context.new_page()
        self._protocol = context.new_cdp_session(self._page)
        self._sent = {}
        self._page.on("console", lambda message: self._console.append(Message(message.type, message.text)))
        self._page.on("pageerror", lambda error: self._console.append(Message("error", str(error))))
        self._page.on("request", self._on_request)
        self._page.on("response", self._on_response)
        self._page.on("requestfailed", self._on_failure)

    def _on_request(self, event) -> None:
        if event.url.startswith(_WITHIN_THE_PAGE):
            return
        self._sent[event] = Request(event.url, event.method)
        self._requests.append(self._sent[event])

    def _on_response(self, event) -> None:
        if request := self._sent.get(event.request):
            request.status = event.status or None  # a file has none
            request.failed = event.status >= 400

    def _on_failure(self, event) -> None:
        if request := self._sent.get(event):
            request.failed = True

    def goto(self, url: str) -> None:
        with _said_plainly():
            self._page.goto(url, wait_until="load")

    def evaluate(self, expression: str):
        # Through the protocol: Playwright's own evaluate() uses eval(), which a strict CSP forbids.
        with _said_plainly():
            answer = self._protocol.send(
                "Runtime.evaluate",
                {"expression": _as_promise_of_json(expression), "awaitPromise": True, "returnByValue": True},
            )
        if problem := answer.get("exceptionDetails"):
            thrown = problem.get("exception", {})
            raise BrowserError(thrown.get("description") or str(thrown.get("value", problem["text"])))
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def viewport(self, width: int, height: int) -> None:
        self._page.set_viewport_size({"width": width, "height": height})

    def dark(self, on: bool = True) -> None:
        self._page.emulate_media(color_scheme="dark" if on else "light")

    def offline(self, on: bool = True) -> None:
        self._context.set_offline(on)

    def screenshot(self, path: Path | str, full: bool = False) -> None:
        self._page.screenshot(path=path, full_page=full)

    def press(self, keys: str) -> None:
        with _said_plainly():
            self._page.keyboard.press(keys)

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def close(self) -> None:
        self._context.close()

    def _click_at(self, x: float, y: float) -> None:
        self._page.mouse.click(x, y)

    def _catch_up(self) -> None:
        self._page.wait_for_timeout(50)


@contextlib.contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except PlaywrightError as error:
        raise BrowserError(str(error)) from None


# --- Firefox ----------------------------------------------------------------------------------------------------------


def firefox_program() -> str | None:
    return next((found for name in ("firefox-esr", "firefox") if (found := _installed(name))), None)


class Firefox:
    """The system's Firefox with a new profile in a temporary folder."""

    name = "firefox"

    def __init__(self) -> None:
        program = firefox_program()
        if not program:
            raise BrowserMissing("firefox-esr is not installed")
        self._home = Path(tempfile.mkdtemp(prefix="handbook-firefox-"))
        self._process = self._socket = None
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

    def _start(self, program: str):
        profile = self._home / "profile"
        profile.mkdir()
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in FIREFOX_PREFERENCES.items())
        (profile / "user.js").write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [program, "--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", str(profile)]
        command += ["--remote-allow-system-access"]  # the only way to the colour scheme, see FirefoxPage.dark
        environment = os.environ | {
            "HOME": str(self._home),  # Firefox refuses to run as root in another user's home
            "XDG_CACHE_HOME": str(self._home / "cache"),
            "MOZ_CRASHREPORTER_DISABLE": "1",
        }
        with (self._home / "log").open("wb") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, start_new_session=True
            )
        end = time.monotonic() + 4 * TIMEOUT
        while True:
            with contextlib.suppress(OSError, ValueError, KeyError):  # the file is not there, or not complete, yet
                place = json.loads((profile / "WebDriverBiDiServer.json").read_bytes())
                address = f"ws://{place['ws_host']}:{place['ws_port']}/session"
                opening = connect(address, max_size=None, compression=None, proxy=None, open_timeout=TIMEOUT)
                return self._until_closed.enter_context(opening)
            if self._process.poll() is not None or time.monotonic() > end:
                log = (self._home / "log").read_text("utf-8", "replace")[-2000:]
                raise BrowserError(f"firefox did not start (exit status {self._process.poll()})\n{log}")
            time.sleep(0.05)

    def send(self, method: str, parameters: dict, timeout: float = TIMEOUT) -> dict:
        """Send one command of WebDriver BiDi and return its result; events that come before it reach their pages."""
        self._last_id += 1
        wanted = self._last_id
        end = time.monotonic() + timeout
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
                    return message["result"]
        except TimeoutError:
            raise BrowserError(f"{method}: no answer in {timeout:g} s") from None
        except ConnectionClosed as error:
            raise BrowserError(f"{method}: firefox went away ({error})") from None

    def _deliver(self, method: str, event: dict) -> None:
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
            with contextlib.suppress(ProcessLookupError):  # the group is ours alone: it was started as a new session
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
        shutil.rmtree(self._home, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class FirefoxPage(Page):
    def __init__(self, firefox: Firefox, context: str, user: str) -> None:
        super().__init__("firefox")
        self._firefox, self.context, self.user = firefox, context, user
        self._sent: dict[str, Request] = {}

    def receive(self, method: str, event: dict) -> None:
        if method == "log.entryAdded":
            level = event["method"] if event["type"] == "console" else event["level"]
            level = {"warn": "warning", "assert": "error"}.get(level, level)
            self._console.append(Message(level, event.get("text") or ""))
            return
        number = event["request"]["request"]
        if event["request"]["url"].startswith(_WITHIN_THE_PAGE):
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

    def evaluate(self, expression: str):
        answer = self._firefox.send(
            "script.evaluate",
            {
                "expression": _as_promise_of_json(expression),
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
        # WebDriver BiDi has no command for it in Firefox yet; the browser's own window can set it for all tabs.
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

    def _send(self, method: str, **parameters) -> dict:
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


# WebDriver's private characters for the keys that are no characters.
_KEYS = {
    "Backspace": "\ue003", "Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Control": "\ue009",
    "Alt": "\ue00a", "Escape": "\ue00c", "Space": " ", "PageUp": "\ue00e", "PageDown": "\ue00f", "End": "\ue010",
    "Home": "\ue011", "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
    "Delete": "\ue017", "Meta": "\ue03d",
}  # fmt: skip


def _installed(name: str) -> str | None:
    debian = Path("/usr/bin", name)
    return str(debian) if debian.is_file() else shutil.which(name)


# --- a server for tests -----------------------------------------------------------------------------------------------


@dataclass
class Server:
    """A folder on the loopback interface. ``sent`` counts the bytes of the bodies sent, by path without query."""

    folder: Path
    url: str = ""  # ends with a slash
    sent: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def forget(self) -> None:
        self.sent.clear()
        self.missing.clear()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    # Stated here, since Python's own table takes the machine's into account.
    extensions_map = {
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

    def __init__(self, *arguments, account: Server, **options) -> None:
        self._account = account
        super().__init__(*arguments, directory=str(account.folder), **options)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self):
        if "If-Modified-Since" in self.headers:
            del self.headers["If-Modified-Since"]
        return super().send_head()

    def list_directory(self, path):
        self.send_error(404)  # as on a plain host: a folder without index.html is no page

    def copyfile(self, source, outputfile) -> None:
        body = source.read()
        path = unquote(urlsplit(self.path).path)
        self._account.sent[path] = self._account.sent.get(path, 0) + len(body)
        outputfile.write(body)

    def send_error(self, code, message=None, explain=None) -> None:
        if code == 404:
            self._account.missing.append(unquote(urlsplit(self.path).path))
        super().send_error(code, message, explain)

    def log_message(self, *_) -> None:
        pass


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_) -> None:
        pass  # a browser that leaves in the middle of an answer


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
