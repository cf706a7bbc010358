"""Goodturn's entry point: opens the window, or runs a command without loading Qt.

Imports stand inside functions, because each start loads only what it needs: `--version` nearly nothing, a
command no Qt, and nothing of ours before the umask is set.
"""

import gc
import os
import sys
from io import TextIOWrapper

from crm.version import VERSION

TYPE_CHECKING = False  # importing typing, pathlib or dataclasses takes as long as starting Python
if TYPE_CHECKING:
    from pathlib import Path

    from crm.commands.arguments import Request


def main() -> int:
    """Run the program with the arguments of this process; returns the exit status."""
    os.umask(0o077)  # every file is private to the user
    _use_utf8()
    try:
        status = _run(sys.argv[1:])
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # the reader of our output has closed it
        _discard_output()
        return 0
    except OSError as fault:
        _discard_output()
        print(f"The output could not be written ({fault.strerror}).", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        return _report_bug(fault)


def _use_utf8() -> None:
    """UTF-8 whatever the locale: names are in every script, and JSON is UTF-8. A closed stream becomes empty."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115, PTH123 - open until the end; pathlib is slow to load
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115, PTH123
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _run(argv: list[str]) -> int:
    if argv[:1] == ["--child"]:
        from crm.children import run  # only for processes that this program starts itself

        return run(argv[1:])
    if argv == ["--version"]:
        return _print_version()
    from crm.commands.arguments import UsageError, parse  # see the module docstring

    try:
        request = parse(argv)
        if "version" in request.switches:
            return _print_version()
        if "help" in request.switches:
            return _print_help(request)
        if request.command is not None:
            return _run_command(request, argv)
        return _open_window(request)
    except UsageError as fault:
        from crm.commands.terminal_text import terminal_line  # only for an error

        print(terminal_line(str(fault)), fault.usage, sep="\n", file=sys.stderr)
        return 2


def _print_version() -> int:
    print(f"goodturn {VERSION}")
    return 0


def _print_help(request: "Request") -> int:
    from crm.commands.command_table import help_text  # not needed by a window

    command = request.command
    print(f"usage: {command.usage}\n\n{command.does}" if command else help_text())
    return 0


def _run_command(request: "Request", argv: list[str]) -> int:
    from pathlib import Path

    gc.disable()  # a command ends before collecting garbage would pay
    _install_fault_log(request)
    from crm.commands.run_command import run_request  # not needed by a window

    return run_request(
        request, argv, sys.stdin, sys.stdout, sys.stderr, os.environ, Path.cwd(), backs_up=True
    )


def _open_window(request: "Request") -> int:
    files = _files_to_open(request)
    if not _has_display():
        return _print_sample_list(request)
    from pathlib import Path

    from crm.commands.data_folders import book_folder  # see the module docstring
    from crm.errors import BookNotUsable  # see the module docstring

    folder = book_folder(request, os.environ, Path.cwd())
    try:
        if _raise_open_window(folder, files):
            return 0
    except BookNotUsable as fault:
        print(fault, file=sys.stderr)
        return 3
    return _run_window(request, folder, files)


def _files_to_open(request: "Request") -> "list[Path]":
    """The files named on the command line, as by a double click. Raises UsageError for a missing one."""
    from pathlib import Path

    from crm.commands.arguments import UsageError  # see the module docstring

    files = [Path.cwd() / word for word in request.words]
    for word, file in zip(request.words, files, strict=True):
        if not file.exists():
            raise UsageError(f"“{word}” is neither a command nor a file.")
    return files


def _has_display() -> bool:
    variables = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in variables)


def _print_sample_list(request: "Request") -> int:
    print("There is no display to open a window on; this is today's list of the sample book.\n")
    return _run(["--demo", "today", *(f"--{name}={value}" for name, value in request.values.items())])


def _raise_open_window(folder: "Path", files: "list[Path]") -> bool:
    """Whether this book's window was open already; it comes to the front and previews the files."""
    from crm.storage.folder import WINDOW  # see the module docstring
    from crm.storage.lock import is_held  # a killed window leaves its address, but not its lock

    if not (folder / WINDOW).is_file() or not is_held(folder / "goodturn.lock"):
        return False
    from crm.commands.handover import raise_window  # sockets: only where a window has left its address

    return raise_window(folder, files)


def _run_window(request: "Request", folder: "Path", files: "list[Path]") -> int:
    from crm.clock import Clock  # see the module docstring

    _install_fault_log(request)
    gc.disable()  # what is imported now stays; the window enables the collector
    try:
        from ui.application import run  # imports Qt
    except ImportError as fault:
        if fault.name is None or not fault.name.startswith("PySide6"):
            raise
        print(f"The window cannot open here: {fault}. `make run` says what to install.", file=sys.stderr)
        return 3
    return run(folder, Clock(request.on), files, request.demo, "in-tray" in request.switches)


def _install_fault_log(request: "Request") -> None:
    """From now on, log records and uncaught exceptions go to the log file."""
    from pathlib import Path

    from crm.commands.data_folders import fault_log_file  # see the module docstring
    from crm.fault_log.log_handler import install  # see the module docstring

    cwd = Path.cwd()
    install(lambda: fault_log_file(request, os.environ, cwd))


def _report_bug(fault: Exception) -> int:
    """Log an unexpected exception; the user gets a sentence without the text of the exception."""
    from crm.fault_log.fault_description import describe, kind  # only after a failure

    if "crm.fault_log.log_handler" in sys.modules:
        import logging

        logging.getLogger("main").error("Not caught: %s", describe(fault))
    print(f"Goodturn failed here ({kind(fault)}). The history shows what was done.", file=sys.stderr)
    return 3


def _discard_output() -> None:
    """Otherwise Python would complain at its end about output that is still buffered."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _exit(status: int) -> None:
    """End a command without destroying its objects one by one: its files are closed. A window ends in order,
    as its threads may still be writing.
    """
    if "ui" in sys.modules:
        sys.exit(status)
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    _exit(main())
