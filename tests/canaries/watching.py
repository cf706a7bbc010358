"""What a process does that others could see, written down from inside it: files made, processes started."""

import json
import os
import sys
from pathlib import Path

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_STARTING = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.startfile")
_MAKING = (
    "os.mkdir",
    "os.rename",
    "os.link",
    "os.symlink",
    "tempfile.mkstemp",
    "tempfile.mkdtemp",
)


def watch(journal: Path) -> None:
    """From now on one JSON line each: {"made": path} or {"started": words}."""
    descriptor = os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def heard(event: str, args: tuple[object, ...]) -> None:
        if (
            event == "open"
            and isinstance(args[2], int)
            and args[2] & _WRITING
            and not isinstance(args[0], int)
        ):
            _note(descriptor, "made", [args[0]])
        elif event in _MAKING:
            _note(descriptor, "made", [one for one in args if isinstance(one, str | bytes | os.PathLike)])
        elif event in _STARTING:
            _note(
                descriptor,
                "started",
                [args[0], *(args[1] if isinstance(args[1], list | tuple) else [args[1]])],
            )

    sys.addaudithook(heard)


def _note(descriptor: int, what: str, words: list[object]) -> None:
    plain = [
        os.fsdecode(word) if isinstance(word, str | bytes | os.PathLike) else str(word) for word in words
    ]
    os.write(descriptor, json.dumps({what: plain}).encode() + b"\n")
