"""From every format to every other: what is written is valid, texts arrive, what does not is said."""

from __future__ import annotations

import importlib.util
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.formats.test_passed import TMX
from tests.formats.test_tmx import EVERYTHING
from tests.formats.test_xliff import EVERYTHING_1, EVERYTHING_2, MODULES_1, MODULES_2
from toolkit.files import Staging
from toolkit.formats import FORMATS, Context, format_of, load, opened, stage
from toolkit.formats.validation import validate_stream
from toolkit.model import Unit, Units

PLAIN = (
    Unit("1", "Một con mèo.", "A cat.", "1-1", 0.9),
    Unit("2", 'Nó nói: "Chào & tạm biệt <b>".', 'It says: "Hello\tand = goodbye".', "2-1", 0.3, note="look"),
    Unit("3", "=SUM(A1)", "one\nline", "1-1"),
    Unit("a é", "Một con mèo.", "The cat.", "1-1", 0.8),
    Unit("5", "Chưa dịch", "", "1-0"),
    Unit("6", "\x01 %d", "\x01 %d", "1-1"),
)
WRITTEN = sorted(name for name in FORMATS if name != "beads")  # which hold no text
EXTENSION = {"moses": ".vi-en"}
NEEDS = {"xlsx": "openpyxl", "parquet": "pyarrow"}


def made(folder: Path) -> list[Path]:
    """A file of each format, and some of other programs' kinds."""
    texts = {
        "everything.tmx": f'<tmx version="1.4">{EVERYTHING}</tmx>',
        "foreign.tmx": TMX,
        "unpaired.tmx": '<tmx version="1.4"><header srclang="en" creationtool="t" creationtoolversion="1"'
        ' segtype="sentence" o-tmf="t" adminlang="en" datatype="plaintext"/><body><tu><tuv xml:lang="en">'
        '<seg><ept i="1"/>a<bpt i="2"/><bpt i="2"/><it/>b</seg></tuv>'
        '<tuv xml:lang="vi"><seg>c</seg></tuv></tu></body></tmx>',
        "everything.xlf": EVERYTHING_2,
        "modules.xlf": MODULES_2,
        "everything.xlf1": EVERYTHING_1,
        "modules.xlf1": MODULES_1,
        "messages.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: vi\\n"\n\n'
        'msgctxt "c"\nmsgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d tệp"\n\n'
        '#, fuzzy\nmsgid "Open\\n"\nmsgstr "Mở\\n"\n\nmsgid "Close"\nmsgstr ""\n',
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    paths = [folder / name for name in texts]
    for name in WRITTEN:
        if name not in NEEDS or importlib.util.find_spec(NEEDS[name]):
            path = folder / f"plain{EXTENSION.get(name, FORMATS[name].extensions[0])}"
            converted(Units(PLAIN, "vi", "en"), path)
            paths.append(path)
    return paths


def converted(units: Units, path: Path) -> str:
    """Write units; what was left out."""
    with Staging() as staging:
        return stage(units, path, format_of(path), staging).note


_LINE_END = re.compile("\r\n|[\r\n]")


def pairs(units: Iterable[Unit], name: str) -> list[tuple[str, str]]:
    """The texts of units as far as a format can have them."""
    found = [(unit.source, unit.target) for unit in units if unit.source.strip() or unit.target.strip()]
    if name == "tmx":
        found = [pair for pair in found if pair[0].strip() and pair[1].strip()]
    if name == "po":
        found = list(dict.fromkeys(pair for pair in found if pair[0]))
    if name == "moses":
        found = [(_LINE_END.sub(" ", source), _LINE_END.sub(" ", target)) for source, target in found]
    if name in ("tmx", "xliff1", "xlsx"):
        found = [(pair[0].replace("\x01", "\ufffd"), pair[1].replace("\x01", "\ufffd")) for pair in found]
    return found


@pytest.mark.parametrize("name", WRITTEN)
def test_every_format_takes_every_other(name: str, tmp_path: Path) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    kind = FORMATS[name]
    for source in made(tmp_path):
        out = tmp_path / f"out{EXTENSION.get(name, kind.extensions[0])}"
        with opened(source, context=Context(whole=kind.carries_codes)) as units:
            note = converted(units, out)
        if name in ("tmx", "xliff", "xliff1"):
            report = validate_stream(io.BytesIO(out.read_bytes()), f"{source.name} as {name}")
            assert report.valid, (source.name, report.faults)
        context = Context(whole=kind.carries_codes)
        before, after = load(source, context=context), load(out, context=context)
        assert pairs(after, name) == pairs(before, name), source.name
        codes = sum(len(unit.source_codes) + len(unit.target_codes) for unit in before)
        if not kind.carries_codes and codes:
            assert f"inline codes left out: {codes} in" in note, source.name
