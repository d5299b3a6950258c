from __future__ import annotations

import pytest

from tests.report.sample import units
from toolkit.errors import UsageError
from toolkit.model import Unit, Units
from toolkit.report import Report, provenance, today


def test_lazy_units_are_held_so_that_they_can_be_read_twice() -> None:
    report = Report("t", Units(Unit(str(n), "a", "b") for n in range(3)))
    assert len(list(report.units)) == len(list(report.units)) == 3


def test_fingerprint_depends_on_the_strings_alone() -> None:
    def made(*pairs: tuple[str, str], name: str = "") -> str:
        return Report(name, Units(tuple(Unit("1", a, b) for a, b in pairs), source_name=name)).fingerprint

    assert made(("a", "b")) == made(("a", "b"), name="elsewhere")
    assert len({made(("a", "b")), made(("ab", "")), made(("", "ab")), made(("a", ""), ("b", ""))}) == 4
    assert made(("\ud800", "lone surrogate"))


def test_fingerprint_stays_the_same_from_release_to_release() -> None:
    expected = "d09550d719c17f6d1b709917087e8f372bb405dae2edae8e07ed85e79cc0e58b"
    assert Report("t", units()).fingerprint == expected


def test_today_follows_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714694400")
    assert today() == "2024-05-03"


def test_today_is_an_iso_date_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    year, month, day = today().split("-")
    assert (len(year), len(month), len(day)) == (4, 2, 2)


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "9" * 30])
def test_an_epoch_that_is_no_number_of_seconds_is_refused(
    monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        today()


def test_provenance_names_only_what_is_installed() -> None:
    assert provenance(("no-such-distribution-at-all",)) == {}
    assert "sacrebleu" in provenance()
