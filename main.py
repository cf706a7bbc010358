"""Goodturn: opens the window, or does what a command says and ends, without loading Qt."""

import gc
import os
import sys
from io import TextIOWrapper

from crm.version import VERSION

TYPE_CHECKING = (
    False  # typing, pathlib and dataclasses each take as long as Python's own start: not for --version
)
if TYPE_CHECKING:
    from pathlib import Path

    from crm.commands.arguments import Request


def main() -> int:
    """The exit status. Whatever is written belongs to the user alone."""
    os.umask(0o077)
    _speak_utf8()
    try:
        status = _begin(sys.argv[1:])
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # the reader of our output has closed it
        _hush()
        return 0
    except OSError as fault:
        _hush()
        print(f"The output could not be written ({fault.strerror}).", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        return _fail(fault)


def _fail(fault: Exception) -> int:
    """Ours to mend: the log says where; the user gets a sentence, and never the exception's own words."""
    from crm.fault_log.fault_description import describe, kind  # only where something is wrong

    if "crm.fault_log.log_handler" in sys.modules:
        import logging  # as above

        logging.getLogger("main").error("Not caught: %s", describe(fault))
    print(f"Goodturn failed here ({kind(fault)}). The history shows what was done.", file=sys.stderr)
    return 3


def _hush() -> None:
    """What is left in the buffer would be complained about once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Whatever the locale says: names come in every script, and JSON is UTF-8. A stream that is closed is empty."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115, PTH123 - open as long as we run; pathlib is slow to load
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115, PTH123
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _begin(argv: list[str]) -> int:
    if argv == ["--version"]:
        return _version()
    if argv[:1] == ["--child"]:
        from crm.children import run  # only what this program starts itself

        return run(argv[1:])
    from crm.commands.arguments import UsageError, parse  # inside: nothing may be loaded before the umask

    try:
        request = parse(argv)
        if "version" in request.switches:
            return _version()
        if "help" in request.switches:
            return _help(request)
        if request.command is not None:
            return _do(request, argv)
        return _open_window(request, _files(request))
    except UsageError as fault:
        from crm.commands.terminal_text import terminal_line  # only a refusal needs it

        print(terminal_line(str(fault)), fault.usage, sep="\n", file=sys.stderr)
        return 2


def _version() -> int:
    print(f"goodturn {VERSION}")
    return 0


def _help(request: "Request") -> int:
    from crm.commands.command_table import help_text  # words that a window never needs

    command = request.command
    print(f"usage: {command.usage}\n\n{command.does}" if command else help_text())
    return 0


def _do(request: "Request", argv: list[str]) -> int:
    from pathlib import Path

    gc.disable()  # a command ends before there is garbage worth a look through everything it made
    _keep_fault_log(request)
    from crm.commands.run_command import run_request  # a window does not run commands this way

    return run_request(
        request, argv, sys.stdin, sys.stdout, sys.stderr, os.environ, Path.cwd(), backs_up=True
    )


def _keep_fault_log(request: "Request") -> None:
    """What is logged from here on goes to the log file, and every exception not caught. It is not touched before."""
    from pathlib import Path

    from crm.commands.data_folders import fault_log_file  # inside, as in _begin
    from crm.fault_log.log_handler import install  # as above

    cwd = Path.cwd()
    install(lambda: fault_log_file(request, os.environ, cwd))


def _open_window(request: "Request", files: "list[Path]") -> int:
    if not _has_display():
        return _daily_list_as_text(request)
    from pathlib import Path

    from crm.clock import Clock  # a command brings its own
    from crm.commands.data_folders import book_folder  # a command finds its own
    from crm.errors import BookNotUsable  # beside its use

    folder = book_folder(request, os.environ, Path.cwd())
    try:
        if _another_came_forward(folder, files):
            return 0
    except BookNotUsable as fault:
        print(fault, file=sys.stderr)
        return 3
    _keep_fault_log(request)
    gc.disable()  # what is loaded now stays, and looking through it for garbage takes time; the window enables it
    try:
        from ui.application import run  # Qt: a command never loads it
    except ImportError as fault:
        if fault.name is None or not fault.name.startswith("PySide6"):
            raise
        print(f"The window cannot open here: {fault}. `make run` says what to install.", file=sys.stderr)
        return 3
    return run(folder, Clock(request.on), files, request.demo, "in-tray" in request.switches)


def _another_came_forward(folder: "Path", files: "list[Path]") -> bool:
    """Whether this book's window was open already; it shows itself, and the import preview of the files."""
    from crm.storage.folder import WINDOW  # inside, as in _begin
    from crm.storage.lock import is_held  # a window that was killed left its address, but not its lock

    if not (folder / WINDOW).is_file() or not is_held(folder / "goodturn.lock"):
        return False
    from crm.commands.handover import raise_window  # sockets: only where a window has left its address

    return raise_window(folder, files)


def _files(request: "Request") -> "list[Path]":
    """The files to open, as a double click names them."""
    from pathlib import Path

    from crm.commands.arguments import UsageError  # inside, as in _begin

    files = [Path.cwd() / word for word in request.words]
    for word, file in zip(request.words, files, strict=True):
        if not file.exists():
            raise UsageError(f"“{word}” is neither a command nor a file.")
    return files


def _has_display() -> bool:
    asked = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in asked)


def _daily_list_as_text(request: "Request") -> int:
    print("There is no display to open a window on; this is today's list of the sample book.\n")
    return _begin(["--demo", "today", *(f"--{name}={value}" for name, value in request.values.items())])


def _end(status: int) -> None:
    """Of a command, without taking apart object by object what goes with the process anyway: its files are closed.
    A window ends in order, as threads of it may still be writing."""
    if "ui" in sys.modules:
        sys.exit(status)
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    _end(main())
