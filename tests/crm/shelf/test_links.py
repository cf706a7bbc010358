"""Which links are the same page, by hand-written pairs and by generated ones."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.shelf.links import is_link, url_key, whole_link
from tests.crm.shelf.link_pairs import DIFFERENT, LINKS, NO_LINKS, SAME
from tests.crm.shelf.link_spellings import Link, near_links, pages, spellings


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_page_are_the_same_link(one: str, other: str) -> None:
    assert url_key(one) == url_key(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_pages_that_look_alike_are_not_the_same_link(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize("text", NO_LINKS)
def test_what_is_no_web_link_has_no_key(text: str) -> None:
    assert (url_key(text), whole_link(text)) == ("", "")


@pytest.mark.parametrize("text", LINKS)
def test_a_dotted_host_is_a_link_without_its_scheme(text: str) -> None:
    assert is_link(text)
    assert whole_link(text).startswith(("http://", "https://"))
    assert url_key(whole_link(text)) == url_key(text)


@given(st.data(), pages())
@settings(max_examples=1000)
def test_a_page_has_one_key_however_its_link_is_spelled(data: st.DataObject, page: Link) -> None:
    one, other = data.draw(spellings(page)), data.draw(spellings(page))
    assert url_key(one) == url_key(other) != "", (one, other)


@given(st.data(), pages())
@settings(max_examples=1000)
def test_a_page_beside_another_has_its_own_key(data: st.DataObject, page: Link) -> None:
    near = data.draw(near_links(page))
    one, other = data.draw(spellings(page)), data.draw(spellings(near))
    assert url_key(one) != url_key(other), (one, other)


@given(
    st.text(max_size=60),
    st.sampled_from([str, lambda text: f"https://{text}", lambda text: f"a.example/{text}"]),
)
def test_any_text_has_a_key_or_none(text: str, put: Callable[[str], str]) -> None:
    assert bool(url_key(put(text))) == is_link(put(text))
