"""Handing a command to the open window, so that only one process writes the book.
The window stores its address and a key in a file that only the user can read. Both sides authenticate with
the key (multiprocessing.connection's challenge), then exchange one JSON message each; nothing is unpickled.
"""

import json
import os
import secrets
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from crm.commands.command_result import CommandResult
from crm.errors import BookInUse, BookNotUsable
from crm.storage.folder import WINDOW

LONGEST = 256 * 1024 * 1024  # bytes of one message
TAKEN = 10.0  # seconds until the window must have accepted a command
DONE = 3600.0  # seconds until it must have answered: a large import takes long
_FAULTS = (OSError, EOFError, AuthenticationError, ValueError, KeyError, TypeError)

Run = Callable[[list[str], str, str], CommandResult]
"""Called with the arguments, the working folder and the standard input."""


class HandoverServer:
    """Listens while the window is open. Commands run one after another in a worker thread."""

    def __init__(self, folder: Path, run: Run, on_open: Callable[[list[str]], None]) -> None:
        """`on_open` is called in a worker thread when the program is started again, with the files to open,
        often none.
        """
        self._file = folder / WINDOW
        self._run = run
        self._on_open = on_open
        self._key = secrets.token_bytes(32)
        self._socket_folder: Path | None = None
        self._listener: Listener | None = None
        self._closing = False
        self._runner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="command")

    def start(self) -> None:
        """Raises OSError if no address is available; the window then works without."""
        self._listener = Listener(self._new_address(), backlog=64)
        _write_private(self._file, {"address": self._listener.address, "key": self._key.hex()})
        threading.Thread(target=self._listen, name="handover", daemon=True).start()

    def stop(self) -> None:
        """Waits for the running command to end; a second call does nothing."""
        self._closing = True
        self._file.unlink(missing_ok=True)
        if self._listener is not None:
            with suppress(*_FAULTS):
                Client(self._listener.address).close()  # wakes the thread that accepts connections
            self._listener.close()
            self._listener = None
        self._runner.shutdown(wait=True)
        if self._socket_folder is not None:
            shutil.rmtree(self._socket_folder, ignore_errors=True)

    def _new_address(self) -> str:
        if sys.platform == "win32":
            return rf"\\.\pipe\goodturn-{secrets.token_hex(8)}"
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        # A socket's path is limited to 104 bytes, so that the data folder may be too deep for it.
        parent = runtime if runtime and len(runtime) < 60 and os.access(runtime, os.W_OK) else None
        self._socket_folder = Path(tempfile.mkdtemp(prefix="goodturn-", dir=parent))
        return str(self._socket_folder / "window")

    def _listen(self) -> None:
        listener = self._listener
        while not self._closing and listener is not None:
            try:
                caller = listener.accept()
            except _FAULTS:
                continue
            if self._closing:
                caller.close()
            else:
                threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller: Any) -> None:
        with suppress(*_FAULTS), caller:
            deliver_challenge(caller, self._key)
            answer_challenge(caller, self._key)
            message = json.loads(caller.recv_bytes(LONGEST))
            _send(caller, {"taken": True})
            if message["do"] == "open":
                self._on_open([str(file) for file in message["files"]])
                _send(caller, {"status": 0, "out": "", "err": ""})
            else:
                arguments = list(message["argv"]), str(message["cwd"]), str(message["stdin"])
                status, out, err = self._runner.submit(self._run, *arguments).result()
                _send(caller, {"status": status, "out": out, "err": err})


def hand_over(folder: Path, argv: list[str], cwd: Path, stdin: str) -> CommandResult | None:
    """The open window's CommandResult, or None without an open window.
    Raises BookInUse if it does not accept the command, BookNotUsable if it ends before answering.
    """
    answer = _ask(folder, {"do": "command", "argv": argv, "cwd": str(cwd), "stdin": stdin})
    return None if answer is None else CommandResult(answer["status"], answer["out"], answer["err"])


def raise_window(folder: Path, files: list[Path]) -> bool:
    """Bring an open window of this book to the front with a preview of these files; returns whether there is
    one.
    """
    return _ask(folder, {"do": "open", "files": [str(file) for file in files]}) is not None


def _ask(folder: Path, message: dict[str, Any]) -> dict[str, Any] | None:
    try:
        where = json.loads((folder / WINDOW).read_text(encoding="utf-8"))
        address, key = str(where["address"]), bytes.fromhex(where["key"])
    except _FAULTS:
        return None
    answers: Queue[dict[str, Any] | None] = Queue()
    # In a thread, because neither connecting nor the challenge has a timeout.
    threading.Thread(target=_converse, args=(address, key, message, answers), daemon=True).start()
    try:
        if answers.get(timeout=TAKEN) is None:
            return None
    except Empty:
        raise BookInUse(
            "The open window does not answer; nothing was changed. Close it and try again."
        ) from None
    try:
        answer = answers.get(timeout=DONE)
    except Empty:
        answer = None
    if answer is None:
        raise BookNotUsable("The window closed before it answered. Look at the history before you try again.")
    return answer


def _converse(
    address: str, key: bytes, message: dict[str, Any], answers: "Queue[dict[str, Any] | None]"
) -> None:
    """Put the acknowledgement and the answer into the queue; None instead of one that does not arrive."""
    try:
        with Client(address) as window:
            answer_challenge(window, key)
            deliver_challenge(window, key)
            _send(window, message)
            for _ in ("taken", "answer"):
                answers.put(json.loads(window.recv_bytes(LONGEST)))
    except _FAULTS:
        answers.put(None)


def _send(connection: "Connection[Any, Any]", message: dict[str, Any]) -> None:
    connection.send_bytes(json.dumps(message).encode("ascii"))


def _write_private(file: Path, content: dict[str, Any]) -> None:
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        json.dump(content, opened)
    temporary.replace(file)
