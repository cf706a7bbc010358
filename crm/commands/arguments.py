"""Parsing of the command line into a Request. Global options may precede or follow the command; `--` ends the
options.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from crm.commands.command_table import COMMANDS, Command
from crm.errors import NotUnderstood

_SWITCHES = {"demo", "json", "in-tray", "help", "version"}
_VALUES = {"data-dir", "on"}
_FIRST_YEAR, _LAST_YEAR = 1000, 9000  # date arithmetic must stay within the calendar
_SHORT = {"-h": "help", "-V": "version"}
_TEXT_FROM = {
    "plan": 0,
    "log": 0,
    "done": 1,
}  # index of the word with which the text of these commands begins


class Request:
    """A parsed command line. `words` follow the command; without a command they are files to open."""

    def __init__(self) -> None:
        self.command: Command | None = None
        self.words: list[str] = []
        self.switches: set[str] = set()
        self.values: dict[str, str] = {}
        self.on: date | None = None

    @property
    def json(self) -> bool:
        return "json" in self.switches

    @property
    def demo(self) -> bool:
        return "demo" in self.switches

    @property
    def reads_standard_input(self) -> bool:
        """Whether the text is a lone `-`: the dash in `log Coffee with Ana - great talk` is text."""
        name = self.command.name if self.command else ""
        return name in _TEXT_FROM and self.words[_TEXT_FROM[name] :] == ["-"]

    @property
    def only_reads(self) -> bool:
        """Whether the command never writes the book, so that it works on a read-only one."""
        return self.command is not None and (
            (self.command.reads and not self.repairs)
            or "dry-run" in self.switches
            or self.copies_elsewhere
            or self.shows_brief
        )

    @property
    def copies_elsewhere(self) -> bool:
        """Whether it is a backup to a file of the user's, which leaves the book's folder unchanged."""
        return self.command == COMMANDS["backup"] and bool(self.words)

    @property
    def shows_brief(self) -> bool:
        """Whether it is a brief without FIELD=VALUE, which changes nothing."""
        return self.command == COMMANDS["brief"] and not any("=" in word for word in self.words[1:])

    @property
    def writes_file(self) -> str | None:
        """The file outside the book that the command will write, if any."""
        if self.command == COMMANDS["export"] and self.words and self.words[0] != "-":
            return self.words[0]
        return self.values.get("pdf") if self.command == COMMANDS["brief"] else None

    @property
    def repairs(self) -> bool:
        """Whether it repairs a damaged book, which is opened nevertheless."""
        return not self.switches.isdisjoint({"accept", "put-right"}) and self.command == COMMANDS["check"]


class UsageError(NotUnderstood):
    """The command line cannot be parsed; `usage` shows the right form."""

    def __init__(self, sentence: str, command: Command | None = None) -> None:
        super().__init__(sentence)
        self.usage = f"usage: {command.usage}" if command else _GENERAL


_GENERAL = (
    "usage: goodturn [--data-dir DIR] [--on DATE] [--demo] [COMMAND ...] [--json]\ncommands: "
    + ", ".join(COMMANDS)
)


def parse(argv: Sequence[str]) -> Request:
    """Raises UsageError."""
    request = Request()
    rest = list(argv)
    options = True
    while rest:
        word = rest.pop(0)
        if options and word == "--":
            options = False
        elif options and (word.startswith("--") or re.fullmatch(r"-[A-Za-z]+", word)):
            _take_option(request, word, rest)
        elif request.command is None and not request.words and word in COMMANDS:
            request.command = COMMANDS[word]
        else:
            request.words.append(word)
    _check_request(request)
    return request


def _take_option(request: Request, word: str, rest: list[str]) -> None:
    name, equals, value = word.removeprefix("--").partition("=")
    name = _SHORT.get(word, name)
    command = request.command
    switches = _SWITCHES | set(command.switches if command else ())
    values = _VALUES | set(command.values if command else ())
    if name in switches and not equals:
        request.switches.add(name)
    elif name in values:
        if not equals and not rest:
            raise UsageError(f"--{name} lacks its value.", command)
        request.values[name] = value if equals else rest.pop(0)
    else:
        # An option of the command may precede it: find the command first.
        ahead = next((COMMANDS[one] for one in rest if one in COMMANDS), None) if command is None else None
        if ahead is None:
            raise UsageError(f"There is no option {word}.", command)
        rest.remove(ahead.name)
        request.command = ahead
        _take_option(request, word, rest)


def _check_request(request: Request) -> None:
    if "on" in request.values:
        request.on = _date(request)
    command = request.command
    if command is None or request.switches & {"help", "version"}:
        return
    if len(request.words) < command.least or (command.most is not None and len(request.words) > command.most):
        raise UsageError(f"{command.name} takes {command.takes or 'nothing more'}.", command)


def _date(request: Request) -> date:
    text = request.values["on"]
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"“{text}” is no date. Write --on YYYY-MM-DD.", request.command) from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise UsageError(f"--on {text}: Goodturn counts from {_FIRST_YEAR} to {_LAST_YEAR}.", request.command)
    return day


def data_dir(request: Request, environ: Mapping[str, str]) -> str | None:
    """The folder given by option or environment, None for the default."""
    return request.values.get("data-dir") or environ.get("GOODTURN_DATA_DIR") or None
