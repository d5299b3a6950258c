import os
from functools import partial
from pathlib import Path

import pytest

from toolkit.catalog.tree import find_catalogs, map_files
from toolkit.errors import BitextError, FormatError, InputError
from toolkit.files import read_bytes


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("po/b.po", "po/a.po", "po/sub/c.PO", "po/x.pot", "po/.git/no.po", "po/notes.txt", "other"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    return tmp_path


def names(found: list[Path], folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in found]


def test_a_folder_stands_for_its_catalogs_in_order(tree: Path) -> None:
    assert names(find_catalogs([tree]), tree) == ["po/a.po", "po/b.po", "po/x.pot", "po/sub/c.PO"]


def test_files_are_taken_whatever_their_name_and_each_once(tree: Path) -> None:
    given = [tree / "other", tree / "po" / "b.po", tree / "po", tree / "missing.po"]
    assert names(find_catalogs(given), tree) == [
        "other", "po/b.po", "po/a.po", "po/x.pot", "po/sub/c.PO", "missing.po",
    ]  # fmt: skip


def test_a_pattern_is_expanded(tree: Path) -> None:
    assert names(find_catalogs([tree / "**" / "*.po"]), tree) == ["po/a.po", "po/b.po"]
    (tree / "po" / "odd[1].po").touch()
    assert names(find_catalogs([tree / "po" / "odd[1].po"]), tree) == ["po/odd[1].po"]


def test_nothing_found_is_said(tree: Path) -> None:
    (tree / "empty").mkdir()
    with pytest.raises(InputError, match="no catalogs in this folder"):
        find_catalogs([tree / "empty"])
    with pytest.raises(InputError, match="no file fits"):
        find_catalogs([tree / "*.mo"])


def length(path: Path, factor: int = 1) -> int:
    data = read_bytes(path)
    if data.startswith(b"po/b"):
        raise FormatError("no good", "repair it", path=path, line=3, column=7)
    return factor * len(data)


def process(path: Path) -> int:
    return os.getpid()


def end(path: Path) -> None:
    os._exit(1)


@pytest.mark.parametrize("jobs", [None, 1, 2])
def test_results_keep_the_order_and_an_unreadable_file_does_not_stop_the_rest(
    tree: Path, jobs: int | None
) -> None:
    seen: list[tuple[int, int]] = []
    paths = [*find_catalogs([tree]), tree / "missing.po"]
    a, b, x, c, missing = map_files(
        partial(length, factor=2), paths, jobs, lambda done, total: seen.append((done, total))
    )
    assert (a, x, c) == (14, 16, 22)
    assert isinstance(b, FormatError)
    assert (b.where, b.remedy) == (f"{tree}/po/b.po:3:7", "repair it")
    assert isinstance(missing, InputError)
    assert seen == [(done, 5) for done in range(1, 6)]


def test_several_jobs_are_several_processes(tree: Path) -> None:
    assert os.getpid() not in map_files(process, find_catalogs([tree]), 2)
    assert map_files(process, find_catalogs([tree])) == [os.getpid()] * 4  # too small to be worth it


def test_a_process_that_is_ended_from_outside(tree: Path) -> None:
    with pytest.raises(BitextError, match="ended from outside"):
        map_files(end, find_catalogs([tree]), 2)
