"""The child processes of this program. They start through main.py by a hidden word, so that a frozen build has them, too.

Loads next to nothing: a command starts its child before it has loaded its own modules.
"""

import sys
from importlib import import_module
from os.path import abspath, dirname, join  # pathlib is slow to load
from typing import NamedTuple

OPTION = "--child"
_MAIN = join(dirname(dirname(abspath(__file__))), "main.py")  # noqa: PTH100, PTH118, PTH120


class Child(NamedTuple):
    """`module` has a `main(words) -> int`. Without `needs_packages` it starts faster, as only the standard library is found."""

    module: str
    needs_packages: bool = False


CHILDREN = {
    "cards": Child("crm.formats.vcard.worker_loop"),
    "examine": Child("crm.storage.suspect.examining"),
    "verify": Child("crm.storage.backups.verifying"),
    "look": Child("crm.storage.checks.first_look"),
    "drill": Child("crm.trouble.trial_restore"),
    "photos": Child("ui.photos.decoding", needs_packages=True),
}


def command(child: str, *arguments: str) -> list[str]:
    """The words that start this child process, for subprocess.Popen."""
    return [*_program(CHILDREN[child].needs_packages), OPTION, child, *arguments]


def start_command(*words: str) -> list[str]:
    """What starts the program itself, with these words."""
    return [sys.executable, *words] if getattr(sys, "frozen", False) else [sys.executable, _MAIN, *words]


def _program(needs_packages: bool) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # Neither PYTHON* variables nor the user's own site folder: only the program's files. Without -I, which would leave
    # out the folder of main.py itself.
    options = ["-E", "-s"] if needs_packages else ["-E", "-s", "-S"]
    return [sys.executable, *options, _MAIN]


def told(words: list[str]) -> bytes:
    """What to write to a child's standard input instead of arguments, which every user of the machine can read."""
    import json  # most commands start no child

    return json.dumps(words).encode() + b"\n"


def hear() -> list[str]:
    """In a child: the words that `told` made. Raises ValueError where the parent ended before."""
    import json  # as above

    words: list[str] = json.loads(sys.stdin.buffer.readline())
    return words


def run(words: list[str]) -> int:
    """What main.py does with the words after the hidden one; 2 for a child there is none of."""
    child = CHILDREN.get(words[0]) if words else None
    if child is None:
        return 2
    status: int = import_module(child.module).main(words[1:])
    return status
