from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from tests.report.sample import units
from toolkit.report import charts
from toolkit.report.markup import Html
from toolkit.report.trace import trace
from toolkit.report.wording import wording

STRETCHES = trace(list(units()))
LINKS = [(f"unit-{n}", f"{n} <b>") for n in range(1, 7)]
PICTURES = {
    "ribbon": charts.ribbon(STRETCHES, [(0.5, "e")], LINKS),
    "dots": charts.dot_plot(STRETCHES, LINKS),
    "histogram": charts.histogram([0.1, 0.5, 2.0, -1.0], 1.0, ["c0", "c3"], wording("vi"), digits=1),
    "bar": charts.bar(0.5, "e"),
    "gauge": charts.gauge(120.0, (110.0, 130.0), 130.0),
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES.keys())
def test_pictures_are_well_formed_hidden_from_ears_and_carry_no_style(picture: Html) -> None:
    tree = ElementTree.fromstring(picture)
    assert tree.attrib["aria-hidden"] == "true"
    assert not any("style" in node.attrib for node in tree.iter()), "the page's policy forbids inline styles"
    assert all(node.attrib["tabindex"] == "-1" for node in tree.iter("a"))


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES.keys())
def test_coordinates_are_plain_numbers(picture: Html) -> None:
    assert not re.search(r"nan|inf|\de[-+]?\d", picture)


def test_each_stretch_leads_to_its_unit() -> None:
    assert re.findall(r'href="#(unit-\d)"', PICTURES["dots"]) == [f"unit-{n}" for n in range(1, 7)]


def test_omissions_are_painted_over_the_rest() -> None:
    assert re.findall(r'class="band (\w+)"', PICTURES["ribbon"])[-2:] == ["alone", "alone"]


def test_values_outside_count_at_the_border() -> None:
    assert re.findall(r"<title>(\d)</title>", PICTURES["histogram"]) == ["2", "2"]
    assert ">0,5<" in PICTURES["histogram"]
