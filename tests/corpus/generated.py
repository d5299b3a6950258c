"""Documents that are made up, as many as wanted: the same for the same number."""

from __future__ import annotations

import random
from pathlib import Path

from toolkit.corpus.collecting import collect, patterns
from toolkit.corpus.writing import create

_PEOPLE: tuple[tuple[str, str], ...] = (
    ("The teacher", "Cô giáo"),
    ("The farmer", "Người nông dân"),
    ("My brother", "Anh trai tôi"),
)
_PEOPLE += (("The doctor", "Bác sĩ"), ("A student", "Một sinh viên"), ("The director", "Giám đốc"))
_DEEDS: tuple[tuple[str, str], ...] = (
    ("bought {n} books", "đã mua {n} quyển sách"),
    ("planted {n} trees", "đã trồng {n} cây"),
)
_DEEDS += (("visited {n} villages", "đã thăm {n} ngôi làng"), ("wrote {n} letters", "đã viết {n} bức thư"))
_DEEDS += (("repaired {n} houses", "đã sửa {n} ngôi nhà"), ("sold {n} bicycles", "đã bán {n} chiếc xe đạp"))
_PLACES: tuple[tuple[str, str], ...] = (
    ("in the city", "ở thành phố"),
    ("near the river", "gần con sông"),
    ("at the market", "ở chợ"),
)
_PLACES += (("in the mountains", "trên núi"), ("beside the school", "bên cạnh trường học"))
_TIMES: tuple[tuple[str, str], ...] = (
    ("last year", "năm ngoái"),
    ("in March", "vào tháng 3"),
    ("on Monday", "vào thứ Hai"),
)
_TIMES += (("this morning", "sáng nay"), ("two weeks ago", "hai tuần trước"))


def sentences(seed: object, count: int) -> list[tuple[str, str]]:
    """English sentences and their Vietnamese translations."""
    rng = random.Random(str(seed))
    made = []
    for _ in range(count):
        number = rng.randrange(3, 9000)
        parts = [rng.choice(each) for each in (_PEOPLE, _DEEDS, _PLACES, _TIMES)]
        english, vietnamese = (" ".join(part[side] for part in parts).format(n=number) for side in (0, 1))
        made.append((f"{english}.", f"{vietnamese}."))
    return made


def corpus(folder: Path, documents: int, length: int = 12) -> Path:
    """A folder with ``documents`` pairs of about ``length`` sentences and a manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        rng = random.Random(f"shape {number}")
        rows = sentences(number, length + number % 5)
        for side, code in ((0, "en"), (1, "vi")):
            paragraphs: list[str] = []
            for at, row in enumerate(rows):
                if side == 1 and rng.random() < 0.1 and paragraphs:
                    continue  # left untranslated
                if at % 3 and paragraphs:
                    paragraphs[-1] += " " + row[side]
                else:
                    paragraphs.append(row[side])
            text = "\n".join(paragraphs) + "\n"
            (folder / f"{number:05}.{code}.txt").write_text(text, encoding="utf-8")
    chosen = patterns(["*.vi.txt", "*.en.txt"])
    create(folder, folder.name, "Made up", collect(folder, chosen, provenance="Made up", rights="MIT"))
    return folder
