"""Every regular expression of ours against long strings made to hurt it: each stays about as quick as the text is long."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import crm

LENGTH = 100_000  # in `make endure`
LENGTH_IN_SHORT = 20_000
_LONGEST_S = 1.0  # of processor time; what tries again from each letter takes many times as long
_BOUNDED = {
    "crm.formats.vcard.properties._DATA",  # looks at 200 characters only, and each part begins with ;
    "crm.formats.calendar.meeting_kinds._WORD",  # as the next one
    "crm.capture.tokens._PATTERN",  # each repeated part begins with a mark that the part itself cannot hold
}


def patterns() -> Iterator[tuple[str, "re.Pattern[Any]"]]:
    for module in pkgutil.walk_packages(crm.__path__, "crm."):
        if ".migrations" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(_within(value)):
                yield f"{module.name}.{name}{number or ''}", pattern


def _within(value: object) -> Iterator["re.Pattern[Any]"]:
    """By itself, or in a table of them."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _within(one)
    elif isinstance(value, dict):
        yield from _within(list(value.values()))


PATTERNS = dict(patterns())


def attacks(pattern: "re.Pattern[Any]", length: int) -> Iterator[Any]:
    """Runs of each kind of letter, almost-matches of the pattern's own letters, and both with a wrong end."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    words = [word for word in re.findall(r"[A-Za-z0-9;:=,./_$!<>#@+-]+", text) if len(word) < 30][:12]
    for piece in {*'a1 \t;:=,.-x#\n\\"^<(@/', "a1", "a ", "1 ", ";a", "a;", "a,", "a.", "\r\n", "aé", *words}:
        attack = (piece * (length // len(piece) + 1))[:length] + "!\n"
        yield attack if isinstance(pattern.pattern, str) else attack.encode()


@pytest.mark.parametrize(
    "name",
    [name for name in PATTERNS if name.startswith(("crm.formats.", "crm.importing.", "crm.exporting."))],
)
def test_no_text_makes_a_pattern_slow(name: str) -> None:
    if name not in _BOUNDED:
        _attack(name, LENGTH_IN_SHORT)


@pytest.mark.endure
@pytest.mark.parametrize("name", [name for name in PATTERNS if name not in _BOUNDED])
def test_no_long_text_makes_a_pattern_slow(name: str) -> None:
    _attack(name, LENGTH)


def _attack(name: str, length: int) -> None:
    pattern = PATTERNS[name]
    for attack in attacks(pattern, length):
        started = time.process_time()
        pattern.search(attack)
        pattern.fullmatch(attack)
        spent = time.process_time() - started
        assert spent < _LONGEST_S, (name, attack[:60], spent)


@pytest.mark.parametrize("name", [name for name in PATTERNS if name not in _BOUNDED])
def test_no_pattern_repeats_a_repetition_without_end(name: str) -> None:
    pattern = PATTERNS[name]
    assert not _nested(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE), False), pattern.pattern


def test_there_are_patterns_to_try() -> None:
    assert {"crm.matching.phones._EXTENSION", "crm.text.date_formats._DATE", *_BOUNDED} <= PATTERNS.keys()


def _nested(parsed: Any, inside: bool) -> bool:
    """Whether an endless repetition stands in another one."""
    for operation, value in parsed:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, most, body = value
            endless = most is _parser.MAXREPEAT
            if (endless and inside) or _nested(body, inside or endless):
                return True
        elif name == "BRANCH":
            if any(_nested(branch, inside) for branch in value[1]):
                return True
        elif name in ("SUBPATTERN", "ASSERT", "ASSERT_NOT") and _nested(value[-1], inside):
            return True
    return False
