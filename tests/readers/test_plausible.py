"""Which encoding is suggested for bytes that are not UTF-8."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.readers.plausible import suggest_encoding


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Das schöne Mädchen aß drei Äpfel für uns.", "windows-1252"),
        ("Un café déjà servi à la fenêtre.", "windows-1252"),
        ("Bu\u0309i sa\u0301ng tơ\u0300i ra sân chơi, nhiê\u0300u ngươ\u0300i đi bô\u0323.", "windows-1258"),
        ("Wieczorem przyszła żona i źle się poczuła.", "windows-1250"),
        ("Dün akşam çok güzel bir şarkı dinledik, değil mi?", "windows-1254"),
        ("Утром мы пили чай на кухне.", "windows-1251"),
        ("Утром мы пили чай на кухне.", "koi8-r"),
        ("Утром мы пили чай на кухне.", "iso-8859-5"),
        ("Το πρωί ήπιαμε τσάι στην αυλή της.", "windows-1253"),
        ("ארוחת הבוקר מוכנה על השולחן", "windows-1255"),
        ("شربنا الشاي في الصباح", "windows-1256"),
        ("ตอนเช้าเราดื่มชาที่บ้าน", "cp874"),
        ("朝ごはんを食べてから学校へ行きました。", "shift_jis"),
        ("朝ごはんを食べてから学校へ行きました。", "euc_jp"),
        ("早上我们在院子里喝茶。", "gb18030"),
        ("早上我們在院子裡喝茶。", "big5"),
        ("아침에 우리는 차를 마셨다.", "euc_kr"),
    ],
)
def test_the_encoding_that_reads_best(text: str, encoding: str) -> None:
    assert suggest_encoding(text.encode(encoding)) == encoding


def test_nothing_for_bytes_that_read_badly_everywhere() -> None:
    assert suggest_encoding(bytes(range(0x80, 0xA0)) * 3) is None
    assert suggest_encoding(b"plain") is None


@given(st.binary(max_size=300))
def test_a_suggestion_always_decodes(data: bytes) -> None:
    suggested = suggest_encoding(data)
    if suggested is not None:
        data.decode(suggested)


def test_a_long_file_is_judged_by_its_lines_beyond_ascii() -> None:
    data = b"plain line\n" * 10_000 + "Утром мы пили чай.\n".encode("koi8-r") * 10
    assert suggest_encoding(data) == "koi8-r"
