"""Child processes of this program, started through main.py with a hidden option, so that a frozen build has
them, too. Imports almost nothing: a command starts its child before it has loaded its own modules.
"""

import sys
from importlib import import_module
from os.path import abspath, dirname, join  # pathlib is slow to load
from typing import NamedTuple, Protocol, cast

OPTION = "--child"
_MAIN = join(dirname(dirname(abspath(__file__))), "main.py")  # noqa: PTH100, PTH118, PTH120


class ChildModule(Protocol):
    """The module that a child process runs. `main` returns the exit status."""

    def main(self, words: list[str]) -> int: ...


class Child(NamedTuple):
    """`module` names a ChildModule. Without `needs_packages` the child starts faster, with the
    standard library only.
    """

    module: str
    needs_packages: bool = False


CHILDREN = {
    "cards": Child("crm.formats.vcard.worker_loop"),
    "examine": Child("crm.storage.suspect.examining"),
    "verify": Child("crm.storage.backups.verifying"),
    "look": Child("crm.storage.checks.unclean_end_check"),
    "trial-restore": Child("crm.trouble.trial_restore"),
    "brief-pdf": Child("ui.paper.child", needs_packages=True),
    "photos": Child("ui.photos.decoding", needs_packages=True),
}


def child_command(child: str, *arguments: str) -> list[str]:
    """The command line that starts this child process, for subprocess.Popen."""
    return [*_program(CHILDREN[child].needs_packages), OPTION, child, *arguments]


def start_command(*words: str) -> list[str]:
    """The command line that starts the program itself with these arguments."""
    return [sys.executable, *words] if getattr(sys, "frozen", False) else [sys.executable, _MAIN, *words]


def _program(needs_packages: bool) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # Ignore PYTHON* variables and the user's site folder. Not -I, which would also drop the folder of
    # main.py.
    options = ["-E", "-s"] if needs_packages else ["-E", "-s", "-S"]
    return [sys.executable, *options, _MAIN]


def stdin_arguments(words: list[str]) -> bytes:
    """Arguments for a child's standard input: its command line could be read by every user of the machine."""
    import json  # most commands start no child

    return json.dumps(words).encode() + b"\n"


def read_stdin_arguments() -> list[str]:
    """In a child: the arguments made by `stdin_arguments`. Raises ValueError if the parent ended before
    sending them.
    """
    import json  # as above

    words: list[str] = json.loads(sys.stdin.buffer.readline())
    return words


def run(words: list[str]) -> int:
    """Run the child named by the first word and return its exit status; 2 for an unknown child."""
    child = CHILDREN.get(words[0]) if words else None
    if child is None:
        return 2
    return cast(ChildModule, import_module(child.module)).main(words[1:])
