"""What a server answers, and in one line why it does not.

Answers that may be others in a moment raise :class:`Passing`, for whoever asked to ask again; all that a
person has to see to raises :class:`~toolkit.errors.InputError`.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from toolkit.errors import InputError
from toolkit.translations import _
from toolkit.version import __version__

TIMEOUT = 30.0
"""Seconds without a byte."""
CONNECTION = (ConnectionError, TimeoutError, ssl.SSLError)
"""What a connection that breaks raises."""
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be others in a moment."""
_WHOLE = re.compile(r"bytes\s+\*/(\d+)", re.IGNORECASE)
_ABOUT_US = {"User-Agent": f"bitext-toolkit/{__version__}"}


class Passing(Exception):
    """Something that may go better in a moment: what happened, and when to try again."""

    def __init__(self, problem: str, after: float | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.after = after


class Unreached(InputError):
    """There is no way to the server; once it sent something, that may be over in a moment."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Redirects are followed, but none from https to http, where anybody may change what is sent."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if req.type == "https" and urlsplit(newurl).scheme != "https":
            raise InputError(
                _("leads from https to an address that is not safe: {address}", address=newurl[:200]),
                _("give that address if you trust it"),
                path=req.full_url,
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@contextmanager
def answered(
    url: str, headers: Mapping[str, str] | None = None, timeout: float = TIMEOUT
) -> Iterator[http.client.HTTPResponse | int]:
    """What a server answers; where there is no such range, how many bytes there are (0 if it does not say).

    Raises:
        InputError: it says no, or cannot be reached.
        Passing: it may say something else in a moment.
    """
    asked = {**_ABOUT_US, **(headers or {})}
    opener = urllib.request.build_opener(_Redirects())
    try:
        answer = opener.open(urllib.request.Request(url, headers=asked), timeout=timeout)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 416 and "Range" in asked:
                whole = _WHOLE.fullmatch(error.headers.get("Content-Range", "").strip())
                yield int(whole[1]) if whole else 0
                return
            problem = _("the server says {code} {reason}", code=error.code, reason=error.reason)
            if error.code in _PASSING:
                after = error.headers.get("Retry-After", "")
                raise Passing(problem, float(after) if after.isdecimal() else None) from None
            raise InputError(problem, _remedy(error.code), path=url) from None
    except urllib.error.URLError as error:
        raise _unreached(url, error.reason) from None
    except (OSError, http.client.HTTPException) as error:
        raise _unreached(url, error) from None
    except (ValueError, UnicodeError):
        raise InputError(_("is no address that a server would understand"), _("check it"), path=url) from None
    with answer:
        yield answer


def _remedy(code: int) -> str:
    if code in (404, 410):
        return _("check the address")
    if code in (401, 403, 407):
        return _("it is not for everybody: download it by other means and give the file")
    return _("nothing can be done from here")


def _unreached(url: str, reason: object) -> Exception:
    """What it is that keeps from a server, in one line."""
    host = urlsplit(url).hostname or url
    if isinstance(reason, socket.gaierror):
        return Unreached(
            _("no network, or no host called {host}", host=host),
            _("check the connection and the address; local files are read without a network"),
            path=url,
        )
    if isinstance(reason, ssl.SSLCertVerificationError):
        return InputError(
            _(
                "the certificate of {host} is not to be trusted ({problem})",
                host=host,
                problem=reason.verify_message,
            ),
            _("check the address"),
            path=url,
        )
    if isinstance(reason, ConnectionRefusedError):
        return Unreached(
            _("{host} takes no connections", host=host), _("check the address, or try later"), path=url
        )
    if isinstance(reason, TimeoutError):
        return Passing(_("{host} does not answer", host=host))
    if isinstance(reason, OSError) and not isinstance(reason, CONNECTION):
        return Unreached(
            _("{host} cannot be reached ({problem})", host=host, problem=reason.strerror or reason),
            _("check the network; local files are read without one"),
            path=url,
        )
    if isinstance(reason, (http.client.HTTPException, *CONNECTION)):
        return Passing(_("the connection broke"))
    return InputError(
        _("{host} cannot be reached ({problem})", host=host, problem=reason), _("check the address"), path=url
    )


def small(url: str, limit: int = 1 << 20) -> str:
    """The text of a small file; "" where there is none, or no network."""
    try:
        with answered(url, timeout=10.0) as answer:
            data = b"" if isinstance(answer, int) else answer.read(limit + 1)
    except (InputError, Passing, OSError, http.client.HTTPException):
        return ""
    return data.decode("utf-8", "replace") if len(data) <= limit else ""
