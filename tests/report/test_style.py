"""Colours can be told from what they stand on, in light and in dark: WCAG 2.2, 1.4.3 and 1.4.11."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = (files("toolkit.report") / "assets" / "report.css").read_text(encoding="utf-8")
PAIRS = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", STYLE)
}
SCHEMES = pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2, definition)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_right_at_its_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


@SCHEMES
@pytest.mark.parametrize("ground", ["paper", "raised"])
@pytest.mark.parametrize("ink", ["ink", "soft", "link", "error", "warning", "info", "good"])
def test_text_can_be_read(ink: str, ground: str, scheme: int) -> None:
    assert contrast(PAIRS[ink][scheme], PAIRS[ground][scheme]) >= 4.5


@SCHEMES
@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_marked_text_can_be_read(severity: str, scheme: int) -> None:
    for ink in ("ink", severity):
        assert contrast(PAIRS[ink][scheme], PAIRS[f"{severity}-wash"][scheme]) >= 4.5


@SCHEMES
@pytest.mark.parametrize("shape", ["focus", "alone", "error-fill", "info-fill"])
def test_shapes_can_be_told_from_the_paper(shape: str, scheme: int) -> None:
    assert contrast(PAIRS[shape][scheme], PAIRS["paper"][scheme]) >= 3
