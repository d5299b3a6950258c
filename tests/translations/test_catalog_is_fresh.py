"""What is shipped is what the code says; each failure names the command that puts it right."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.catalog import Catalog, State, load, update
from toolkit.catalog.checks import Options
from toolkit.catalog.compiling import compile_catalog
from toolkit.cli.template import TEMPLATE, messages, template
from toolkit.quality.catalogs import check_file, selection

FOLDER = TEMPLATE.parent
CATALOGS = sorted(FOLDER.glob("*.po"))
catalogs = pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.name)


def test_there_is_a_vietnamese_catalog() -> None:
    assert FOLDER / "vi.po" in CATALOGS


def test_the_template_holds_what_the_code_says() -> None:
    shipped = {entry.msgid for entry in load(TEMPLATE)}
    made = template(messages())
    new, gone = ({e.msgid for e in Catalog(made)} - shipped, shipped - {e.msgid for e in Catalog(made)})
    assert TEMPLATE.read_bytes() == made, (
        f"python -m toolkit.cli.template; new are {sorted(new)}, gone are {sorted(gone)}"
    )


@catalogs
def test_a_catalog_has_the_messages_of_the_template(path: Path) -> None:
    done = update(load(path), load(TEMPLATE))
    assert done.catalog.to_bytes() == path.read_bytes(), (
        f"bitext catalog update {path.name} {TEMPLATE.name}, then translate what is new"
    )


@catalogs
def test_all_is_translated_and_nothing_is_fuzzy(path: Path) -> None:
    left = [e.msgid for e in load(path) if e.state in (State.UNTRANSLATED, State.FUZZY)]
    assert left == [], f"translate these in {path.name}"


@catalogs
def test_the_checks_find_nothing(path: Path) -> None:
    report = check_file(path, chosen=selection(), options=Options())
    assert [f"{finding.path}:{finding.line}: {finding.message}" for finding in report.findings] == []


@catalogs
def test_the_compiled_catalog_is_of_this_one(path: Path) -> None:
    compiled = path.with_suffix(".mo")
    assert compiled.read_bytes() == compile_catalog(load(path)).data, f"bitext catalog compile {path.name}"
