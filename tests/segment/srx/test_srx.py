"""Rules of others, read and used as SRX 2.0 says; our own, written out and read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import FormatError
from toolkit.model import Document
from toolkit.segment import Options, explain, segment
from toolkit.segment.srx import Rule, SrxRules, read_srx, write_srx
from toolkit.text.characters import INVISIBLE

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
  <header segmentsubflows="yes" cascade="{cascade}"/>
  <body>
    <languagerules>
      <languagerule languagerulename="Mine">
        <rule break="no"><beforebreak>\\bapprox\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
        <rule break="no"><beforebreak>{before}</beforebreak><afterbreak>\\s</afterbreak></rule>
      </languagerule>
      <languagerule languagerulename="All">
        <rule break="yes"><beforebreak>[.?!]+</beforebreak><afterbreak>\\s+\\p{{Lu}}</afterbreak></rule>
        <rule break="yes"><beforebreak>\\n</beforebreak></rule>
      </languagerule>
    </languagerules>
    <maprules>
      <languagemap languagepattern="EN.*" languagerulename="Mine"/>
      <languagemap languagepattern=".*" languagerulename="All"/>
    </maprules>
  </body>
</srx>
"""


def saved(
    folder: Path, cascade: str = "yes", before: str = r"No\.", mapped: str = "Mine", text: str = FILE
) -> Path:
    path = folder / "rules.srx"
    path.write_text(text.format(cascade=cascade, before=before, mapped=mapped), encoding="utf-8")
    return path


def cut(rules: SrxRules, text: str, language: str = "en") -> list[str]:
    return segment(Document(text, language), options=Options(srx=rules, refine_blocks=False)).strings()


def test_the_first_rule_that_matches_decides(tmp_path: Path) -> None:
    rules = read_srx(saved(tmp_path))
    assert cut(rules, "It is approx. Five. See No. Two. End") == [
        "It is approx. Five.",
        "See No. Two.",
        "End",
    ]
    assert cut(rules, "It is approx. Five.", "vi") == ["It is approx.", "Five."]


def test_maps_cascade_only_where_the_file_says_so(tmp_path: Path) -> None:
    assert len(read_srx(saved(tmp_path)).for_language("en-GB")) == 4
    alone = read_srx(saved(tmp_path, cascade="no"))
    assert len(alone.for_language("en-GB")) == 2
    assert cut(alone, "One. Two.") == ["One. Two."]


def test_icu_spellings_are_understood(tmp_path: Path) -> None:
    rules = read_srx(saved(tmp_path, before=r"\Qa.b\E\.|\x{4E}[\p{Lu}&amp;&amp;[^A]]\h?\."))
    assert cut(rules, "Say a.b. Then NB. Then NA. Then.") == ["Say a.b. Then NB. Then NA.", "Then."]


def test_an_explanation_names_rule_and_line(tmp_path: Path) -> None:
    rules = read_srx(saved(tmp_path))
    kept, made = explain(Document("See No. Two. End", "en"), options=Options(srx=rules))
    assert (kept.rule, kept.cut, made.rule, made.cut) == ("srx:Mine:8", False, "srx:All:11", True)


@pytest.mark.parametrize("before", ["(a+)+$", r"(.*)*x", r"(\w|\w\w)+\.", r"(\s*\s*)*\."])
def test_expressions_that_explode_end_in_an_error(tmp_path: Path, before: str) -> None:
    try:
        rules = read_srx(saved(tmp_path, before=before))
        cut(rules, "a" * 300 + ". B" + "ab " * 300 + ". C")
    except FormatError as error:
        assert error.line == 8 and "rules.srx" in error.message and "repeat" in error.message


@pytest.mark.parametrize(
    ("change", "said", "line"),
    [
        (("[.?!]+", "[.?!"), "is not a regular expression", 11),
        (('version="2.0"', 'version="1.0"'), "SRX 1.0", 2),
        (("<srx", "<tmx"), "is not SRX", 2),
        (("srx", "rules"), "is not SRX", 2),
        (('languagerulename="All"/>', 'languagerulename="Alle"/>'), "'Alle', which is not there", 17),
        (('languagepattern="EN.*"', 'languagepattern="EN.*("'), "language pattern", 16),
        (('languagepattern="EN.*" ', ""), "lacks languagepattern", 16),
        (("</rule>", ""), "not well-formed", None),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, change: tuple[str, str], said: str, line: int | None
) -> None:
    path = saved(tmp_path, text=FILE.replace(*change))
    with pytest.raises(FormatError, match=said) as caught:
        read_srx(path)
    assert line is None or caught.value.line == line


def test_rules_without_maps_are_for_nobody(tmp_path: Path) -> None:
    text = FILE[: FILE.index("      <languagemap")] + FILE[FILE.index("    </maprules>") :]
    with pytest.raises(FormatError, match="no language map"):
        read_srx(saved(tmp_path, text=text))


ALL = SrxRules(
    (("A", (Rule(False, "b", "c"), Rule(True, r"[.\n]", ""), Rule(True, "", "“"))),), ((".*", "A"),)
)


@settings(max_examples=60)
@given(st.text(alphabet="abc. \n“”\u00a0", max_size=40))
def test_any_text_comes_back(text: str) -> None:
    done = segment(Document(text, "en"), options=Options(srx=ALL))
    at = 0
    for piece in done.segments:
        assert not text[at : piece.start].strip(INVISIBLE) and text[piece.start : piece.end].strip(INVISIBLE)
        at = piece.end
    assert not text[at:].strip(INVISIBLE)


def test_our_rules_written_out_are_read_again(tmp_path: Path) -> None:
    made = write_srx(["en", "vi", "de", "ja"])
    assert made == write_srx(["en", "vi", "de", "ja"]) and made.unsaid
    (tmp_path / "ours.srx").write_bytes(made.data)
    rules = read_srx(tmp_path / "ours.srx")
    assert [name for name, _ in rules.sets] == ["English", "Vietnamese", "German", "Japanese", "Default"]
    assert cut(rules, "Dr. Hall saw No. 5. He left the U.S. Army. Done!") == [
        "Dr. Hall saw No. 5.", "He left the U.S. Army.", "Done!",
    ]  # fmt: skip
    assert cut(rules, "TS. Lê ở TP. Huế. Ông H. cúi. Được điểm A. Vui.", "vi") == [
        "TS. Lê ở TP. Huế.", "Ông H. cúi.", "Được điểm A.", "Vui.",
    ]  # fmt: skip
    assert cut(rules, "雨だ。帰ろう！「はい。」", "ja") == ["雨だ。", "帰ろう！", "「はい。」"]


def test_our_rules_as_srx_agree_with_ours_on_prose(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "ours.srx").write_bytes(write_srx(["en", "vi"]).data)
    rules = read_srx(tmp_path / "ours.srx")
    for name, language in (
        ("hanoi/article.en.txt", "en"),
        ("hanoi/article.vi.txt", "vi"),
        ("news/metro.en.txt", "en"),
    ):
        text = (corpus / name).read_text(encoding="utf-8")
        ours = {s.end for s in segment(Document(text, language)).segments}
        theirs = {s.end for s in segment(Document(text, language), options=Options(srx=rules)).segments}
        assert len(ours & theirs) >= 0.95 * len(ours | theirs)
