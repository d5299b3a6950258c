"""What the cache promises: no text encoded twice, and never a wrong vector, whatever became of the file."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.align.embedding.fakes import Letters
from toolkit.align.embedding.cache import Cached, default_folder
from toolkit.align.embedding.vectors import Vectors
from toolkit.errors import InputError, UsageError

TEXTS = ["Chào buổi sáng", "Good morning", "", "Good morning", "\0\ud800", "x" * 5000]
CLOSE = 2e-3


def test_each_text_goes_to_the_model_once(tmp_path: Path) -> None:
    model = Letters()
    first = Cached(model, tmp_path).encode(TEXTS)
    assert model.asked == list(dict.fromkeys(TEXTS))
    second = Cached(model, tmp_path).encode([*TEXTS[::-1], "new"])
    assert model.asked == [*dict.fromkeys(TEXTS), "new"]
    assert np.array_equal(second[:-1], first[::-1])
    assert np.allclose(first, Letters().encode(TEXTS), atol=CLOSE)
    assert first.dtype == np.float32


def test_rows_have_unit_length(tmp_path: Path) -> None:
    cached = Cached(Letters(dimension=31), tmp_path)
    for _ in range(2):
        assert np.allclose(np.linalg.norm(cached.encode(["a", "b", "ab"]), axis=1), 1, atol=1e-6)


def test_no_text_keeps_the_width(tmp_path: Path) -> None:
    assert Cached(Letters(), tmp_path).encode([]).shape == (0, 6)


def test_models_do_not_share_vectors(tmp_path: Path) -> None:
    one, other = Letters("one"), Letters("other")
    Cached(one, tmp_path).encode(["a"])
    assert np.allclose(Cached(other, tmp_path).encode(["a"]), other.encode(["a"]), atol=CLOSE)
    assert Cached(one, tmp_path).path != Cached(other, tmp_path).path


@pytest.mark.parametrize("name", ["a/../b", "con\0nul", "tên: mô hình?" * 30, ".."])
def test_any_name_is_a_file_in_the_folder(name: str, tmp_path: Path) -> None:
    cached = Cached(Letters(name), tmp_path / "new" / "folder")
    cached.encode(["a"])
    assert [file.parent for file in tmp_path.rglob("*.vectors")] == [tmp_path / "new" / "folder"]


def test_progress_counts_what_is_encoded(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    texts = [str(number) for number in range(600)]
    Cached(Letters(), tmp_path).encode(texts[:50])
    Cached(Letters(), tmp_path, progress=lambda done, total: seen.append((done, total))).encode(texts)
    assert seen == [(256, 550), (512, 550), (550, 550)]


def test_what_was_done_before_a_failure_is_kept(tmp_path: Path) -> None:
    class Failing(Letters):
        def encode(self, texts: Sequence[str]) -> Vectors:
            if len(self.asked) >= 256:
                raise KeyboardInterrupt
            return super().encode(texts)

    texts = [str(number) for number in range(300)]
    with pytest.raises(KeyboardInterrupt):
        Cached(Failing(), tmp_path).encode(texts)
    after = Letters()
    Cached(after, tmp_path).encode(texts)
    assert after.asked == texts[256:]


@pytest.mark.parametrize("lost", [1, 7, 8, 30, 52, 53, 60, 110, 160, 170])
def test_a_file_cut_short_loses_its_end_only(lost: int, tmp_path: Path) -> None:
    texts = ["one", "two", "three"]
    cached = Cached(Letters(), tmp_path)
    whole = cached.encode(texts)
    content = cached.path.read_bytes()
    cached.path.write_bytes(content[: max(0, len(content) - lost)])
    after = Letters()
    assert np.array_equal(Cached(after, tmp_path).encode(texts), whole)
    assert after.asked
    assert after.asked == texts[-len(after.asked) :]
    # The rest of a broken record is gone, so that what was added after it can be found.
    assert cached.path.stat().st_size == len(content)
    again = Letters()
    Cached(again, tmp_path).encode(texts)
    assert again.asked == []


@pytest.mark.parametrize("content", [b"", b"BITEXT", b"\0" * 500, b"BITEXTV1" + b"\xff" * 300, b"hello" * 99])
def test_a_file_of_something_else_is_an_empty_one(content: bytes, tmp_path: Path) -> None:
    cached = Cached(Letters(), tmp_path)
    cached.path.write_bytes(content)
    first = cached.encode(TEXTS)
    after = Letters()
    assert np.array_equal(Cached(after, tmp_path).encode(TEXTS), first)
    assert after.asked == []


def test_a_file_deleted_or_emptied_meanwhile(tmp_path: Path) -> None:
    cached = Cached(Letters(), tmp_path)
    first = cached.encode(TEXTS)
    cached.path.write_bytes(b"")
    assert np.array_equal(cached.encode(TEXTS), first)
    cached.path.unlink()
    assert np.array_equal(cached.encode(TEXTS), first)
    assert np.array_equal(Cached(Letters(), tmp_path).encode(TEXTS), first)


def test_a_place_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    model = Letters()
    cached = Cached(model, tmp_path / "file" / "cache")
    assert np.array_equal(cached.encode(["a"]), cached.encode(["a"]))
    assert model.asked == ["a", "a"]


def test_another_dimension_under_the_same_name_is_refused(tmp_path: Path) -> None:
    Cached(Letters(), tmp_path).encode(["a"])
    with pytest.raises(
        InputError, match=r"holds vectors of 6 numbers, the model now makes 7 – delete the file"
    ):
        Cached(Letters(dimension=7), tmp_path).encode(["a", "b"])


def test_others_may_not_read_it(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("modes are of POSIX")
    cached = Cached(Letters(), tmp_path / "made")
    cached.encode(["a"])
    assert cached.path.stat().st_mode & 0o077 == 0


@given(
    calls=st.lists(st.lists(st.text(max_size=4), max_size=6), min_size=1, max_size=5),
    damages=st.lists(
        st.tuples(st.integers(0, 600), st.sampled_from(["cut", "flip", "grow", "none"])), max_size=5
    ),
)
def test_never_a_wrong_vector(calls: list[list[str]], damages: list[tuple[int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        long_lived = Cached(Letters(), Path(folder))
        for number, texts in enumerate(calls):
            expected = Letters().encode(texts)
            for cached in (long_lived, Cached(Letters(), Path(folder))):
                found = cached.encode(texts)
                assert found.shape == expected.shape
                assert np.allclose(found, expected, atol=CLOSE)
            if number < len(damages) and long_lived.path.exists():
                damage(long_lived.path, *damages[number])


def damage(path: Path, place: int, kind: str) -> None:
    content = bytearray(path.read_bytes())
    place %= len(content) + 1
    if kind == "cut":
        del content[place:]
    elif kind == "flip" and place < len(content) and place >= 12:
        content[place] ^= 0x40
    elif kind == "grow":
        content += content[place:][:30]
    path.write_bytes(content)


WRITER = """
import sys
from pathlib import Path
from tests.align.embedding.fakes import Letters
from toolkit.align.embedding.cache import Cached
for number in range(60):
    Cached(Letters(), Path(sys.argv[1])).encode([f"shared {number}", f"{sys.argv[2]} {number}"])
"""


def test_processes_at_once(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    running = [subprocess.Popen([*command, name], cwd=root) for name in ("one", "two", "three")]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    texts = [f"{name} {number}" for name in ("one", "two", "three", "shared") for number in range(60)]
    model = Letters()
    found = Cached(model, tmp_path).encode(texts)
    assert model.asked == []
    assert np.allclose(found, Letters().encode(texts), atol=CLOSE)


def test_a_process_killed_while_it_writes(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    victim = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), "victim"], cwd=root)
    cached = Cached(Letters(), tmp_path)
    while not cached.path.exists() and victim.poll() is None:
        pass
    victim.kill()
    victim.wait()
    texts = [f"victim {number}" for number in range(60)]
    assert np.allclose(cached.encode(texts), Letters().encode(texts), atol=CLOSE)


def test_where_it_is_kept_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "bitext-toolkit" / "embeddings"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "home", lambda: Path("/home/of/somebody"))
    assert default_folder() == Path("/home/of/somebody/.cache/bitext-toolkit/embeddings")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert default_folder() == Path("/home/of/somebody/Library/Caches/bitext-toolkit/embeddings")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert default_folder() == tmp_path / "local" / "bitext-toolkit" / "embeddings"


def test_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "home", homeless)
    with pytest.raises(UsageError, match="no home folder"):
        default_folder()
