"""Real browsers behind one small interface: Chromium through Playwright, Firefox through WebDriver BiDi.

    with Chromium() as browser, browser.page() as page:      # or Firefox()
        page.goto("http://127.0.0.1:8000/index.html")
        assert page.evaluate("document.title") == "..."
        assert page.errors == []

``page`` says what a reader can do in a tab; ``chromium`` and ``firefox`` do it, each in its own way.

Firefox is driven without Playwright because only Playwright's own patched Firefox works with it; here it is the one
that readers have. Its "recommended" test preferences are switched off: they relax the ``file://`` policy, and a test
of the offline bundle under a relaxed policy proves nothing.

``serve(folder)`` puts a folder on a free loopback port and counts what is sent.
"""

from browsers.chromium import Chromium
from browsers.firefox import Firefox
from browsers.page import BrowserError, BrowserMissing, Message, Page, Request, Unsupported
from browsers.serving import Server, serve

__all__ = [
    "BrowserError",
    "BrowserMissing",
    "Chromium",
    "Firefox",
    "Message",
    "Page",
    "Request",
    "Server",
    "Unsupported",
    "serve",
]
