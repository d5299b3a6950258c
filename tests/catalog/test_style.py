import pytest

from toolkit.catalog import load
from toolkit.catalog.style import Style

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
SENTENCES = [
    "The quick brown fox jumps over the lazy dog while the cat is watching from the window of the house.",
    "A path such as /usr/share/locale-langpack/vi/LC_MESSAGES/program.mo or a-very-long-hyphenated-word.",
    "Several sentences stand here. Each of them is short. All of them together do not fit on one line.",
    "First line of the text.\nSecond line, which is a good deal longer than the first one and is broken.\n",
    "Tiếng Việt viết bằng chữ Latinh có dấu, mỗi âm tiết một chữ, nên xuống dòng sau dấu cách là được.",
]


def catalog_in(style: Style) -> bytes:
    entries = [f'msgid "{index}"\n{style.lay("msgstr ", text)}\n' for index, text in enumerate(SENTENCES)]
    return style.newline.join((HEADER + "\n" + "\n".join(entries)).split("\n")).encode()


@pytest.mark.parametrize(
    "style",
    [
        Style(79),
        Style(76, words=True),
        Style(60),
        Style(None),
        Style(79, beside=True),
        Style(None, joined=True),
        Style(72, words=True, beside=True, joined=True),
        Style(79, indent="       "),
    ],
)
def test_a_new_translation_follows_the_file(style: Style) -> None:
    data = catalog_in(style)
    text = SENTENCES[0] + " " + SENTENCES[1]
    changed = load(data).set("2", text).to_bytes().decode()
    assert style.lay("msgstr ", text) in changed


def test_a_file_that_tells_nothing_gets_the_usual_style() -> None:
    catalog = load((HEADER + '\nmsgid "a"\nmsgstr "b"\n').encode())
    assert catalog.style == Style()
    assert b'msgstr ""\n"The quick' in catalog.set("a", SENTENCES[0]).to_bytes()


def test_line_breaks_of_the_file() -> None:
    assert load(HEADER.replace("\n", "\r\n").encode()).style.newline == "\r\n"
