"""A note written in Markdown, shown as plain words."""

import pytest

from crm.text.markdown_marks import without_signs


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**Second shop**: on *hold*", "Second shop: on hold"),
        ("# Leith\n\n> ten years", "Leith\n\nten years"),
        ("- market on [5 December](leith.example)", "- market on 5 December"),
        ("[words](javascript:alert)", "words"),
        ("see https://leith.example/a.", "see https://leith.example/a."),
        ("`a*b*c` and 2 * 3 * 4", "`a*b*c` and 2 * 3 * 4"),
        ("", ""),
    ],
)
def test_the_signs_go_and_the_words_stay(written: str, shown: str) -> None:
    assert without_signs(written) in (shown, shown.replace("`", ""))
