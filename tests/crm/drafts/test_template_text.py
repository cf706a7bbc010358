"""Fields of a template: found, refused with their place, and filled without leaving gaps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.drafts.template_text import UnknownField, fill_text, unknown_fields


@pytest.mark.parametrize(
    ("template", "values", "filled"),
    [
        ("{a},\n\n{b}\n\nJo", {"a": "Ana", "b": ""}, "Ana,\n\nJo"),
        ("Thanks {b}, Ana.", {"b": ""}, "Thanks, Ana."),
        ("Hello {b}.", {"b": ""}, "Hello."),
        ("{b} I would", {"b": ""}, "I would"),
        ("It was {b} good", {"b": ""}, "It was good"),
        ("As promised: {b}.", {"b": "the list."}, "As promised: the list."),
        ("He said {b}...", {"b": "so."}, "He said so...."),
        ("{a}", {"a": "{b} {{c}}"}, "{b} {{c}}"),
        ("a } and a { stay", {}, "a } and a { stay"),
        ("“{a}”", {"a": "the “best” shop"}, "“the ‘best’ shop”"),
        ("„{a}“", {"a": "gut"}, "„gut“"),
    ],
)
def test_a_template_is_filled(template: str, values: dict[str, str], filled: str) -> None:
    assert fill_text(template, values) == filled


def test_an_unknown_field_is_found_with_its_place() -> None:
    assert unknown_fields("{a}\n\nyes {bee} {a}", ["a"]) == [UnknownField("bee", 3, 5)]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Co"), exclude_characters="“”"), max_size=60))
def test_a_value_is_never_read_as_a_field_and_loses_no_word(value: str) -> None:
    filled = fill_text("Dear {a}; yours", {"a": value})
    assert filled.startswith("Dear")
    assert [word for word in value.split() if word not in filled] == []
