"""The report in a real browser: headless Chromium, spoken to over its DevTools pipe.

Protocol: https://chromedevtools.github.io/devtools-protocol/ – JSON messages with a null byte after each, on
file descriptors 3 (to the browser) and 4 (from it).
"""

from __future__ import annotations

import itertools
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import toolkit
from tests.report.sample import compared, large, report
from toolkit.report import render_html

pytestmark = pytest.mark.interop

_PATIENCE = 60.0
# Run in between, as descriptors 3 and 4 can be put into place only in the new process.
_LAUNCH = """
import fcntl, os, sys
to, back = (fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3])
os.dup2(to, 3)
os.dup2(back, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
_FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
)


class Browser:
    """One page in Chromium: what it logged, what it asked for, and what a script in it answers."""

    def __init__(self, program: str, profile: Path) -> None:
        there, self._write = os.pipe()
        self._read, back = os.pipe()
        launch = [sys.executable, "-c", _LAUNCH, str(there), str(back)]
        self._process = subprocess.Popen(
            [*launch, program, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(there, back),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(there)
        os.close(back)
        self._numbers = itertools.count(1)
        self._buffer = b""
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        [target] = [t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page"]
        attached = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Page.setLifecycleEventsEnabled", enabled=True)

    def close(self) -> None:
        self._session = None
        self.call("Browser.close")
        self._process.wait(_PATIENCE)
        os.close(self._write)
        os.close(self._read)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command and its answer; events that come in between are kept."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + _PATIENCE
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0.0, until - time.monotonic()))
            data = os.read(self._read, 1 << 20) if ready else b""
            assert data, "the browser does not answer"
            self._buffer += data
        head, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(head)
        return message

    def open(self, address: str) -> None:
        """Load a page afresh and wait until it has loaded."""
        for url in ("about:blank", address):  # from the same page, a new fragment alone would load nothing
            self.events.clear()
            loader = self.call("Page.navigate", url=url)["loaderId"]
            while not any(self._loaded(event, loader) for event in self.events):
                self.events.append(self._next())

    @staticmethod
    def _loaded(event: dict[str, Any], loader: str) -> bool:
        params = event.get("params", {})
        return (event.get("method"), params.get("name"), params.get("loaderId")) == (
            "Page.lifecycleEvent",
            "load",
            loader,
        )

    def settle(self) -> None:
        """Wait until the rows that came packed are in the table."""
        self.ask(
            "new Promise(done => { const look = () =>"
            " document.querySelector('[aria-busy]') ? setTimeout(look, 20) : done(); look(); })"
        )

    def ask(self, script: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """One key, as a person presses it."""
        text = {"text": key} if len(key) == 1 else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    def complaints(self) -> list[dict[str, Any]]:
        """Everything logged or thrown since the page was opened, policy violations among it."""
        names = ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
        return [event for event in self.events if event.get("method") in names]

    def requests(self) -> list[str]:
        """Addresses asked for since the page was opened."""
        sent = [event for event in self.events if event.get("method") == "Network.requestWillBeSent"]
        return [event["params"]["request"]["url"] for event in sent]


SHOWN = "[...document.querySelectorAll('.sheet tbody tr')].filter(r => r.checkVisibility()).map(r => r.id)"
CURRENT = "document.querySelector('[aria-current]')?.id ?? null"


@pytest.fixture(scope="module")
def browser(program: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    found = Browser(program("chromium"), tmp_path_factory.mktemp("profile"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_html(report()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def vietnamese(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same in the other language of the interface."""
    path = tmp_path_factory.mktemp("report") / "vi.html"
    path.write_text(render_html(compared(), "vi"), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def aligned(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> str:
    """The report of an alignment of two whole documents."""
    path = tmp_path_factory.mktemp("report") / "aligned.html"
    texts = [corpus / "hanoi" / name for name in ("article.vi.txt", "article.en.txt")]
    source, target = (toolkit.segment(toolkit.read(text)) for text in texts)
    toolkit.report(toolkit.align(source, target), path, title="Hanoi", files=texts)
    return path.as_uri()


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core, the checker of accessibility; ``$BITEXT_AXE`` says where it lies."""
    path = Path(os.environ.get("BITEXT_AXE", ""))
    if not path.is_file():
        if os.environ.get("BITEXT_INTEROP") == "required":
            pytest.fail("BITEXT_AXE names no axe.min.js, and BITEXT_INTEROP=required")
        pytest.skip("BITEXT_AXE names no axe.min.js (npm install axe-core)")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report on two translations and a reference."""
    path = tmp_path_factory.mktemp("report") / "compared.html"
    path.write_text(render_html(compared()), encoding="utf-8")
    return path.as_uri()


def fill(browser: Browser, name: str, value: str) -> list[str]:
    """Set one field of the filter, and the ids of the rows then shown."""
    browser.ask(
        f"form = document.forms[0]; form.elements['{name}'].value = {json.dumps(value)}; form.requestSubmit()"
    )
    shown: list[str] = browser.ask(SHOWN)
    return shown


def test_the_page_loads_without_a_request_or_a_complaint(browser: Browser, address: str) -> None:
    browser.open(address)
    assert [url for url in browser.requests() if not url.startswith("data:")] == [address]
    assert browser.complaints() == []
    assert browser.ask("getComputedStyle(document.body).maxWidth") != "none", "the style sheet is allowed"
    assert browser.ask("document.getElementById('filters').hidden") is False, "the script is allowed"


@pytest.mark.parametrize(
    ("attempt", "directive"),
    [
        ("const img = new Image(); img.src = 'https://example.org/x.png'", "img-src"),
        ("fetch('https://example.org/').catch(() => 0)", "connect-src"),
        ("add('script', 'alert(1)')", "script-src-elem"),
        ("add('style', 'p { color: red }')", "style-src-elem"),
        ("document.body.setAttribute('style', 'color: red')", "style-src-attr"),
        ("document.body.setAttribute('onclick', 'alert(1)')", "script-src-attr"),
    ],
)
def test_the_policy_stops_what_is_not_the_reports_own(
    browser: Browser, address: str, attempt: str, directive: str
) -> None:
    browser.open(address)
    add = "const add = (tag, text) => document.body.appendChild(document.createElement(tag)).append(text)"
    stopped = browser.ask(
        "new Promise(done => { addEventListener('securitypolicyviolation', e => done(e.effectiveDirective));"
        f"{add}; {attempt} }})"
    )
    assert stopped == directive


def test_search_with_and_without_diacritics(browser: Browser, address: str) -> None:
    browser.open(address)
    assert fill(browser, "search", "cho don") == ["unit-1", "unit-2"], "chợ Đồng, chợ đón"
    assert fill(browser, "search", "CHỢ ĐỒNG") == ["unit-1"]
    assert fill(browser, "search", "cho\u031b\u0323 đón") == ["unit-2"], "decomposed, as some systems type it"
    assert fill(browser, "search", "nowhere") == []
    assert browser.ask("document.getElementById('nothing').checkVisibility()") is True
    assert browser.ask("document.querySelector('output').value") == "0 of 6 shown"


def test_filters_by_severity_check_type_and_confidence(browser: Browser, address: str) -> None:
    browser.open(address)
    assert fill(browser, "severity", "e") == ["unit-2"]
    assert fill(browser, "severity", "none") == ["unit-4", "unit-5", "unit-6"]
    assert fill(browser, "severity", "any") == ["unit-1", "unit-2", "unit-3"]
    assert fill(browser, "check", "negation") == ["unit-3"]
    assert fill(browser, "check", "") == ["unit-1", "unit-2", "unit-3"]
    assert fill(browser, "severity", "") == [f"unit-{n}" for n in range(1, 7)]
    assert fill(browser, "type", "2-1") == ["unit-3"]
    assert fill(browser, "type", "") == [f"unit-{n}" for n in range(1, 7)]
    assert fill(browser, "confidence", "2") == ["unit-3", "unit-5"]


def test_a_check_in_the_findings_leads_to_its_units(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.ask("document.querySelector('button[data-check=number]').click()")
    assert browser.ask(SHOWN) == ["unit-2"]


def test_keys_move_between_the_rows_that_are_shown(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.press("j")
    assert browser.ask(CURRENT) == "unit-1"
    browser.press("j")
    browser.press("j")
    browser.press("k")
    assert browser.ask(CURRENT) == "unit-2"
    assert browser.ask("location.hash") == "#unit-2"
    assert browser.ask("document.activeElement.id") == "unit-2"
    fill(browser, "severity", "none")
    browser.press("j")
    assert browser.ask(CURRENT) == "unit-4"


def test_a_slash_goes_to_the_search_where_j_is_a_letter_and_escape_shows_all(
    browser: Browser, address: str
) -> None:
    browser.open(address)
    browser.press("/")
    assert browser.ask("document.activeElement.name") == "search"
    browser.press("j")
    assert browser.ask("document.activeElement.value") == "j"
    assert browser.ask(CURRENT) is None
    browser.press("Escape")
    assert browser.ask("document.forms[0].elements['search'].value") == ""
    assert len(browser.ask(SHOWN)) == 6


def test_a_permalink_opens_at_its_row_and_shows_it_if_filtered(browser: Browser, address: str) -> None:
    browser.open(f"{address}#unit-5")
    assert browser.ask(CURRENT) == "unit-5"
    fill(browser, "severity", "e")
    browser.ask("new Promise(done => { onhashchange = () => done(); location.hash = '#unit-3' })")
    assert browser.ask(CURRENT) == "unit-3"
    assert "unit-3" in browser.ask(SHOWN)


def test_the_theme_follows_the_system_until_someone_chooses(browser: Browser, address: str) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    seen = {}
    for scheme in ("light", "dark"):
        feature = {"name": "prefers-color-scheme", "value": scheme}
        browser.call("Emulation.setEmulatedMedia", features=[feature])
        browser.open(address)
        browser.ask("localStorage.clear()")
        browser.open(address)
        seen[scheme] = browser.ask(paper)
    assert seen["light"] != seen["dark"]
    browser.ask("document.getElementById('theme').click()")
    assert browser.ask(paper) == seen["light"]
    browser.ask("localStorage.clear()")
    browser.call("Emulation.setEmulatedMedia", features=[])


def test_on_paper_the_filters_are_gone_and_the_text_is_dark_on_white(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.call("Emulation.setEmulatedMedia", media="print")
    assert browser.ask("document.getElementById('filters').checkVisibility()") is False
    assert browser.ask("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    browser.call("Emulation.setEmulatedMedia", media="")


def test_without_scripts_the_page_can_be_read(browser: Browser, address: str) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(address)
    root = browser.call("DOM.getDocument", depth=0)["root"]["nodeId"]
    rows = browser.call("DOM.querySelectorAll", nodeId=root, selector=".sheet tbody tr")
    form = browser.call("DOM.querySelector", nodeId=root, selector="#filters[hidden]")
    browser.call("Emulation.setScriptExecutionDisabled", value=False)
    assert len(rows["nodeIds"]) == 6
    assert form["nodeId"], "a form that would do nothing is not shown"


# ── several translations ────────────────────────────────────────────────────────────────────────────────────


def line(browser: Browser, unit: int, name: str, what: str = "innerHTML") -> str:
    """The text of one translation of a unit, as it is drawn."""
    found: str = browser.ask(
        f"[...document.querySelectorAll('#unit-{unit} .stack > p')]"
        f".find(p => p.querySelector('b').textContent === {json.dumps(name)}).querySelector('span').{what}"
    )
    return found


def test_differences_from_the_reference_are_marked_word_by_word(browser: Browser, several: str) -> None:
    browser.open(several)
    before = line(browser, 1, "first")
    fill(browser, "base", "r0")
    assert line(browser, 1, "first") == "<del>The</del> Dong Xuan market reopens"
    assert line(browser, 4, "second") == (
        "Mrs Hoa has <del>been selling</del> <ins>sold</ins> here for 40 years."
    )
    assert line(browser, 1, "Reference: human", "textContent") == "The Dong Xuan market reopens"
    fill(browser, "base", "")
    assert line(browser, 1, "first") == before


def test_differences_between_translations(browser: Browser, several: str) -> None:
    browser.open(several)
    fill(browser, "base", "s0")
    assert line(browser, 1, "second") == "Dong Xuan market <del>reopens</del><ins>opens again</ins>"
    assert line(browser, 1, "first") == "Dong Xuan market reopens"


def test_differences_leave_the_marks_of_findings_where_they_are(browser: Browser, several: str) -> None:
    browser.open(several)
    fill(browser, "base", "r0")
    drawn = line(browser, 2, "second")
    assert '<mark class="e" title="number: 1.250 is missing"><ins>1,520</ins></mark>' in drawn
    assert "<del>received 1,250</del> <ins>had</ins> <mark" in drawn, "what is gone is no part of the mark"
    browser.ask("document.querySelector('[name=base]').value = ''")
    browser.press("d")
    assert browser.ask("document.querySelector('[name=base]').value") == "r0"
    browser.press("d")
    assert "<ins>" not in line(browser, 2, "second")


def test_texts_taken_out_are_not_searched(browser: Browser, several: str) -> None:
    browser.open(several)
    fill(browser, "base", "s0")
    assert fill(browser, "search", "reopens opens") == ["unit-1"], "one in each translation"
    assert fill(browser, "search", "reopensopens") == []


def test_units_can_be_sorted_by_score_and_by_how_far_translations_are_apart(
    browser: Browser, several: str
) -> None:
    browser.open(several)
    assert fill(browser, "order", "0") == [f"unit-{n}" for n in (5, 6, 3, 2, 1, 4)]
    assert fill(browser, "order", "apart")[:3] == ["unit-2", "unit-3", "unit-1"]
    assert fill(browser, "severity", "any") == ["unit-2", "unit-3", "unit-1"]
    browser.press("j")
    browser.press("j")
    assert browser.ask(CURRENT) == "unit-3", "keys follow the order shown"
    assert fill(browser, "order", "") == ["unit-1", "unit-2", "unit-3"]


def test_findings_of_one_translation(browser: Browser, several: str) -> None:
    browser.open(several)
    assert fill(browser, "system", "1") == ["unit-2"]
    assert fill(browser, "system", "0") == ["unit-1", "unit-2", "unit-3"]
    assert fill(browser, "severity", "w") == ["unit-3"]
    assert fill(browser, "system", "1") == []
    assert fill(browser, "severity", "none") == [f"unit-{n}" for n in (1, 3, 4, 5, 6)]


def test_show_all_keeps_what_is_compared(browser: Browser, several: str) -> None:
    browser.open(several)
    fill(browser, "base", "s0")
    fill(browser, "severity", "w")
    browser.press("Escape")
    assert len(browser.ask(SHOWN)) == 6
    assert "<ins>" in line(browser, 1, "second")


# ── rows that follow packed ─────────────────────────────────────────────────────────────────────────────────


def test_a_large_report_opens_at_a_permalink(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(render_html(large(10_000)), encoding="utf-8")
    browser.open(f"{path.as_uri()}#unit-9000")
    browser.settle()
    assert browser.ask(CURRENT) == "unit-9000"
    place = browser.ask(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>"
        " done(document.getElementById('unit-9000').getBoundingClientRect().top))))"
    )
    assert 0 <= place <= 900
    assert fill(browser, "search", "passage 4321:") == ["unit-4322"]
    assert browser.ask("document.querySelector('output').value") == "1 of 10,000 shown"


def test_rows_are_inserted_as_they_come_into_sight(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(render_html(large(2_000)), encoding="utf-8")
    browser.open(path.as_uri())
    browser.settle()
    assert browser.complaints() == []
    count = "document.querySelectorAll('.sheet tbody tr').length"
    assert browser.ask(count) < 1000
    assert browser.ask("document.getElementById('packed-note').checkVisibility()") is False
    assert browser.ask(
        "new Promise(done => { scrollTo(0, document.body.scrollHeight); const look = () =>"
        " document.getElementById('unit-2000') ? done(true) : setTimeout(look, 20); look(); })"
    )
    browser.ask("dispatchEvent(new Event('beforeprint'))")
    assert browser.ask(count) == 2000, "on paper all are there"


def test_without_scripts_a_large_report_says_what_is_not_shown(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(render_html(large(1_000)), encoding="utf-8")
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(path.as_uri())
    root = browser.call("DOM.getDocument", depth=0)["root"]["nodeId"]
    rows = browser.call("DOM.querySelectorAll", nodeId=root, selector=".sheet tbody tr")
    note = browser.call("DOM.querySelector", nodeId=root, selector="#packed-note:not([hidden])")
    browser.call("Emulation.setScriptExecutionDisabled", value=False)
    assert len(rows["nodeIds"]) == 100
    assert note["nodeId"]


# ── as accessible as a checker can tell ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("width", [1280, 380])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["address", "several", "vietnamese", "aligned"])
def test_axe_finds_nothing(
    browser: Browser, axe: str, page: str, scheme: str, width: int, request: pytest.FixtureRequest
) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.call("Emulation.setDeviceMetricsOverride", **size)
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.open(request.getfixturevalue(page))
    browser.ask("for (const details of document.querySelectorAll('details')) details.open = true")
    browser.ask(f"{axe}; 0")
    found = browser.ask(
        "axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) =>"
        " `${impact} ${id}: ${nodes[0].html.slice(0, 200)}`))"
    )
    browser.call("Emulation.clearDeviceMetricsOverride")
    browser.call("Emulation.setEmulatedMedia", features=[])
    assert found == []


@pytest.mark.parametrize("page", ["several", "vietnamese", "aligned"])
def test_nothing_is_wider_than_a_phone(browser: Browser, page: str, request: pytest.FixtureRequest) -> None:
    size = {"width": 380, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.call("Emulation.setDeviceMetricsOverride", **size)
    browser.open(request.getfixturevalue(page))
    width = browser.ask("document.documentElement.scrollWidth")
    browser.call("Emulation.clearDeviceMetricsOverride")
    assert width <= 380


# ── for those who do not see it ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", ["address", "several"])
def test_everything_that_can_be_used_has_a_name(
    browser: Browser, page: str, request: pytest.FixtureRequest
) -> None:
    browser.open(request.getfixturevalue(page))
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    usable = ("button", "combobox", "searchbox", "link", "table", "navigation", "search", "region")
    found = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"] and node["role"]["value"] in usable
    ]
    kinds = {role for role, _ in found}
    assert {"button", "combobox", "searchbox", "link", "navigation", "search", "region"} <= kinds
    assert [role for role, name in found if not name.strip() and role != "table"] == []


def test_texts_say_their_language(browser: Browser, several: str) -> None:
    browser.open(several)
    assert browser.ask(
        "[...new Set([...document.querySelectorAll('.sheet .stack span')].map(s => s.lang))].join()"
    ) == ("en")
    assert browser.ask("[...document.querySelectorAll('.sheet td[lang]')].every(s => s.lang === 'vi')")


def test_every_picture_is_hidden_and_has_its_figures_in_words(browser: Browser, several: str) -> None:
    browser.open(several)
    assert browser.ask("[...document.querySelectorAll('svg')].every(s => s.ariaHidden === 'true')")
    assert browser.ask(
        "[...document.querySelectorAll('figure')].filter(f => !f.querySelector('table, .reading')).length"
    ) == (0)


def test_a_keyboard_reaches_the_filters_and_the_scrolling_table(browser: Browser, several: str) -> None:
    browser.open(several)
    reached = set()
    for _ in range(80):
        for kind in ("keyDown", "keyUp"):
            browser.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        reached.add(browser.ask("document.activeElement.name || document.activeElement.className"))
    assert {"skip", "scroll", "search", "severity", "system", "base", "order"} <= reached
