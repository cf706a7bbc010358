"""One command as the program runs it, watched, and with a fault put in its way where the environment names one.

python -m tests.canaries.command JOURNAL FAULT WORD COMMAND...
"""

import logging
import sys
import threading
from pathlib import Path

from tests.canaries.planting import fault_texts
from tests.canaries.watching import watch


def main() -> None:
    journal, fault, word, *argv = sys.argv[1:]
    watch(Path(journal))
    put_in_the_way(fault, word)
    sys.argv = ["main.py", *argv]
    import main as program  # watched from its first import on

    program._exit(program.main())


def put_in_the_way(fault: str, word: str) -> None:
    kind, _, number = fault.partition(":")
    wrong = fault_texts(word)[int(number or 0)]

    def fail(*_: object, **__: object) -> None:
        raise wrong

    if kind == "listener":
        from crm import book

        opened = book.Book.open

        def open_and_listen(*args: object, **named: object) -> book.Book:
            made = opened(*args, **named)  # type: ignore[arg-type]
            made.listen(fail)
            return made

        book.Book.open = open_and_listen  # type: ignore[assignment,method-assign]
    elif kind == "command":
        from crm.commands import people

        people.run = fail
    elif kind == "calendar":
        from crm.exporting import due_file

        due_file.update = fail  # type: ignore[assignment]
    elif kind == "start":
        from crm.commands import window_or_book

        window_or_book._import_modules = fail
    elif kind == "around":
        _fail_around(fail, word)


def _fail_around(fail: "object", word: str) -> None:
    """In a thread, in a finalizer and in a library's own words, and then where nothing catches it."""
    from crm.commands import run_command

    class Loose:
        def __del__(self) -> None:
            fail()  # type: ignore[operator]

    def run(*_: object) -> None:
        thread = threading.Thread(target=fail)  # type: ignore[arg-type]
        thread.start()
        thread.join()
        Loose()
        logging.getLogger("sqlalchemy.pool").error("lost %s", word)
        logging.getLogger("crm.book").error("lost %s", word)
        fail()  # type: ignore[operator]

    run_command.run_request = run  # type: ignore[assignment]


if __name__ == "__main__":
    main()
