"""COMET through its own process, with a tiny model that stands where unbabel-comet would."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from toolkit.errors import InputError, MissingExtra, UsageError
from toolkit.quality import Scoring, System, assess
from toolkit.quality.neural.comet import Comet

# What the worker asks of the package: a loader of checkpoints, whose models predict a figure a segment. This
# one's weight is the number in its checkpoint; its figure the share of words that are the reference's.
PACKAGE = """
print("a library that talks on standard output")

class Prediction:
    def __init__(self, scores):
        self.scores = scores

class Model:
    def __init__(self, weight):
        self.weight = weight

    def predict(self, data, batch_size, gpus, progress_bar):
        def one(row):
            assert row["src"]
            right = set(row["ref"].split())
            words = row["mt"].split()
            return self.weight * sum(word in right for word in words) / len(words)
        return Prediction([one(row) for row in data])

def load_from_checkpoint(checkpoint_path, reload_hparams=False, strict=False, local_files_only=False):
    import os
    assert local_files_only and os.environ["HF_HUB_OFFLINE"] == "1"
    with open(checkpoint_path) as file:
        return Model(float(file.read()))
"""
SOURCE = ["một hai", "ba bốn"]
HYPOTHESES = ["one two", "three five"]
REFERENCES = [["one two", "three four"], ["one", "five three"]]


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "site" / "comet").mkdir(parents=True)
    (tmp_path / "site" / "comet" / "__init__.py").write_text(PACKAGE)
    (tmp_path / "site" / "unbabel_comet-9.9.dist-info").mkdir()
    (tmp_path / "site" / "unbabel_comet-9.9.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: unbabel-comet\nVersion: 9.9\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    folder = tmp_path / "tiny"
    (folder / "checkpoints").mkdir(parents=True)
    (folder / "checkpoints" / "model.ckpt").write_text("0.5")
    return folder


def test_a_figure_a_segment_the_nearest_reference_counting(model: Path) -> None:
    judge = Comet(str(model), sys.executable)
    assert judge.judge(HYPOTHESES, REFERENCES[:1], SOURCE) == [0.5, 0.25]
    assert judge.judge(HYPOTHESES, REFERENCES, SOURCE) == [0.5, 0.5]
    assert judge.signature.startswith("model:tiny|sha256:")
    assert judge.signature.endswith("|unbabel-comet:9.9")


def test_it_is_a_metric_like_others(model: Path) -> None:
    scoring = Scoring(
        ("comet",),
        segments=True,
        confidence=50,
        samples=50,
        judges={"comet": Comet(str(model / "checkpoints" / "model.ckpt"))},
        source=SOURCE,
    )
    systems = [System("a", HYPOTHESES), System("b", REFERENCES[0])]
    made = assess(systems, REFERENCES[:1], scoring, compared=True)
    (first,), (second,) = made.scores["a"], made.scores["b"]
    assert (first.metric, first.value, first.segments) == ("COMET", 0.375, (0.5, 0.25))
    assert second.value == 0.5 and second.interval == (0.5, 0.5)
    assert "bs:50|seed:12345|nrefs:1|model:model.ckpt" in second.signature
    (comparison,) = made.comparisons
    assert (comparison.value, comparison.baseline) == (0.5, 0.375)


def test_an_older_loader_that_knows_of_no_network_will_do(model: Path, tmp_path: Path) -> None:
    package = tmp_path / "site" / "comet" / "__init__.py"
    text = PACKAGE.replace(
        "checkpoint_path, reload_hparams=False, strict=False, local_files_only=False", "path"
    )
    package.write_text(text.replace("local_files_only and ", "").replace("checkpoint_path", "path"))
    assert Comet(str(model)).judge(HYPOTHESES, REFERENCES[:1], SOURCE) == [0.5, 0.25]


def test_what_is_missing_is_said(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="no such model"):
        Comet(str(model / "nowhere"))
    with pytest.raises(UsageError, match="--source"):
        Comet(str(model)).judge(HYPOTHESES, REFERENCES, None)
    with pytest.raises(InputError, match="--comet-python"):
        Comet(str(model), "/no/such/python").judge(HYPOTHESES, REFERENCES, SOURCE)
    (model / "checkpoints" / "model.ckpt").write_text("no weights")
    with pytest.raises(InputError, match=r"model\.ckpt: COMET failed with it \(ValueError: .*no weights"):
        Comet(str(model)).judge(HYPOTHESES, REFERENCES, SOURCE)
    monkeypatch.delenv("PYTHONPATH")
    with pytest.raises(MissingExtra, match=r"bitext-toolkit\[comet\]"):
        Comet(str(model)).judge(HYPOTHESES, REFERENCES, SOURCE)
