"""The pages of a corpus and of a build in a real browser."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.interop.test_report_browser import Browser
from tests.report.test_corpus_pages import PAGES

pytestmark = pytest.mark.interop


@pytest.fixture(scope="module")
def browser(program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = Browser(program("chromium"), tmp_path_factory.mktemp("profile"))
    yield found
    found.close()


@pytest.fixture(params=[(name, language) for name in PAGES for language in ("en", "vi")], ids="-".join)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    name, language = request.param
    path = tmp_path / "page.html"
    path.write_text(
        PAGES[name](language=language, command="bitext x", created="2026-01-02"), encoding="utf-8"
    )
    return path.as_uri()


def test_a_page_loads_without_a_request_or_a_complaint(browser: Browser, address: str) -> None:
    browser.open(address)
    assert [url for url in browser.requests() if not url.startswith("data:")] == [address]
    assert browser.complaints() == []
    assert browser.ask("getComputedStyle(document.body).maxWidth") != "none", "the style sheet is allowed"
    before = browser.ask("getComputedStyle(document.body).color")
    browser.ask("document.getElementById('theme').click()")
    assert browser.ask("getComputedStyle(document.body).color") != before, "the script is allowed"
    assert browser.complaints() == []
    browser.ask("localStorage.clear()")


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_a_page_is_never_wider_than_its_window(browser: Browser, address: str, width: int) -> None:
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
    )
    browser.open(address)
    assert browser.ask("document.documentElement.scrollWidth") <= width
    browser.call("Emulation.clearDeviceMetricsOverride")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nobody_is_shut_out(browser: Browser, address: str, theme: str) -> None:
    path = Path(os.environ.get("BITEXT_AXE", ""))
    if not path.is_file():
        if os.environ.get("BITEXT_INTEROP") == "required":
            pytest.fail("BITEXT_AXE names no axe.min.js, and BITEXT_INTEROP=required")
        pytest.skip("BITEXT_AXE names no axe.min.js (npm install axe-core)")
    browser.open(address)
    browser.ask(f"document.documentElement.dataset.theme = '{theme}'")
    browser.ask("document.querySelectorAll('details').forEach(each => each.open = true)")
    browser.ask(path.read_text(encoding="utf-8") + "\n;0")
    found = browser.ask(
        "axe.run().then(done => done.violations.map(each => [each.id, each.nodes.map(n => n.html)]))"
    )
    assert found == [], json.dumps(found, indent=1)
