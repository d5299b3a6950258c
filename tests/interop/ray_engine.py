"""Run by the Python that has Ray, with an address: the engine by itself, and a build without a shared folder.

Prints a line of JSON; the commands are ``engine`` and ``carried CORPUS OUT WORK``.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from toolkit.corpus import load
from toolkit.corpus.building import Ray, Recipe, build
from toolkit.corpus.building.disk import Disk
from toolkit.corpus.building.engines import Landmark


class Square:
    """Kills the process that works on 7."""

    def __call__(self, number: int) -> int:
        if number == 7:
            os.kill(os.getpid(), signal.SIGKILL)
        return number * number


class Model(Square):
    """A function that needs something which is loaded once a worker, and says how often it was."""

    loaded = 0

    def prepare(self) -> None:
        Model.loaded += 1

    def __call__(self, number: int) -> int:
        return super().__call__(number) if number == 7 else Model.loaded


class Blind(Ray):
    """Ray, where no worker recognises any folder: as on machines that share nothing."""

    @contextmanager
    def session(self, landmarks: Sequence[Landmark], packages: Sequence[str] = ()) -> Iterator[Disk]:
        with super().session((), packages) as disk:
            yield disk


def lost(number: int) -> int:
    return -number


def main() -> None:
    """One command."""
    address, command, *places = sys.argv[1:]
    result: object
    if command == "carried":
        corpus, output, work = map(Path, places)
        recipe = Recipe(method="length", select=("number",), formats=("jsonl", "parquet"), shard_size=50)
        result = build([load(corpus)], output, recipe=recipe, work=work, engine=Blind(address)).run()
    else:
        engine = Ray(address)
        with engine.session([]):
            result = {
                "order": list(engine.map(abs, range(-300, 0), lost)),
                "poison": list(engine.map(Square(), range(20), lost)),
                "actors": list(engine.map(Model(), range(20), lost)),
            }
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
