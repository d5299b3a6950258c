"""What gettext says of our PO files."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.strategies import units as made_units
from toolkit.formats import Context, dump, load, save
from toolkit.model import Bead, Bitext, Document, Unit, Units

pytestmark = pytest.mark.interop
Program = Callable[[str], str]

BEFORE = Document.of_lines(
    [
        "Thành ủy Hà Nội ban hành Chỉ thị số 24-CT/TU ngày 7/8/2023 về kỷ cương, trách nhiệm công việc.",
        'Ông nói: "Làm ngay!"',
        "Làm ngay.",
        "Làm ngay.",
        "Nguồn",
    ],
    "vi",
    "bài báo.vi.txt",
)
AFTER = Document.of_lines(["The Hanoi Committee issued Directive 24.", 'He said: "Do it now!"', "Now."], "en")
BITEXT = Bitext(
    BEFORE,
    AFTER,
    (Bead((0,), (0,), 0.97), Bead((1,), (1,), 0.3), Bead((2,), (2,), 0.9), Bead((3,), ()), Bead((4,), ())),
)


def checked(msgfmt: str, data: bytes) -> str:
    command = [msgfmt, "-c", "-v", "-o", "/dev/null", "-"]
    result = subprocess.run(command, input=data, capture_output=True, check=False)
    said = result.stderr.decode()
    assert result.returncode == 0, said
    return said


def written(units: Bitext | Units) -> bytes:
    stream = io.BytesIO()
    dump(units, stream, "po")
    return stream.getvalue()


def strings(units: Iterable[Unit]) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in units]


def test_msgfmt_accepts_the_catalog_without_a_warning(program: Program) -> None:
    said = checked(program("msgfmt"), written(BITEXT))
    assert "warning" not in said
    assert said.strip() == "2 translated messages, 1 fuzzy translation, 2 untranslated messages."


@pytest.mark.parametrize("language", ["und", "vi", "en-US", "zh-Hant-TW", "sr-Latn", "ar"])
def test_msgfmt_accepts_any_language(program: Program, language: str) -> None:
    checked(program("msgfmt"), written(Units((Unit("1", "a", "b"),), "und", language)))


def test_msgcat_finds_nothing_to_lay_out_anew(program: Program) -> None:
    units = [Unit(str(i), text, text.upper(), source_line=i) for i, text in enumerate(BEFORE.strings(), 1)]
    odd = Unit("x", "a\nb\n", "c\td\\\n"), Unit("y", "x" * 90, "y" * 71), Unit("z", "a b" * 90, "-")
    data = written(Units((*units, *units, *odd), "vi", "en", "a.txt"))
    out = subprocess.run([program("msgcat"), "-"], input=data, capture_output=True, check=True).stdout
    assert out.decode() == data.decode()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(made_units(), min_size=1, max_size=12))
def test_whatever_the_strings_gettext_reads_them_as_written(program: Program, units: list[Unit]) -> None:
    data = written(Units(tuple(units), "vi", "en", "a b.txt"))
    checked(program("msgfmt"), data)
    again = subprocess.run([program("msgcat"), "-"], input=data, capture_output=True, check=True).stdout
    assert strings(_read(again)) == strings(_read(data))


def test_our_reader_takes_what_msgcat_makes(program: Program, tmp_path: Path) -> None:
    save(BITEXT, tmp_path / "a.po")
    for options in (["--no-wrap"], ["--width=30"], ["--escape"], ["--sort-output"]):
        out = tmp_path / "b.po"
        subprocess.run(
            [program("msgcat"), *options, "-o", out, tmp_path / "a.po"], check=True, capture_output=True
        )
        assert sorted(strings(load(out))) == sorted(strings(load(tmp_path / "a.po")))


def _read(data: bytes) -> Units:
    from toolkit.formats.po import FORMAT

    assert FORMAT.read is not None
    return FORMAT.read(io.BytesIO(data), Context())
