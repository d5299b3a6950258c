"""Whatever a server answers, or does not, is said in one line."""

from __future__ import annotations

import http.client
import socket
import ssl
import urllib.request

import pytest

from tests.corpus.fetching.mirror import Mirror
from toolkit.corpus.fetching.answers import Passing, Unreached, _Redirects, _unreached, answered, small
from toolkit.errors import InputError

ADDRESS = "https://example.org/x.zip"


def test_an_answer_can_be_read(mirror: Mirror) -> None:
    mirror.files["/x"] = b"abc"
    with answered(f"{mirror.address}/x") as answer:
        assert not isinstance(answer, int) and answer.read() == b"abc"


def test_a_range_beyond_the_end_tells_the_size(mirror: Mirror) -> None:
    mirror.files["/x"] = b"abc"
    with answered(f"{mirror.address}/x", {"Range": "bytes=7-"}) as answer:
        assert answer == 3


@pytest.mark.parametrize(
    ("status", "said"), [(404, "check the address"), (401, "not for everybody"), (418, "nothing can be done")]
)
def test_what_a_person_has_to_see_to(mirror: Mirror, status: int, said: str) -> None:
    mirror.files["/x"] = b"abc"
    mirror.answers = [status]
    with pytest.raises(InputError, match=f"says {status} .*{said}"), answered(f"{mirror.address}/x"):
        pass


@pytest.mark.parametrize("status", [408, 429, 503])
def test_what_may_be_otherwise_in_a_moment(mirror: Mirror, status: int) -> None:
    mirror.files["/x"] = b"abc"
    mirror.answers, mirror.headers = [status], {"Retry-After": "9"}
    with pytest.raises(Passing) as caught, answered(f"{mirror.address}/x"):
        pass
    assert caught.value.after == 9.0


def test_from_https_nothing_leads_to_http() -> None:
    request = urllib.request.Request(ADDRESS)
    with pytest.raises(InputError, match="leads from https to an address that is not safe: http://x/y"):
        _Redirects().redirect_request(request, None, 302, "Found", {}, "http://x/y")
    assert _Redirects().redirect_request(request, None, 302, "Found", {}, "https://x/y") is not None


@pytest.mark.parametrize(
    ("reason", "kind", "said"),
    [
        (socket.gaierror(-2, "unknown"), Unreached, "no host called example.org"),
        (ConnectionRefusedError(), Unreached, "takes no connections"),
        (OSError(101, "Network is unreachable"), Unreached, "Network is unreachable"),
        (TimeoutError(), Passing, "does not answer"),
        (ConnectionResetError(), Passing, "connection broke"),
        (http.client.BadStatusLine("?"), Passing, "connection broke"),
        (ssl.SSLError(1, "wrong version"), Passing, "connection broke"),
        ("unknown url type: x", InputError, "cannot be reached"),
    ],
)
def test_why_a_server_is_not_reached(reason: object, kind: type[Exception], said: str) -> None:
    made = _unreached(ADDRESS, reason)
    assert type(made) is kind and said in str(made) and "\n" not in str(made)


def test_a_certificate_that_is_not_to_be_trusted_is_no_passing_matter() -> None:
    reason = ssl.SSLCertVerificationError("self-signed certificate")
    reason.verify_message = "self-signed certificate"
    made = _unreached(ADDRESS, reason)
    assert type(made) is InputError and "not to be trusted (self-signed certificate)" in str(made)


@pytest.mark.parametrize("address", ["http://[::bad/x", "http://a b/x"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises((InputError, Passing)), answered(address):
        pass


def test_small_files_come_or_do_not(mirror: Mirror) -> None:
    mirror.files["/sums"] = b"abc"
    assert small(f"{mirror.address}/sums") == "abc"
    assert small(f"{mirror.address}/sums", limit=2) == ""
    assert small(f"{mirror.address}/nothing") == ""
    assert small("http://no-such-host.invalid/") == ""
