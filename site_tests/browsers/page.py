"""What tests can do and observe in one tab, in either browser."""

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

TIMEOUT = 30.0  # seconds, for one step of one page; machines that build and test at once are slow
WITHIN_THE_PAGE = ("data:", "blob:")  # requests without network


class BrowserError(Exception):
    """The browser refused a step, or a script on the page failed."""


class BrowserMissing(BrowserError):
    """The browser is not installed on this machine."""


class Unsupported(BrowserError):
    """This browser cannot be made to do that."""


@dataclass(frozen=True)
class Message:
    """A line on the page's console; uncaught errors have level ``error`` too."""

    level: str  # debug, log, info, warning, error
    text: str


@dataclass
class Request:
    """A request of the page, except ``data:`` and ``blob:``. ``failed``: also for status 400 and above.

    Firefox reports http and https only, and not what it refuses before asking (a blocked port).
    """

    url: str
    method: str = "GET"
    status: int | None = None
    failed: bool = False


@dataclass
class Page:
    """One tab, with the same interface for both browsers. Subclasses implement the browser's part."""

    browser: str
    _console: list[Message] = field(default_factory=list)
    _requests: list[Request] = field(default_factory=list)

    # --- what each browser does in its own way ---

    def goto(self, url: str) -> None:
        """Open an address and wait for ``load``."""
        raise NotImplementedError

    def evaluate(self, expression: str) -> Any:
        """The JSON value of a JavaScript expression; a promise is awaited. Not subject to the page's CSP."""
        raise NotImplementedError

    def viewport(self, width: int, height: int) -> None:
        raise NotImplementedError

    def dark(self, on: bool = True) -> None:
        """Prefer the dark colour scheme, or the light one."""
        raise NotImplementedError

    def slowed(self, times: float, latency: float) -> None:
        """A processor so many times slower, and so many seconds before each answer of the network begins."""
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
        """Receive pending events."""
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

    def wait_for(self, expression: str, timeout: float = TIMEOUT) -> Any:
        """Wait until a JavaScript expression is true, and return its value."""
        end = time.monotonic() + timeout
        while True:
            problem = None
            try:
                if value := self.evaluate(expression):
                    return value
            except BrowserError as error:  # the page may be navigating
                problem = error
            if time.monotonic() > end:
                raise BrowserError(f"not true after {timeout:g} s: {expression}" + (f" ({problem})" if problem else ""))
            time.sleep(0.05)

    @property
    def url(self) -> str:
        return str(self.evaluate("location.href"))

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
        """Clear messages and requests."""
        self._catch_up()
        self._console.clear()
        self._requests.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def as_promise_of_json(expression: str) -> str:
    return f"(async () => JSON.stringify(await ({expression}\n)))()"
