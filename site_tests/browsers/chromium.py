"""Chromium through Playwright."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import BrowserContext, Response, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Request as PlaywrightRequest

from browsers.page import (
    TIMEOUT,
    WITHIN_THE_PAGE,
    BrowserError,
    BrowserMissing,
    Message,
    Page,
    Request,
    as_promise_of_json,
)
from browsers.programs import chromium_program

ARGUMENTS = [
    "--no-sandbox",  # tests run as root in containers
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class Chromium:
    """The system's Chromium, or Playwright's own where there is none."""

    name = "chromium"

    def __init__(self, program: Path | None = None, arguments: tuple[str, ...] = ()) -> None:
        self._playwright = sync_playwright().start()
        try:
            self._browser = self._playwright.chromium.launch(
                executable_path=program or chromium_program(), args=[*ARGUMENTS, *arguments], timeout=4 * TIMEOUT * 1000
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class ChromiumPage(Page):
    def __init__(self, context: BrowserContext) -> None:
        super().__init__("chromium")
        self._context = context
        context.set_default_timeout(TIMEOUT * 1000)
        self._page = context.new_page()
        self._protocol = context.new_cdp_session(self._page)
        self._sent: dict[PlaywrightRequest, Request] = {}
        self._page.on("console", lambda message: self._console.append(Message(message.type, message.text)))
        self._page.on("pageerror", lambda error: self._console.append(Message("error", str(error))))
        self._page.on("request", self._on_request)
        self._page.on("response", self._on_response)
        self._page.on("requestfailed", self._on_failure)

    def _on_request(self, event: PlaywrightRequest) -> None:
        if event.url.startswith(WITHIN_THE_PAGE):
            return
        self._sent[event] = Request(event.url, event.method)
        self._requests.append(self._sent[event])

    def _on_response(self, event: Response) -> None:
        if request := self._sent.get(event.request):
            request.status = event.status or None  # file:// requests have none
            request.failed = event.status >= 400

    def _on_failure(self, event: PlaywrightRequest) -> None:
        if request := self._sent.get(event):
            request.failed = True

    def goto(self, url: str) -> None:
        with _said_plainly():
            self._page.goto(url, wait_until="load")

    def evaluate(self, expression: str) -> Any:
        # Through the protocol: Playwright's own evaluate() uses eval(), which a strict CSP forbids.
        with _said_plainly():
            answer = self._protocol.send(
                "Runtime.evaluate",
                {"expression": as_promise_of_json(expression), "awaitPromise": True, "returnByValue": True},
            )
        if problem := answer.get("exceptionDetails"):
            thrown = problem.get("exception", {})
            raise BrowserError(thrown.get("description") or str(thrown.get("value", problem["text"])))
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def viewport(self, width: int, height: int) -> None:
        self._page.set_viewport_size({"width": width, "height": height})

    def dark(self, on: bool = True) -> None:
        # Without motion, so that no colour is sampled during a transition.
        self._page.emulate_media(color_scheme="dark" if on else "light", reduced_motion="reduce")

    def forced_colours(self, on: bool = True) -> None:
        """Emulate forced colours (high contrast)."""
        self._page.emulate_media(forced_colors="active" if on else "none")

    def slowed(self, times: float, latency: float) -> None:
        self._protocol.send("Emulation.setCPUThrottlingRate", {"rate": times})
        self._protocol.send("Network.enable")
        self._protocol.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": latency * 1000, "downloadThroughput": -1, "uploadThroughput": -1},
        )

    def offline(self, on: bool = True) -> None:
        self._context.set_offline(on)

    def screenshot(self, path: Path | str, full: bool = False) -> None:
        self._page.screenshot(path=path, full_page=full)

    def press(self, keys: str) -> None:
        with _said_plainly():
            self._page.keyboard.press(keys)

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def paper(self) -> bytes:
        """The page as printed, on the paper that its style asks for."""
        return self._page.pdf(prefer_css_page_size=True)

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
