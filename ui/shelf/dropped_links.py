"""Links in what was dropped or pasted: a browser's tab, a link of a page, a list of addresses, or plain text."""

from html.parser import HTMLParser
from typing import NamedTuple

from PySide6.QtCore import QMimeData

from crm.shelf.links import is_link
from crm.text.typed_text import line

_MOZILLA = "text/x-moz-url"
_MOST = 50  # links of one drop
_LONGEST_TEXT = 100_000


class DroppedLink(NamedTuple):
    url: str
    title: str = ""


def links_in(mime: QMimeData) -> list[DroppedLink]:
    """The first of the forms that holds links; browsers offer several of the same link."""
    for found in (_of_mozilla(mime), _of_addresses(mime), _of_html(mime), _of_text(mime)):
        if found:
            return list(dict.fromkeys(found))[:_MOST]
    return []


def _of_mozilla(mime: QMimeData) -> list[DroppedLink]:
    """Address and title in turn, each on its line, in UTF-16."""
    if not mime.hasFormat(_MOZILLA):
        return []
    text = bytes(mime.data(_MOZILLA).data()).decode("utf-16-le", "replace").lstrip("\ufeff").rstrip("\0")
    parts = text.splitlines()[: 2 * _MOST]
    titles = [*parts[1::2], ""]
    return [_named(url, title) for url, title in zip(parts[::2], titles, strict=False) if is_link(url)]


def _of_addresses(mime: QMimeData) -> list[DroppedLink]:
    """With the title that the same link has as HTML, where that is given, too."""
    titles = {one.url: one.title for one in _of_html(mime)}
    addresses = [url.toString() for url in mime.urls() if url.scheme() in ("http", "https")]
    return [_named(url, titles.get(url, "")) for url in addresses if is_link(url)]


def _of_html(mime: QMimeData) -> list[DroppedLink]:
    if not mime.hasHtml():
        return []
    parser = _LinkParser()
    parser.feed(mime.html()[:_LONGEST_TEXT])
    return [_named(one.url, one.title) for one in parser.found if is_link(one.url)]


def _of_text(mime: QMimeData) -> list[DroppedLink]:
    """Lines that are links; a sentence that holds one is not."""
    lines = mime.text()[:_LONGEST_TEXT].split("\n") if mime.hasText() else []
    filled = [one.strip() for one in lines if one.strip()]
    return [DroppedLink(one) for one in filled] if all(is_link(one) for one in filled) else []


def _named(url: str, title: str) -> DroppedLink:
    """A title that is the address again is none."""
    title = line(title)
    return DroppedLink(url.strip(), "" if is_link(title) else title)


class _LinkParser(HTMLParser):
    """The links of a piece of HTML with their texts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[DroppedLink] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        url = dict(attrs).get("href") if tag == "a" else None
        if url and url.startswith(("http://", "https://")):
            self.found.append(DroppedLink(url))
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "a"

    def handle_data(self, data: str) -> None:
        if self._inside:
            last = self.found[-1]
            self.found[-1] = last._replace(title=last.title + data)
