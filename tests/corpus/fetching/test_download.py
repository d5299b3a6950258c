"""A file comes over whole, whatever happens on its way."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.fetching.mirror import Mirror
from toolkit.corpus.fetching.download import ATTEMPTS, download
from toolkit.errors import InputError, OutputError

DATA = random.Random(5).randbytes(20_000)
OTHER = random.Random(6).randbytes(18_000)


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "x.zip.part"


class Pauses(list[float]):
    """How long was waited, without waiting."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def fetch(mirror: Mirror, part: Path, **how: Any) -> Pauses:
    pauses = Pauses()
    download(f"{mirror.address}/x.zip", part, pause=pauses, **how)
    return pauses


def test_a_file_comes_in_one_go(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    seen: list[tuple[int, int]] = []
    assert fetch(mirror, part, progress=lambda done, total: seen.append((done, total))) == []
    assert part.read_bytes() == DATA
    assert seen[-1] == (len(DATA), len(DATA))
    assert [done for done, _total in seen] == sorted(done for done, _total in seen)


def test_a_broken_connection_goes_on_where_it_broke(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.breaks = [3000, 5000]
    said: list[str] = []
    assert fetch(mirror, part, notice=said.append) == [1.0, 1.0]  # each broke after some progress
    assert part.read_bytes() == DATA
    assert mirror.asked("/x.zip") == ["", "bytes=3000-", "bytes=8000-"]
    assert "3,000 bytes of 20,000" in said[0]


def test_a_part_of_another_day_is_completed(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.breaks = [3000] + [0] * ATTEMPTS
    with pytest.raises(InputError, match="what has come is kept"):
        fetch(mirror, part)
    assert part.read_bytes() == DATA[:3000]
    mirror.breaks.clear()
    mirror.requests.clear()
    fetch(mirror, part)
    assert part.read_bytes() == DATA
    assert mirror.asked("/x.zip") == ["bytes=3000-"]


def test_a_date_serves_as_well_as_an_etag(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.etags, mirror.dates, mirror.breaks = False, True, [7000]
    fetch(mirror, part)
    assert (part.read_bytes(), mirror.asked("/x.zip")) == (DATA, ["", "bytes=7000-"])


def test_a_file_that_changed_meanwhile_begins_anew(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.breaks = [3000] + [0] * ATTEMPTS
    with pytest.raises(InputError):
        fetch(mirror, part)
    mirror.breaks.clear()
    mirror.files["/x.zip"] = OTHER
    fetch(mirror, part)
    assert part.read_bytes() == OTHER


def test_a_file_that_became_shorter_than_the_part_begins_anew(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.etags = False
    mirror.dates = True  # the same date: only the range tells
    mirror.breaks = [9000] + [0] * ATTEMPTS
    with pytest.raises(InputError):
        fetch(mirror, part)
    mirror.breaks.clear()
    mirror.files["/x.zip"] = OTHER[:5000]
    fetch(mirror, part)
    assert part.read_bytes() == OTHER[:5000]


def test_a_server_without_ranges_sends_all_again(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.ranges, mirror.breaks = False, [3000]
    fetch(mirror, part)
    assert part.read_bytes() == DATA


def test_without_a_version_nothing_is_put_together(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.etags, mirror.breaks = False, [3000]
    fetch(mirror, part)
    assert (part.read_bytes(), mirror.asked("/x.zip")) == (DATA, ["", ""])


def test_unless_a_checksum_will_tell(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.etags, mirror.breaks = False, [3000]
    fetch(mirror, part, certain=True)
    assert (part.read_bytes(), mirror.asked("/x.zip")) == (DATA, ["", "bytes=3000-"])


def test_a_part_of_another_address_is_no_part(mirror: Mirror, part: Path) -> None:
    mirror.files |= {"/x.zip": DATA, "/y.zip": OTHER}
    mirror.breaks = [3000] + [0] * ATTEMPTS
    with pytest.raises(InputError):
        fetch(mirror, part)
    mirror.breaks.clear()
    download(f"{mirror.address}/y.zip", part)
    assert part.read_bytes() == OTHER


def test_a_wrong_part_is_not_taken(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.breaks, mirror.shift = [3000], 7
    with pytest.raises(InputError, match="another part than it was asked for"):
        fetch(mirror, part)
    assert part.read_bytes() == DATA[:3000]


def test_a_length_unknown_until_the_end(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.chunked = True
    fetch(mirror, part)
    assert part.read_bytes() == DATA


def test_a_length_unknown_and_a_break(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.chunked, mirror.breaks = True, [3000]
    fetch(mirror, part)
    assert part.read_bytes() == DATA


def test_redirects_are_followed_with_their_ranges(mirror: Mirror, part: Path) -> None:
    mirror.files["/there.zip"] = DATA
    mirror.moved["/x.zip"] = "/there.zip"
    mirror.breaks = [3000]
    fetch(mirror, part)
    assert part.read_bytes() == DATA
    assert mirror.asked("/there.zip") == ["", "bytes=3000-"]


def test_a_busy_server_is_asked_again_later_and_later(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.answers = [503, 429, 500]
    assert fetch(mirror, part) == [1.0, 2.0, 4.0]
    assert part.read_bytes() == DATA


def test_and_when_it_says_itself(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.answers, mirror.headers = [503, 503], {"Retry-After": "7"}
    assert fetch(mirror, part) == [7.0, 7.0]


def test_at_last_it_is_given_up(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.answers = [503] * 99
    with pytest.raises(InputError, match=f"503 Service Unavailable, {ATTEMPTS} times in a row"):
        fetch(mirror, part)


@pytest.mark.parametrize(("status", "said"), [(404, "check the address"), (403, "not for everybody")])
def test_what_will_not_change_is_told_at_once(mirror: Mirror, part: Path, status: int, said: str) -> None:
    mirror.files["/x.zip"] = DATA
    mirror.answers = [status]
    with pytest.raises(InputError, match=said):
        fetch(mirror, part)
    assert len(mirror.requests) == 1


def test_no_network_is_one_line_at_once(part: Path) -> None:
    pauses = Pauses()
    with pytest.raises(InputError, match=r"no network, or no host called no-such-host\.invalid"):
        download("http://no-such-host.invalid/x.zip", part, pause=pauses)
    with pytest.raises(InputError, match="takes no connections"):
        download("http://127.0.0.1:1/x.zip", part, pause=pauses)
    assert pauses == []


def test_a_network_that_goes_away_may_come_back(
    mirror: Mirror, part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    mirror.files["/x.zip"] = DATA
    mirror.breaks = [3000]
    real, lost = socket.create_connection, [True]

    def connect(*arguments: Any, **options: Any) -> socket.socket:
        if len(mirror.requests) == 1 and lost:
            lost.pop()
            raise socket.gaierror(-3, "Temporary failure in name resolution")
        return real(*arguments, **options)

    monkeypatch.setattr(socket, "create_connection", connect)
    assert fetch(mirror, part) == [1.0, 2.0]
    assert part.read_bytes() == DATA


def test_a_full_disk_keeps_what_has_come(mirror: Mirror, part: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    mirror.files["/x.zip"] = DATA
    monkeypatch.setattr(
        "toolkit.corpus.fetching.download.os.fsync",
        lambda number: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left on device")),
    )
    with pytest.raises(OutputError, match="no space left on the disk – what has come is kept"):
        fetch(mirror, part)
    assert part.read_bytes() == DATA


def test_what_is_all_here_is_asked_for_and_not_sent_again(mirror: Mirror, part: Path) -> None:
    mirror.files["/x.zip"] = DATA
    fetch(mirror, part)
    fetch(mirror, part)
    assert (part.read_bytes(), mirror.asked("/x.zip")) == (DATA, ["", "bytes=20000-"])
    mirror.files["/x.zip"] = OTHER
    fetch(mirror, part)
    assert part.read_bytes() == OTHER


def test_and_is_good_without_a_network(part: Path) -> None:
    from tests.corpus.fetching.mirror import serving

    with serving(Mirror(files={"/x.zip": DATA})) as address:
        download(f"{address}/x.zip", part)
    download(f"{address}/x.zip", part)  # the server is gone
    assert part.read_bytes() == DATA
