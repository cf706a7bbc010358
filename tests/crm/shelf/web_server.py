"""A web server of this machine with a few pages, for fetching their titles."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import unquote

HTML = "text/html"
PAGES: dict[str, tuple[str, bytes]] = {
    "/plain": (HTML, b"<html><head><title> How small\n brands  price </title></head>"),
    "/escaped": (HTML, b"<title>Tea &amp; trade &#8211; &eacute;t&eacute;</title>"),
    "/named": ("text/html; charset=iso-8859-1", b"<title>Caf\xe9</title>"),
    "/meta": (HTML, b'<meta charset="windows-1251"><title>\xcf\xf0\xe8\xe2\xe5\xf2</title>'),
    "/equiv": (
        HTML,
        '<meta http-equiv="Content-Type" content="text/html; charset=shift_jis"><title>価格</title>'.encode(
            "shift_jis"
        ),
    ),
    "/utf8": (HTML, "<title>Für Läden</title>".encode()),
    "/latin": (HTML, b"<title>F\xfcr L\xe4den</title>"),
    "/mark": (HTML, b"\xff\xfe" + "<title>Zürich</title>".encode("utf-16-le")),
    "/wrong-charset": ("text/html; charset=no-such", "<title>Zürich</title>".encode()),
    "/drawing": (HTML, b"<svg><title>Logo</title></svg><title>The page</title><title>Another</title>"),
    "/long": (HTML, b"<title>" + b"a" * 5000 + b"</title>"),
    "/none": (HTML, b"<p>No title here</p>"),
    "/picture": ("image/png", b"<title>Not a page</title>"),
    "/far": (HTML, b" " * 3_000_000 + b"<title>Too far</title>"),
    "/über uns": (HTML, b"<title>About</title>"),
}


class Server(ThreadingHTTPServer):
    """Notes every request. `/slow` answers only when the test is over."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.requests: list[tuple[str, str, str | None]] = []
        self.over = Event()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Pages(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.requests.append((self.command, self.path, self.headers.get("Cookie")))
        path = unquote(self.path.partition("?")[0])
        if path == "/slow":
            self.server.over.wait(30)
        if path.startswith("/to/"):
            self._answer(302, [("Location", path.removeprefix("/to")), ("Set-Cookie", "a=b")], b"")
        elif path == "/round":
            self._answer(302, [("Location", "/round")], b"")
        elif path == "/file":
            self._answer(302, [("Location", "file:///etc/passwd")], b"")
        elif path in PAGES:
            self._answer(200, [("Content-Type", PAGES[path][0])], PAGES[path][1])
        else:
            self._answer(404, [("Content-Type", HTML)], b"<title>Not found</title>")

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        with suppress(ConnectionError):  # the reader may have had enough
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the console."""


@contextmanager
def running_server() -> Iterator[Server]:
    with Server() as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.over.set()
        running.shutdown()
        thread.join()
