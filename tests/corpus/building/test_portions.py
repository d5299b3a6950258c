"""What goes into which shard: every unit once, in order, so many to a file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.corpus.building.portions import portions
from toolkit.corpus.building.store import key


@given(st.lists(st.integers(0, 30), max_size=40), st.integers(1, 25))
def test_every_unit_stands_once_and_in_order(sizes: list[int], size: int) -> None:
    names = [key("selected", at) for at in range(len(sizes))]
    units = {name: [(name, at) for at in range(count)] for name, count in zip(names, sizes, strict=True)}
    made = list(portions(("vi", "en"), zip(names, sizes, strict=True), size))
    found = []
    for number, portion in enumerate(made):
        assert portion.number == number
        mine: list[tuple[str, int]] = []
        for at, name in enumerate(portion.keys):
            mine += units[name][portion.skip if at == 0 else 0 :][: portion.units - len(mine)]
        assert len(mine) == portion.units
        found += mine
    assert found == [each for name in names for each in units[name]]
    assert all(portion.units == size for portion in made[:-1])
    assert sum(portion.skip == 0 for portion in made) >= bool(found)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=40), st.integers(1, 25))
def test_a_result_begins_in_one_shard_alone(sizes: list[int], size: int) -> None:
    names = [key("selected", at) for at in range(len(sizes))]
    begins = [
        name
        for portion in portions(("vi", "en"), zip(names, sizes, strict=True), size)
        for at, name in enumerate(portion.keys)
        if at or not portion.skip
    ]
    assert begins == names
