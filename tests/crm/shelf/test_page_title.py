"""Fetching a page's title, against a real server on this machine."""

from collections.abc import Iterator

import pytest

from crm.errors import FileNotRead
from crm.shelf.page_title import fetch_title
from tests.crm.shelf.web_server import Server, running_server


@pytest.fixture
def server() -> Iterator[Server]:
    with running_server() as running:
        yield running


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/plain", "How small brands price"),
        ("/escaped", "Tea & trade – été"),
        ("/named", "Café"),
        ("/meta", "Привет"),
        ("/equiv", "価格"),
        ("/utf8", "Für Läden"),
        ("/latin", "Für Läden"),
        ("/mark", "Zürich"),
        ("/wrong-charset", "Zürich"),
        ("/drawing", "The page"),
        ("/long", "a" * 300),
        ("/über uns".replace(" ", "%20"), "About"),
        ("/to/plain", "How small brands price"),
    ],
)
def test_the_title_is_read_in_the_charset_of_the_page(server: Server, path: str, title: str) -> None:
    assert fetch_title(server.base + path) == title


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/none", "no title"),
        ("/picture", "no title"),
        ("/far", "no title"),
        ("/missing", "error 404"),
        ("/round", "error 302|not be reached"),
        ("/file", "error 302|not be reached"),
    ],
)
def test_what_gives_no_title_is_told_in_a_sentence(server: Server, path: str, sentence: str) -> None:
    with pytest.raises(FileNotRead, match=sentence):
        fetch_title(server.base + path)


def test_a_page_that_does_not_answer_is_given_up(server: Server) -> None:
    with pytest.raises(FileNotRead, match="could not be reached"):
        fetch_title(server.base + "/slow", seconds=0.2)


def test_one_request_is_made_and_no_cookie_is_carried_on(server: Server) -> None:
    fetch_title(server.base + "/plain?a=b#part")
    fetch_title(server.base + "/to/to/plain")
    assert [path for _, path, _ in server.requests] == ["/plain?a=b", "/to/to/plain", "/to/plain", "/plain"]
    assert {cookie for _, _, cookie in server.requests} == {None}


@pytest.mark.parametrize(
    "url", ["", "a book", "file:///etc/passwd", "ftp://a.example/x", "javascript:alert(1)"]
)
def test_only_web_pages_are_asked(url: str) -> None:
    with pytest.raises(FileNotRead, match="no link"):
        fetch_title(url)


def test_a_closed_port_is_told_in_a_sentence(server: Server) -> None:
    gone = server.base
    server.shutdown()
    server.server_close()
    with pytest.raises(FileNotRead, match="could not be reached"):
        fetch_title(gone + "/plain", seconds=1)
