"""Makes `.venv` ready for `make run` and `make test` on a machine that has little more than Python.

Standard library only. Ready already: a few milliseconds, no network. Anything missing that this user may install is
installed; anything else ends in one sentence with the line to type.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "ready"
TRACE = VENV / "setup.log"

# What Qt's own libraries and its X11 and Wayland plugins load from the system, and the Debian package of each.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


class NotReady(Exception):
    """What is missing, as one sentence for the person at the keyboard."""


def main() -> int:
    try:
        if sys.version_info < (3, 11):
            raise NotReady(f"Goodturn needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        with one_at_a_time():
            if not is_ready():
                prepare()
            need_system_libraries()
    except NotReady as problem:
        print(f"goodturn: {problem}", file=sys.stderr)
        return 1
    return 0


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two set-ups started together must not install over each other: the second waits, then finds all done."""
    with Path(__file__).open(encoding="utf-8") as lock:
        if os.name == "posix":
            import fcntl  # here: Windows has none

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fingerprint() -> str:
    """Changes with the dependencies, the Python, and the place of this folder, which .venv has written into it."""
    python = f"{sys.base_prefix} {sys.version_info[0]}.{sys.version_info[1]}"
    parts = (python, str(ROOT), (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_ready() -> bool:
    return STAMP.exists() and STAMP.read_text(encoding="utf-8") == fingerprint() and PYTHON.exists()


def prepare() -> None:
    print("Setting Goodturn up; this takes a minute or two, once.", file=sys.stderr)
    try:
        STAMP.unlink(missing_ok=True)
        make_environment()
    except OSError as problem:
        raise NotReady(f"the folder {ROOT} cannot be written ({problem.strerror}).") from problem
    install_packages()
    STAMP.write_text(fingerprint(), encoding="utf-8")


def make_environment() -> None:
    VENV.mkdir(exist_ok=True)
    if runs([str(PYTHON), "-c", ""]):
        return
    shutil.rmtree(VENV)
    VENV.mkdir()
    # Without pip: Debian splits ensurepip off into a package of its own, and the system's pip serves as well.
    arguments = [sys.executable, "-m", "venv", "--without-pip", str(VENV)]
    if not runs(arguments):
        need_packages(["python3-venv"], "Python's venv module", lambda: runs(arguments))


def install_packages() -> None:
    # editable_mode=compat adds a plain path; setuptools' default adds an import hook to every start of Python.
    arguments = [*pip(), "install", "--quiet", "--disable-pip-version-check", "--config-settings",
                 "editable_mode=compat", "--editable", f"{ROOT}[test]"]  # fmt: skip
    if not runs(arguments):
        raise NotReady(
            "The Python packages could not be installed; is this machine online? Nothing is broken: "
            f"run the same command again. What pip said is in {VENV.name}/{TRACE.name}."
        )


def pip() -> list[str]:
    """The command of a pip that installs into .venv: the system's, else one that Python brings along."""
    inside = [str(PYTHON), "-m", "pip"]
    if runs([*inside, "--version"]):
        return inside
    outside = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if runs([*outside, "--version"]):
        return outside
    if runs([str(PYTHON), "-m", "ensurepip"]):
        return inside
    need_packages(["python3-pip"], "pip", lambda: runs([*outside, "--version"]))
    return outside


def need_system_libraries() -> None:
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries()
    if missing:
        packages = [QT_LIBRARIES[name] for name in missing]
        what = (
            "a system library that Qt loads"
            if len(missing) == 1
            else f"{len(missing)} system libraries that Qt loads"
        )
        need_packages(packages, what, lambda: not missing_libraries(), missing)


def missing_libraries() -> list[str]:
    return [name for name in QT_LIBRARIES if not loads(name)]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def need_packages(
    packages: list[str], what: str, helped: Callable[[], bool], files: Sequence[str] = ()
) -> None:
    """Installs them as root on a Debian; says the exact line to anyone else. `helped` tells whether that was all."""
    if shutil.which("apt-get") is None:
        named = f" ({', '.join(files)})" if files else ""
        raise NotReady(f"this machine lacks {what}{named}. Please install that with your system's tools.")
    line = f"apt-get install --yes --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0:
        raise NotReady(f"this machine lacks {what}. Please type: sudo {line}")
    print(f"Installing {what}.", file=sys.stderr)
    lock_wait = ["-o", "DPkg::Lock::Timeout=300"]
    updated = runs(["apt-get", *lock_wait, "update"])
    installed = runs([*line.split(), *lock_wait])
    if not (installed and helped()):
        online = "" if updated else " Is this machine online?"
        raise NotReady(f"this machine lacks {what}, and this did not bring it: {line}.{online}")


def runs(arguments: list[str]) -> bool:
    """Whether the command ends well. What it says goes to .venv/setup.log, not on the screen."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        with TRACE.open("a", encoding="utf-8") as trace:
            done = subprocess.run(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=trace,
                stderr=trace,
                env=quiet,
                cwd=ROOT,
                check=False,
            )
    except OSError:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
