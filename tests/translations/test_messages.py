from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.catalog import Catalog
from toolkit.catalog.compiling import compile_catalog
from toolkit.errors import FormatError
from toolkit.translations import (
    N_,
    Translated,
    _,
    english,
    messages,
    ngettext,
    speak,
    speaking,
    speaks_english,
    worded,
)

PO = """
msgid ""
msgstr "Language: xx\\nContent-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"

msgid "{count} wheel in {place}"
msgid_plural "{count} wheels in {place}"
msgstr[0] "trong {place} có {count} bánh"

msgid "{name} is lost"
msgstr "mất {name}"

msgid "the {thing} of {name}"
msgstr "{thing} của {ten}"

msgid "braces of {name}"
msgstr "{name"

msgid "kite"
msgstr "diều"

msgid "line {line}"
msgstr "dòng {line}"
"""


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A catalog in use, in place of the shipped ones."""
    monkeypatch.setattr(messages, "_FOLDER", str(tmp_path))
    (tmp_path / "xx.mo").write_bytes(compile_catalog(Catalog(PO.encode())).data)
    speak("xx")
    yield tmp_path
    speak()


def test_english_is_what_stands_in_the_code() -> None:
    assert speaks_english()
    assert _("kite") == "kite"
    assert _("braces {} are plain without fields") == "braces {} are plain without fields"
    assert _("{name!r} at {share:.0%}", name="x", share=0.5) == "'x' at 50%"
    assert ngettext("{count} wheel", "{count} wheels", 1) == "1 wheel"
    assert ngettext("{count:,} wheel", "{count:,} wheels", 2000) == "2,000 wheels"
    assert type(_("{name}", name="x")) is str


@pytest.mark.usefixtures("spoken")
def test_a_translation_may_order_its_fields_anew() -> None:
    assert ngettext("{count} wheel in {place}", "{count} wheels in {place}", 3, place="B") == (
        "trong B có 3 bánh"
    )
    assert _("{name} is lost", name="kite") == "mất kite"
    assert _(N_("kite")) == "diều"
    assert _("not in the catalog, {name}", name="x") == "not in the catalog, x"


@pytest.mark.usefixtures("spoken")
def test_another_language_for_a_while() -> None:
    with speaking("en"):
        assert speaks_english() and _("kite") == "kite"
    assert _("kite") == "diều"
    with pytest.raises(KeyError), speaking("en"):
        raise KeyError
    assert not speaks_english()


@pytest.mark.usefixtures("spoken")
def test_a_page_takes_the_words_of_its_language_and_english_otherwise() -> None:
    for message in (_("kite"), _("{name} is lost", name="kite")):
        assert worded(message, "xx") == message != english(message)
        assert worded(message, "vi") == worded(message, "en") == english(message)
        assert worded(pickle.loads(pickle.dumps(message)), "xx") == message
    assert worded("plain", "xx") == "plain"


@pytest.mark.usefixtures("spoken")
def test_a_broken_translation_gives_way_to_english() -> None:
    assert _("the {thing} of {name}", thing="tail", name="kite") == "the tail of kite"
    assert _("braces of {name}", name="x") == "braces of x"


@pytest.mark.usefixtures("spoken")
def test_a_translation_knows_its_english_words_also_inside_another() -> None:
    message = _("{name} is lost", name=_("kite"))
    assert message == "mất diều"
    assert english(message) == "kite is lost"
    assert english(_("not in the catalog, {name}", name=_("kite"))) == "not in the catalog, kite"
    assert english("plain") == "plain"
    sent = pickle.loads(pickle.dumps(message))
    assert sent == message and isinstance(sent, Translated) and sent.english == "kite is lost"


@pytest.mark.usefixtures("spoken")
def test_an_error_speaks_both() -> None:
    error = FormatError(_("{name} is lost", name="x"), _("kite"), line=3)
    assert error.message == "dòng 3: mất x – diều"
    assert error.english_message == "line 3: x is lost – kite"


def test_a_language_without_a_catalog_is_passed_over(spoken: Path) -> None:
    speak("yy", "../zz", "xx")
    assert _("kite") == "diều"
    speak("yy")
    assert speaks_english()


@pytest.mark.parametrize(
    "damage", [b"", b"\xde\x12\x04\x95", b"no catalog", b"\xde\x12\x04\x95" + b"\xff" * 40]
)
def test_a_damaged_catalog_is_as_none(spoken: Path, damage: bytes) -> None:
    (spoken / "yy.mo").write_bytes(damage)
    speak("yy")
    assert _("kite") == "kite"
