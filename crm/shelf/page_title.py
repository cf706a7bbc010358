"""Fetches the title of a web page, only when the user asks for it: one request, nothing else of the page is kept."""

import re
import ssl
import time
from html.parser import HTMLParser
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from crm.errors import FileNotRead
from crm.shelf.links import whole_link
from crm.text.typed_text import line

_SECONDS = 6.0
_BYTES = 512 * 1024
_LONGEST = 300  # characters of a title
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class _FewRedirects(HTTPRedirectHandler):
    """urllib follows them within the web only."""

    max_redirections = 5
    max_repeats = 2


def fetch_title(url: str, seconds: float = _SECONDS) -> str:
    """Raises FileNotRead with one sentence if the page does not answer in time, or has no title."""
    address = whole_link(url)
    if not address:
        raise FileNotRead("This is no link to a web page. Write a title of your own.")
    try:
        title = _title_in(*_first_bytes(_in_ascii(address), seconds))
    except HTTPError as refusal:
        with refusal:
            raise FileNotRead(
                f"The page answered with error {refusal.code}. Nothing was changed; write a title of your own."
            ) from None
    except (OSError, HTTPException, ValueError):
        raise FileNotRead(
            "The page could not be reached. Nothing was changed; try again later, or write a title of your own."
        ) from None
    if not title:
        raise FileNotRead("The page gives no title. Nothing was changed; write a title of your own.")
    return title


def _in_ascii(address: str) -> str:
    """Host and path as a request can carry them."""
    parts = urlsplit(address)
    host = (
        (parts.hostname or "").encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    )
    port = f":{parts.port}" if parts.port and not parts.netloc.isascii() else ""
    safe = "!$&'()*+,;=:@/%~?"
    return urlunsplit((parts.scheme, host + port, quote(parts.path, safe), quote(parts.query, safe), ""))


def _first_bytes(address: str, seconds: float) -> tuple[bytes, str]:
    """The beginning of the page, and the charset its server names."""
    end = time.monotonic() + seconds
    request = Request(address, headers={"User-Agent": "Goodturn", "Accept": "text/html"})
    with _opener().open(request, timeout=seconds) as answer:
        if not answer.headers.get_content_type().endswith(("html", "html+xml", "xhtml+xml")):
            return b"", ""
        read = bytearray()
        while len(read) < _BYTES and (portion := answer.read1(16 * 1024)):
            read += portion
            if b"</title" in read.lower() or time.monotonic() > end:
                break
        return bytes(read), answer.headers.get_content_charset() or ""


def _opener() -> OpenerDirector:
    """The web only, without cookies, files or credentials."""
    made = OpenerDirector()
    secure = HTTPSHandler(context=ssl.create_default_context())
    for handler in (
        ProxyHandler(),
        HTTPHandler(),
        secure,
        _FewRedirects(),
        HTTPErrorProcessor(),
        HTTPDefaultErrorHandler(),
    ):
        made.add_handler(handler)
    return made


def _title_in(page: bytes, charset: str) -> str:
    parser = _TitleParser()
    parser.feed(_decoded(page, charset))
    return line(parser.title)[:_LONGEST]


def _decoded(page: bytes, charset: str) -> str:
    """By its byte order mark, the server, or the page itself; else UTF-8, else Windows' Latin letters."""
    marked = next((name for mark, name in _MARKS if page.startswith(mark)), "")
    named = _CHARSET.search(page[:4096])
    for name in (marked, charset, named[1].decode("ascii") if named else "", "utf-8"):
        try:
            if name:
                return page.decode(
                    name, "strict" if name == "utf-8" and not marked and not charset else "replace"
                )
        except (LookupError, UnicodeDecodeError):
            continue
    return page.decode("cp1252", "replace")


class _TitleParser(HTMLParser):
    """The first title of the head; titles inside drawings are none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self._inside = self._found = False
        self._drawings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._drawings += tag == "svg"
        self._inside = tag == "title" and not self._drawings and not self._found

    def handle_endtag(self, tag: str) -> None:
        self._drawings -= tag == "svg" and self._drawings > 0
        if tag == "title" and self._inside:
            self._inside, self._found = False, True

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.title += data
