"""The browser that tests drive: where it is, and what it is started with."""

import shutil

LAUNCH = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def page_browser() -> str | None:
    """The smallest Chromium here that draws pages: its shell opens a new profile four times as fast."""
    return shutil.which("chromium-headless-shell") or whole_browser()


def whole_browser() -> str | None:
    """Chromium with its settings, which the shell has none of."""
    return shutil.which("chromium") or shutil.which("chromium-browser")
