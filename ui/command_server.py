"""Starts the socket server by which commands and second starts reach the open window. Loaded after the first
paint."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from crm.book import Book
from crm.fault_log.fault_description import describe

if TYPE_CHECKING:
    from crm.commands.handover import HandoverServer

log = logging.getLogger(__name__)


def serve(book: Book, on_second_start: Callable[[list[str]], None]) -> "HandoverServer | None":
    """The running server, or None if there is no address for it. `on_second_start` gets the files to open, in
    a server thread."""
    # Late: brings sockets and the whole command line.
    from crm.commands import handover, run_command

    server: HandoverServer = handover.HandoverServer(
        book.folder,
        lambda argv, cwd, stdin: run_command.run_handed_over(book, argv, cwd, stdin),
        on_second_start,
    )
    try:
        server.start()
    except OSError as fault:
        log.warning("No address for commands: %s", describe(fault))
        return None
    return server
