from pathlib import Path

from tests.cli.conftest import Run

POT = """# SOME DESCRIPTIVE TITLE.
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: kite 1.2\\n"
"POT-Creation-Date: 2024-01-31 08:00+0100\\n"
"Content-Type: text/plain; charset=CHARSET\\n"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] ""
"""
NOBODY = {
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_COUNT": "0", "EMAIL": "",
    "GIT_AUTHOR_NAME": "", "GIT_AUTHOR_EMAIL": "", "GIT_CEILING_DIRECTORIES": "/",
}  # fmt: skip


def test_a_catalog_named_by_its_language(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "kite.pot").write_text(POT, encoding="utf-8")
    result = bitext("catalog", "init", "kite.pot", "--lang", "pt-BR", "--translator", "Ana <ana@example.org>")
    assert (result.returncode, result.stdout) == (0, b"")
    assert result.stderr.decode() == (
        "Portuguese: 1 message → pt_BR.po; plural forms [0] one (0, 1), [1] other (2, 3, 4, 5 …)\n"
    )
    assert (tmp_path / "pt_BR.po").read_text(encoding="utf-8") == (
        "# Portuguese translations for kite package.\n"
        'msgid ""\nmsgstr ""\n'
        '"Project-Id-Version: kite 1.2\\n"\n'
        '"POT-Creation-Date: 2024-01-31 08:00+0100\\n"\n'
        '"PO-Revision-Date: 2023-11-14 22:13+0000\\n"\n'
        '"Last-Translator: Ana <ana@example.org>\\n"\n'
        '"Language-Team: Portuguese\\n"\n'
        '"Language: pt_BR\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )


def test_from_standard_input_to_standard_output(bitext: Run) -> None:
    result = bitext("catalog", "init", "-", "-l", "vi", "-o", "-", "--no-translator", stdin=POT.encode())
    assert result.returncode == 0
    assert result.stdout.decode().endswith('msgid_plural "%d files"\nmsgstr[0] ""\n')
    assert "Last-Translator: Automatically generated" in result.stdout.decode()


def test_who_translates_and_for_whom_from_the_environment(bitext: Run) -> None:
    who = {
        **NOBODY,
        "GIT_AUTHOR_NAME": "Bình",
        "GIT_AUTHOR_EMAIL": "binh@example.org",
        "BITEXT_TEAM": "kite <k@x.vn>",
    }
    result = bitext("catalog", "init", "-", "-l", "vi", "-o", "-", stdin=POT.encode(), env=who)
    assert "Last-Translator: Bình <binh@example.org>" in result.stdout.decode()
    assert "Language-Team: kite <k@x.vn>" in result.stdout.decode()
    given = {**who, "BITEXT_TRANSLATOR": "An <an@x.vn>"}
    result = bitext("catalog", "init", "-", "-l", "vi", "-o", "-", stdin=POT.encode(), env=given)
    assert "Last-Translator: An <an@x.vn>" in result.stdout.decode()


def test_an_unknown_translator_stays_a_placeholder(bitext: Run) -> None:
    result = bitext("catalog", "init", "-", "-l", "vi", "-o", "-", stdin=POT.encode(), env=NOBODY)
    assert "Last-Translator: FULL NAME <EMAIL@ADDRESS>" in result.stdout.decode()
    assert "who translates is not known" in result.stderr.decode()


def test_wrong_use(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "kite.pot").write_text(POT, encoding="utf-8")
    (tmp_path / "vi.po").write_text("mine", encoding="utf-8")
    cases: list[tuple[list[str], str]] = [
        (["kite.pot", "-l", "vi"], "vi.po: exists already – bring it up to date with bitext catalog update"),
        (["kite.pot", "-l", "klingon!"], "not a language code"),
        (["kite.pot", "-l", "tlh"], "kite.pot:9: the plural rule of 'tlh' is not known"),
        (["kite.pot", "-l", "de", "--plural-forms", "n"], "nplurals= is missing"),
        (["kite.pot", "-l", "de", "--translator", "A", "--no-translator"], "exclude each other"),
        (["kite.pot"], "--lang"),
        (["missing.pot", "-l", "de"], "missing.pot"),
    ]
    for arguments, problem in cases:
        result = bitext("catalog", "init", *arguments)
        assert result.returncode == 2, arguments
        assert problem in result.stderr.decode()
        assert result.stderr.count(b"\n") == 1
    assert (tmp_path / "vi.po").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "de.po").exists()
