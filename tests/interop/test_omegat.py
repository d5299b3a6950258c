"""Whether OmegaT takes our TMX: headless, it translates files with it, and what it exports is read again."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.details import Code, CodeKind
from toolkit.formats import Context, load, save
from toolkit.formats.validation import validate_stream
from toolkit.model import Unit, Units

pytestmark = pytest.mark.interop
Program = Callable[[str], str]

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>VI</target_lang><sentence_seg>true</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>
"""
# Tags of other programs' memories are shown only where the user wants them.
PREFERENCES = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><preference version="1.0"><ext_tmx_show_level2>true</ext_tmx_show_level2></preference></omegat>
"""


def bold(start: int, end: int) -> tuple[Code, Code]:
    """The codes of a bold stretch of text."""
    numbers = (("i", "0"), ("x", "0"), ("type", "bold"))
    return (
        Code(start, CodeKind.OPEN, "tmx:bpt", "0", "<b>", numbers),
        Code(end, CodeKind.CLOSE, "tmx:ept", "0", "</b>", numbers[:1]),
    )


MEMORY = Units(
    (
        Unit("1", "The river is wide & deep.", "Dòng sông rộng và sâu."),
        Unit("2", "Open the file", "Mở tập tin", note="a button"),
        Unit(
            "3",
            "The big house.",
            "Ngôi nhà lớn.",
            confidence=0.9,
            source_codes=bold(4, 7),
            target_codes=bold(9, 12),
        ),
    ),
    "en",
    "vi",
)


@pytest.fixture
def translated(program: Program, tmp_path: Path) -> Path:
    """A project that OmegaT has translated with our memory alone."""
    omegat = program("omegat")
    root = tmp_path / "project"
    for folder in ("source", "target", "tm/auto", "omegat", "glossary", "dictionary", "configuration"):
        (root / folder).mkdir(parents=True)
    (root / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (root / "configuration" / "omegat.prefs").write_text(PREFERENCES, encoding="utf-8")
    source = root / "source"
    (source / "a.txt").write_text("The river is wide & deep.\nNobody knows.\n", encoding="utf-8")
    (source / "b.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Open the file"\nmsgstr ""\n',
        encoding="utf-8",
    )
    (source / "c.html").write_text("<html><body><p>The <b>big</b> house.</p></body></html>", encoding="utf-8")
    save(MEMORY, root / "tm" / "auto" / "memory.tmx")
    subprocess.run(
        [omegat, str(root), "--mode=console-translate", f"--config-dir={root / 'configuration'}"],
        capture_output=True,
        timeout=300,
        check=False,
        cwd=tmp_path,
    )
    return root


def test_omegat_translates_with_our_memory(translated: Path) -> None:
    target = translated / "target"
    assert (target / "a.txt").read_text(encoding="utf-8") == "Dòng sông rộng và sâu.\nNobody knows.\n"
    assert 'msgid "Open the file"\nmsgstr "Mở tập tin"' in (target / "b.po").read_text(encoding="utf-8")
    # The words change places, and the tags go with them.
    assert "<p>Ngôi nhà <b>lớn</b>.</p>" in (target / "c.html").read_text(encoding="utf-8")

    exported = next(translated.glob("*-level2.tmx"))
    assert validate_stream(io.BytesIO(exported.read_bytes()), "").valid
    units = {unit.source: unit for unit in load(exported, context=Context(whole=True))}
    assert {source: unit.target for source, unit in units.items()} == {
        unit.source: unit.target for unit in MEMORY.held()
    }
    house = units["The big house."]
    assert [code.at for code in house.source_codes] == [4, 7]
    assert [code.at for code in house.target_codes] == [9, 12]
