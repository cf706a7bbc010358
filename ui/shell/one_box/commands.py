"""Matching of typed text with commands: by menu entry, menu, and synonyms."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtGui import QAction

from crm.text.folding import fold
from ui.shell.actions import ACTIONS

_NOT_OFFERED = ("find", "menu", "back")  # not useful in the box itself, or faster by one key


_STOP_WORD_TEXT = """
a an the my me i you it to of for in on at as do does how can turn change make see show open go all
"""
_STOP_WORDS = frozenset(_STOP_WORD_TEXT.split())
"""Stop words of questions: how do I ..., turn on the ..., show me all ..."""


class Command(NamedTuple):
    """`also`: synonyms. A command that is not `always` offered needs a typed word."""

    name: str
    action: QAction
    also: str = ""
    always: bool = False

    @property
    def title(self) -> str:
        return self.action.text().replace("&&", "&")


def available_commands(
    actions: Mapping[str, QAction], of_page: Sequence[QAction], way: QAction
) -> list[Command]:
    """The shell's commands by name, the open page's, and the link at the bottom of the sidebar."""
    made = [
        *_of_shell(actions),
        *(Command(f"page {at}", action, "this page") for at, action in enumerate(of_page)),
    ]
    if way.isVisible():
        made.append(Command("way", way, "damage damaged trouble backup failed", always=True))
    return made


def _of_shell(actions: Mapping[str, QAction]) -> list[Command]:
    return [
        Command(entry.name, actions[entry.name], f"{entry.menu} {entry.also}", always=True)
        for entry in ACTIONS
        if entry.name not in _NOT_OFFERED
    ]


def matching_commands(text: str, commands: Iterable[Command]) -> list[Command]:
    """The commands in which each typed word begins a word; those with all of them in the title come first.

    If no command has all words, stop words such as "how do I" are ignored.
    """
    typed = fold(text).split()
    usable = [one for one in commands if one.action.isEnabled()]
    if not typed:
        return [one for one in usable if one.always]
    fits = _with_all_words(typed, usable)
    if not fits and (telling := [word for word in typed if word not in _STOP_WORDS]):
        fits = _with_all_words(telling, usable)
    return sorted(fits, key=lambda one: not _begins_all(typed, one.title))


def named_exactly(text: str, commands: Iterable[Command]) -> bool:
    """Whether the words of the text, stop words left out, all stand in one command that can be used."""
    typed = {word for word in fold(text).split() if word not in _STOP_WORDS}
    usable = (one for one in commands if one.action.isEnabled())
    return bool(typed) and any(typed <= set(_words(f"{one.title} {one.also}")) for one in usable)


def _with_all_words(typed: list[str], commands: list[Command]) -> list[Command]:
    return [one for one in commands if _begins_all(typed, f"{one.title} {one.also}")]


def _begins_all(typed: list[str], words: str) -> bool:
    known = _words(words)
    return all(any(word.startswith(part) for word in known) for part in typed)


def _words(text: str) -> list[str]:
    return fold(text).replace("…", " ").split()
