"""What is typed after `goodturn`: options anywhere, refusals with the usage."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.commands.arguments import UsageError, data_dir, parse
from crm.commands.command_table import COMMANDS, help_text


@pytest.mark.parametrize(
    "argv",
    [
        ["--json", "--on", "2026-12-01", "--data-dir", "x", "log", "--dry-run", "Coffee with Ana"],
        ["log", "Coffee with Ana", "--dry-run", "--data-dir=x", "--on=2026-12-01", "--json"],
        ["--dry-run", "--json", "--data-dir", "x", "log", "--on", "2026-12-01", "--", "Coffee with Ana"],
    ],
)
def test_options_stand_before_or_after_the_command(argv: list[str]) -> None:
    request = parse(argv)
    assert request.command is COMMANDS["log"]
    assert request.words == ["Coffee with Ana"]
    assert (request.json, request.on, "dry-run" in request.switches) == (True, date(2026, 12, 1), True)
    assert data_dir(request, {"GOODTURN_DATA_DIR": "y"}) == "x"


def test_two_dashes_end_the_options() -> None:
    assert parse(["log", "--", "--json", "-x"]).words == ["--json", "-x"]
    assert parse(["log", "- a list item", "-"]).words == ["- a list item", "-"]


def test_the_environment_names_the_folder_where_no_option_does() -> None:
    assert data_dir(parse(["today"]), {"GOODTURN_DATA_DIR": "y"}) == "y"
    assert data_dir(parse(["today"]), {}) is None


@pytest.mark.parametrize(
    "argv",
    [
        ["log"], ["show"], ["set", "Ana"], ["merge", "1"], ["merge", "1", "2", "3"], ["today", "now"], ["snooze", "row"],
        ["--on", "tomorrow", "today"], ["today", "--on", "2026-02-30"], ["today", "--on", "0001-01-01"], ["--on", "9999-12-31", "today"], ["today", "--on"], ["today", "--loud"],
        ["show", "Ana", "--dry-run"], ["--dry-run"], ["today", "-x"], ["today", "--json=yes"], ["restore"],
    ],
)  # fmt: skip
def test_what_makes_no_request_is_refused_with_the_usage(argv: list[str]) -> None:
    with pytest.raises(UsageError) as refused:
        parse(argv)
    assert refused.value.usage.startswith("usage: goodturn")
    assert "\n" not in str(refused.value)


def test_the_help_names_every_command() -> None:
    assert all(f"  {name} " in help_text() for name in COMMANDS)


@given(
    st.lists(
        st.one_of(st.sampled_from([*COMMANDS, "--json", "--on", "--", "-"]), st.text(max_size=6)), max_size=6
    )
)
def test_any_words_are_a_request_or_a_refusal(argv: list[str]) -> None:
    refusal = ""
    try:
        request = parse(argv)
    except UsageError as refused:
        refusal = str(refused)
    assert refusal or request.command is None or len(request.words) >= request.command.least
