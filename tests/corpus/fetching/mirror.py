"""A mirror on this machine: a real HTTP server with ranges, and with every fault a download can meet."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Mirror:
    """What it has and how it behaves.

    Attributes:
        files: content by path.
        ranges: whether parts are sent.
        etags: whether it says which version a file is.
        dates: whether it says when a file changed.
        breaks: for one answer after the other, after how many bytes the connection breaks.
        answers: statuses that come before any real answer, one a request.
        headers: that come with those.
        shift: bytes by which the parts it sends are wrong.
        moved: from one path to another address.
        slow: seconds between pieces of 1 KB.
        chunked: send without saying how much it is.
        requests: what was asked for: (path, Range).
    """

    files: dict[str, bytes] = field(default_factory=dict)
    ranges: bool = True
    etags: bool = True
    dates: bool = False
    breaks: list[int] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    shift: int = 0
    moved: dict[str, str] = field(default_factory=dict)
    slow: float = 0.0
    chunked: bool = False
    requests: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""

    def asked(self, path: str) -> list[str]:
        """The ranges that were asked for of a file, one a request."""
        return [given for name, given in self.requests if name == path]


@contextmanager
def serving(mirror: Mirror) -> Iterator[str]:
    """The address of the mirror, as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            asked = self.headers.get("Range", "")
            mirror.requests.append((self.path, asked))
            self.close_connection = True
            if self.path in mirror.moved:
                self._plain(302, {"Location": mirror.moved[self.path]})
            elif self.path not in mirror.files:
                self._plain(404)
            elif mirror.answers:
                self._plain(mirror.answers.pop(0), mirror.headers)
            else:
                self._file(asked)

        def _file(self, asked: str) -> None:
            data = mirror.files[self.path]
            etag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
            date = "Tue, 14 Nov 2023 22:13:20 GMT"
            version = {"ETag": etag} if mirror.etags else {}
            version |= {"Last-Modified": date} if mirror.dates else {}
            start = self._start(asked, etag, date)
            if start is not None and start >= len(data):
                self._plain(416, {"Content-Range": f"bytes */{len(data)}"})
            elif start is None:
                self._send(200, data, version)
            else:
                said = f"bytes {start + mirror.shift}-{len(data) - 1}/{len(data)}"
                self._send(206, data[start:], {**version, "Content-Range": said})

        def _start(self, asked: str, etag: str, date: str) -> int | None:
            found = re.fullmatch(r"bytes=(\d+)-", asked)
            condition = self.headers.get("If-Range", "")
            if not (mirror.ranges and found):
                return None
            known = {etag} if mirror.etags else set()
            known |= {date} if mirror.dates else set()
            return int(found[1]) if not condition or condition in known else None

        def _plain(self, status: int, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": "0", **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()

        def _send(self, status: int, data: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            if mirror.chunked:
                headers = {**headers, "Transfer-Encoding": "chunked"}
            else:
                headers = {**headers, "Content-Length": str(len(data))}
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            end = mirror.breaks.pop(0) if mirror.breaks else len(data) + 1
            try:
                for at in range(0, min(end, len(data)), 1024):
                    piece = data[at : min(at + 1024, end)]
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if mirror.chunked else piece)
                    if mirror.slow:
                        time.sleep(mirror.slow)
                if mirror.chunked and end > len(data):
                    self.wfile.write(b"0\r\n\r\n")
            except OSError:
                pass  # the other side went away

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    mirror.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield mirror.address
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
