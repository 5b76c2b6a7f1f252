"""The demo as a command, and a browser before it. Debian's Chromium, without a window."""

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright, expect

from sandbox.child import free_port

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
PATIENCE = 60_000
"""Milliseconds for anything to appear; a busy machine takes its time."""
PICTURES = os.environ.get("PICTURES")
"""A folder into which the stories put their pictures; none are made where it is empty."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Return a function that starts the demo in a language and returns its address."""
    running: list[subprocess.Popen[str]] = []

    def start(language: str) -> str:
        port = free_port()
        command = [sys.executable, "-m", "bot", "demo", "--port", str(port)]
        process = subprocess.Popen(
            [*command, "--language", language],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(tmp_path)},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        running.append(process)
        assert process.stdout is not None
        assert str(port) in process.stdout.readline()
        return f"http://127.0.0.1:{port}/"

    yield start
    for process in running:
        process.terminate()
        assert process.wait(20) == 0
        process.communicate()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    async with async_playwright() as playwright:
        made = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield made
        await made.close()


@pytest.fixture
async def opened(browser: Browser, demo: Callable[[str], str]) -> AsyncIterator[Any]:
    """Return a function that opens the demo's page; nothing on it may fail or be unreachable."""
    complaints: list[str] = []
    pages: list[Page] = []

    async def open_(language: str, *, width: int, height: int, **look: Any) -> Page:
        page = await browser.new_page(viewport={"width": width, "height": height}, **look)
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text))
        await page.goto(demo(language))
        pages.append(page)
        return page

    yield open_
    assert complaints == []
    for page in pages:
        found = await Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.fixture
def picture() -> Callable[[Page, str], Any]:
    """Return a function that keeps a picture of the page, where pictures are wanted."""

    async def taken(page: Page, name: str) -> None:
        if PICTURES:
            await page.screenshot(path=Path(PICTURES) / f"{name}.png", animations="disabled")

    return taken
