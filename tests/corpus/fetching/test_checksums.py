from __future__ import annotations

import hashlib

import pytest

from toolkit.corpus.fetching.checksums import digest, listed
from toolkit.errors import UsageError

ONE, TWO = (hashlib.sha256(text).hexdigest() for text in (b"one", b"two"))


def test_the_lines_of_sha256sum() -> None:
    text = f"{ONE}  a.zip\n{TWO} *b.zip\n\\{TWO}  odd\\\\name\n"
    assert listed(text, "a.zip", alone=False) == ONE
    assert listed(text, "b.zip", alone=False) == TWO
    assert listed(text, "c.zip", alone=False) == ""


def test_the_form_with_tags_and_names_with_folders() -> None:
    text = f"SHA256 (./moses/a.zip) = {ONE.upper()}\n"
    assert listed(text, "a.zip", alone=False) == ONE


def test_a_digest_alone_is_of_the_file_beside_it() -> None:
    assert listed(f"{ONE}\n", "a.zip", alone=True) == ONE
    assert listed(f"{ONE}  /home/build/out.zip\n", "a.zip", alone=True) == ONE
    assert listed(f"{ONE}\n", "a.zip", alone=False) == ""


def test_what_is_no_list_says_nothing() -> None:
    assert listed("<html>404, not found</html>", "a.zip", alone=True) == ""
    assert listed(f"{ONE}\n{TWO}\n", "a.zip", alone=True) == ""  # which one?


def test_what_a_person_gives() -> None:
    assert digest(f" sha256:{ONE.upper()} ") == ONE
    with pytest.raises(UsageError, match="64 hexadecimal digits"):
        digest("abc")
