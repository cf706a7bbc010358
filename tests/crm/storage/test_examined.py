"""What an examination found travels from a child process as JSON, and nothing else is taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.examination import Examined, Finding

FINDINGS = st.builds(
    Finding, st.sampled_from(["changed", "file", "step"]), st.text(), st.text(), st.none() | st.integers()
)


@given(st.lists(FINDINGS), st.integers(0), st.dictionaries(st.text(), st.integers()))
def test_what_was_found_arrives_as_it_was_sent(
    findings: list[Finding], people: int, rows: dict[str, int]
) -> None:
    sent = Examined(tuple(findings), people=people, rows=rows, totals={"person": "00ff"}, seconds=0.25)
    assert Examined.from_json(sent.as_json()) == sent


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"findings": [["odd", "", "", null]]}', '{"findings": 1}'])
def test_anything_else_is_no_result(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Examined.from_json(text)
