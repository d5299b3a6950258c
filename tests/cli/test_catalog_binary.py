import gettext
import json
from pathlib import Path

from tests.cli.conftest import Run

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
VI = (
    HEADER
    + '\nmsgid "Open"\nmsgstr "Mở"\n\n#, fuzzy\nmsgid "Close"\nmsgstr "Đóng"\n\nmsgid "Save"\nmsgstr ""\n'
)


def tree(folder: Path) -> None:
    for language, text in (("vi", VI), ("de", HEADER + '\nmsgid "Open"\nmsgstr "Öffnen"\n'), ("fr", HEADER)):
        place = folder / "locale" / language / "LC_MESSAGES"
        place.mkdir(parents=True)
        (place / "app.po").write_text(text, encoding="utf-8")
    (folder / "locale" / "app.pot").write_text(HEADER + '\nmsgid "Open"\nmsgstr ""\n', encoding="utf-8")


def test_a_catalog_becomes_a_file_that_programs_load(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "vi.po").write_text(VI, encoding="utf-8")
    result = bitext("catalog", "compile", "vi.po")
    assert (result.returncode, result.stdout) == (0, b"")
    said = "vi.po: 1 translated message, 1 fuzzy translation, 1 untranslated message. → vi.mo\n"
    assert result.stderr.decode() == said
    with (tmp_path / "vi.mo").open("rb") as stream:
        messages = gettext.GNUTranslations(stream)
    assert [messages.gettext(text) for text in ("Open", "Close", "Save")] == ["Mở", "Close", "Save"]


def test_a_tree_is_compiled_beside_its_catalogs(bitext: Run, tmp_path: Path) -> None:
    tree(tmp_path)
    result = bitext("catalog", "compile", "locale", "--jobs", "2")
    assert result.returncode == 0
    made = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.mo"))
    assert made == [f"locale/{language}/LC_MESSAGES/app.mo" for language in ("de", "fr", "vi")]
    total = "3 files written: 2 translated messages, 1 fuzzy translation, 1 untranslated message.\n"
    assert result.stderr.decode() == total
    said = gettext.translation("app", tmp_path / "locale", ["de"]).gettext("Open")
    assert said == "Öffnen"


def test_any_number_of_processes_gives_the_same(bitext: Run, tmp_path: Path) -> None:
    tree(tmp_path)
    results = [bitext("catalog", "compile", "locale", "--json", "--jobs", str(jobs)) for jobs in (1, 3)]
    assert results[0].stdout == results[1].stdout
    rows = json.loads(results[0].stdout)
    assert [(row["translated"], row["fuzzy"], row["untranslated"]) for row in rows] == [
        (1, 0, 0), (0, 0, 0), (1, 1, 1),
    ]  # fmt: skip
    assert all((tmp_path / row["output"]).stat().st_size == row["bytes"] for row in rows)


def test_one_bad_catalog_and_nothing_is_written(bitext: Run, tmp_path: Path) -> None:
    tree(tmp_path)
    (tmp_path / "locale" / "bad.po").write_text(VI + '\nmsgid "Open"\nmsgstr "Mở ra"\n', encoding="utf-8")
    result = bitext("catalog", "compile", "locale")
    assert result.returncode == 2
    assert "bad.po:14: 'Open' is defined twice – the first is in line 4" in result.stderr.decode()
    assert not list(tmp_path.rglob("*.mo"))


def test_a_catalog_with_errors_is_not_compiled_if_it_is_to_be_checked(bitext: Run, tmp_path: Path) -> None:
    tree(tmp_path)
    wrong = VI + '\n#, c-format\nmsgid "%d files"\nmsgstr "%s tệp"\n'
    (tmp_path / "locale" / "vi" / "LC_MESSAGES" / "app.po").write_text(wrong, encoding="utf-8")
    result = bitext("catalog", "compile", "locale", "--check")
    assert result.returncode == 1
    assert "app.po:" in result.stderr.decode()
    assert result.stderr.decode().splitlines()[-1].endswith("nothing was written")
    assert not list(tmp_path.rglob("*.mo"))
    assert bitext("catalog", "compile", "locale").returncode == 0


def test_standard_input_and_output(bitext: Run) -> None:
    made = bitext("catalog", "compile", "-", stdin=VI.encode())
    assert made.stdout[:4] == b"\xde\x12\x04\x95"
    back = bitext("catalog", "decompile", "-", stdin=made.stdout)
    assert back.stdout.decode() == HEADER + '\nmsgid "Open"\nmsgstr "Mở"\n'
    big = bitext(
        "catalog", "compile", "-", "--endianness", "big", "--no-hash", "-f", "-a", "4", stdin=VI.encode()
    )
    assert big.stdout[:4] == b"\x95\x04\x12\xde"
    assert b"Close\0\0\0Open\0" in big.stdout


def test_nothing_translated_nothing_written(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "new.po").write_text('msgid "Open"\nmsgstr ""\n', encoding="utf-8")
    result = bitext("catalog", "compile", "new.po")
    assert result.returncode == 0
    assert (
        result.stderr.decode()
        == "new.po: 0 translated messages, 1 untranslated message. → nothing to write\n"
    )
    assert not (tmp_path / "new.mo").exists()


def test_wrong_use(bitext: Run, tmp_path: Path) -> None:
    tree(tmp_path)
    cases: list[tuple[list[str], str]] = [
        (["compile", "locale", "-o", "x.mo"], "one output for 3 catalogs"),
        (["compile", "missing.po"], "missing.po"),
        (["compile", "locale", "-a", "0"], "--alignment"),
        (["compile", "locale/vi/LC_MESSAGES/app.po", "-o", "locale/vi/LC_MESSAGES/app.po"], "also an input"),
        (["compile", "-", "--json"], "--json"),
        (["compile", "-", "--check"], "--check"),
        (["decompile", "locale/app.pot"], "not an MO file"),
        (["decompile", "missing.mo"], "missing.mo"),
    ]
    for arguments, problem in cases:
        result = bitext("catalog", *arguments, stdin=VI.encode())
        assert result.returncode == 2, arguments
        assert result.stdout == b""
        assert problem in result.stderr.decode()
        assert result.stderr.count(b"\n") == 1


def test_a_damaged_file_is_one_line_with_its_byte(bitext: Run, tmp_path: Path) -> None:
    made = bitext("catalog", "compile", "-", stdin=VI.encode()).stdout
    (tmp_path / "cut.mo").write_bytes(made[:-1])
    result = bitext("catalog", "decompile", "cut.mo", "-o", "cut.po")
    assert result.returncode == 2
    assert result.stderr.decode().startswith(
        "bitext: cut.mo (byte 52): truncated: a string would end at byte "
    )
    assert not (tmp_path / "cut.po").exists()


def test_a_header_alone(bitext: Run, tmp_path: Path) -> None:
    made = bitext("catalog", "compile", "-", stdin=HEADER.encode()).stdout
    (tmp_path / "h.mo").write_bytes(made)
    assert bitext("catalog", "decompile", "h.mo").stdout == b""
    assert bitext("catalog", "decompile", "h.mo", "--force-po").stdout.decode() == HEADER
