"""Where the browsers are installed on this machine."""

import shutil
from pathlib import Path


def chromium_program() -> str | None:
    """The system's Chromium; ``None`` leaves the choice to Playwright, which may have its own.

    Debian's headless shell is preferred: the same engine, but loading a page takes a third less work. (Playwright's own
    is such a shell too.)
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return next((found for name in names if (found := _installed(name))), None)


def firefox_program() -> str | None:
    return next((found for name in ("firefox-esr", "firefox") if (found := _installed(name))), None)


def _installed(name: str) -> str | None:
    debian = Path("/usr/bin", name)
    return str(debian) if debian.is_file() else shutil.which(name)
