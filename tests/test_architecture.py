"""The rules of the house as tests: who may import whom, how big things may grow, what stands in one place only."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = {"crm", "ui", "main", "resources"}
NOT_PAGES = {"shell", "theme", "widgets", "guard"}


@dataclass(frozen=True)
class Imported:
    """One import statement's target. `eager`: it runs when the module is loaded, not in a function or for types."""

    name: str
    line: int
    eager: bool
    inside: bool
    statement: ast.stmt


@cache
def modules() -> dict[str, Path]:
    """Every module of the program by its dotted name."""
    files = [ROOT / "main.py", *(ROOT / "crm").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]
    found = {}
    for file in files:
        if file.exists():
            parts = file.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def imports(module: str) -> tuple[Imported, ...]:
    return tuple(_imports(tree(modules()[module]), eager=True, inside=False))


def _imports(node: ast.AST, eager: bool, inside: bool) -> Iterator[Imported]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Imported(one.name, child.lineno, eager, inside, child) for one in child.names)
        elif isinstance(child, ast.ImportFrom):
            for name in _targets(child):
                yield Imported(name, child.lineno, eager, inside, child)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from _imports(child, eager=False, inside=inside)
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _imports(child, eager=False, inside=True)
        else:
            yield from _imports(child, eager, inside)


def _targets(statement: ast.ImportFrom) -> list[str]:
    """`from crm.today import ranking` names a module, `from crm.errors import NothingFound` a thing in one."""
    assert statement.level == 0, f"relative import in line {statement.lineno}"
    package = statement.module or ""
    dotted = [f"{package}.{one.name}" for one in statement.names]
    return [name if name in modules() else package for name in dotted]


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def forbidden(
    of: str, never: tuple[str, ...], which: Callable[[Imported], bool] = lambda one: True
) -> list[str]:
    return [
        f"{module}:{one.line} imports {one.name}"
        for module in modules()
        if within(module, of)
        for one in imports(module)
        if which(one) and within(one.name, *never)
    ]


def loaded_with(start: str) -> set[str]:
    """Everything a module brings along when it is loaded, the packages above each module included."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            if "." in name:
                waiting.append(name.rpartition(".")[0])
            if name in modules():
                waiting += [one.name for one in imports(name) if one.eager]
    return reached


def calls(*, outside: str) -> Iterator[tuple[str, ast.Call, str]]:
    """(where, the call, what is called) for every call in the window's code outside one folder."""
    for module, file in modules().items():
        if within(module, "ui", "main") and not within(module, outside):
            for node in ast.walk(tree(file)):
                if isinstance(node, ast.Call):
                    yield f"{module}:{node.lineno}", node, ast.unparse(node.func)


def test_the_core_never_imports_the_window_or_qt() -> None:
    assert modules()
    assert forbidden("crm", ("ui", "PySide6", "main")) == []


def test_the_window_never_imports_a_database() -> None:
    assert forbidden("ui", ("sqlalchemy", "sqlite3", "crm.model")) == []


ORDER = (
    "changes", "children", "clock", "examination", "steps", "errors", "media_types", "text", "date_index", "uid", "version", "model", "table_rules",
    "storage", "fault_log", "capture", "unit_of_work", "new_rows", "contacts", "matching", "promises", "rhythm", "settings", "people", "search",
    "introductions", "shelf", "asks", "meetings", "things", "today", "drafts", "formats", "importing", "exporting", "readers", "open_book", "safekeeping",
    "restorable", "book", "briefs", "guard", "history", "sorting", "sample", "trouble", "commands", "reminders",
)  # fmt: skip
"""The packages and loose modules of crm: each imports what stands before it, and nothing behind; for types, too."""


def test_every_package_imports_those_before_it_alone() -> None:
    place = {name: at for at, name in enumerate(ORDER)}
    rooms = {
        module: module.split(".")[1] for module in modules() if within(module, "crm") and module != "crm"
    }
    assert set(rooms.values()) == set(ORDER)
    wrong = [
        f"{modules()[module]}:{one.line} imports {modules()[one.name]}"
        for module, room in rooms.items()
        for one in imports(module)
        if one.name in rooms and place[rooms[one.name]] > place[room]
    ]
    assert wrong == []


def test_no_module_reaches_itself_by_its_imports() -> None:
    """Neither at the top, nor in functions, nor for types."""
    reached = {
        name: {one.name for one in imports(name) if one.name in modules()} - {name} for name in modules()
    }
    left = dict(reached)
    while leaves := [name for name, needed in left.items() if not needed & left.keys()]:
        for name in leaves:
            del left[name]
    in_rings = {name for name in left if any(name in reached[other] for other in left)}
    assert sorted(in_rings) == []


def test_a_page_never_imports_another_page() -> None:
    wrong = []
    for module in modules():
        page = module.split(".")[1] if within(module, "ui") and module.count(".") > 1 else ""
        if not page or page in NOT_PAGES:
            continue
        wrong += [
            f"{module}:{one.line} imports {one.name}"
            for one in imports(module)
            if within(one.name, "ui")
            and one.name.count(".") > 1
            and one.name.split(".")[1] not in NOT_PAGES | {page}
        ]
    assert wrong == []


@pytest.mark.parametrize("pure", ["crm.capture", "crm.rhythm", "crm.today.rules", "crm.today.ranking"])
def test_what_is_pure_knows_no_storage(pure: str) -> None:
    assert any(within(module, pure) for module in modules()), f"{pure} is gone; mend this test"
    storage = ("sqlalchemy", "sqlite3", "crm.storage", "crm.model", "crm.unit_of_work")
    assert forbidden(pure, storage, lambda one: one.eager or one.inside) == []


@pytest.mark.parametrize("start", ["main", "crm.book", "ui.application", "ui.shell.main_window"])
def test_nothing_loaded_before_the_first_paint_brings_what_is_slow(start: str) -> None:
    brought = loaded_with(start)
    slow = {"sqlalchemy", "vobject", "dateutil", "holidays", "rapidfuzz", "phonenumbers", "crm.model"}
    assert sorted(name for name in brought if within(name, *slow)) == []


def test_the_second_reader_of_vcards_is_imported_in_one_place_and_loaded_with_nothing_else() -> None:
    who = [name for name in modules() if any(within(one.name, "vobject") for one in imports(name))]
    assert who == ["crm.exporting.read_back.by_vobject"]
    starts = (
        "crm.exporting.export",
        "crm.commands.export",
        "crm.importing.applying",
        "ui.exporting.sheet",
    )
    assert [start for start in starts if within_any(loaded_with(start), "vobject")] == []


def test_modules_that_read_do_not_load_sqlalchemy() -> None:
    reading = [name for name in modules() if re.search(r"\.(queries|facts|details|listing|finding)$", name)]
    assert reading
    assert [name for name in reading if within_any(loaded_with(name), "sqlalchemy")] == []


def within_any(names: set[str], package: str) -> bool:
    return any(within(name, package) for name in names)


def test_only_one_place_reads_the_clock() -> None:
    clock = re.compile(
        r"\b(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|strftime))$"
    )
    wrong = []
    for module, file in modules().items():
        if within(module, "crm.clock"):
            continue
        wrong += [
            f"{module}:{node.lineno} {ast.unparse(node)}"
            for node in ast.walk(tree(file))
            if isinstance(node, ast.Attribute) and clock.search(ast.unparse(node))
        ]
    assert wrong == []


def test_the_core_prints_nothing() -> None:
    wrong = [
        f"{module}:{node.lineno}"
        for module, file in modules().items()
        if within(module, "crm")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "input")
    ]
    assert wrong == []


def test_the_log_is_given_no_values() -> None:
    """Each message stands in the code; what is put into it was made by `describe` or named as text of the code."""
    levels = {"debug", "info", "warning", "error", "critical", "exception", "log"}
    calls, wrong = 0, []
    for module, file in modules().items():
        for node in ast.walk(tree(file)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr not in levels or ast.unparse(node.func.value) not in (
                "log",
                "logging.getLogger('main')",
            ):
                continue
            calls += 1
            words, *given = node.args[1:] if node.func.attr == "log" else node.args
            is_safe = isinstance(words, ast.Constant) and not node.keywords
            if not is_safe or any(not _is_of_the_code(one) for one in given):
                wrong.append(f"{module}:{node.lineno} {ast.unparse(node)}")
    assert calls > 10
    assert wrong == []


def _is_of_the_code(given: ast.expr) -> bool:
    return isinstance(given, ast.Call) and ast.unparse(given.func) in ("describe", "CodeText")


def test_files_are_chosen_in_one_place_that_leaves_no_trace_in_qts_settings() -> None:
    made = re.compile(r"(^|\.)(QFileDialog|QFileDialog\.get\w+)$")
    wrong = [
        f"{where} {called}"
        for where, _, called in calls(outside="ui.widgets.file_dialogs")
        if made.search(called)
    ]
    assert wrong == []


def test_text_that_qt_could_take_for_markup_goes_through_the_widgets_room() -> None:
    guesses = re.compile(
        r"(^|\.)(QLabel|QDesktopServices\.\w+|setToolTip|QToolTip\.showText"
        r"|QMessageBox(\.(information|warning|critical|question|about))?)$"
    )
    wrong = [
        f"{where} {called}" for where, _, called in calls(outside="ui.widgets") if guesses.search(called)
    ]
    assert wrong == []


def test_nothing_runs_text_as_code_or_in_a_shell() -> None:
    wrong = [
        f"{module}:{node.lineno}"
        for module, file in modules().items()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and (
            ast.unparse(node.func) in ("eval", "exec", "os.system", "pickle.load", "pickle.loads")
            or any(word.arg == "shell" for word in node.keywords)
        )
    ]
    assert wrong == []


def test_rooms_stay_small_enough_to_see_at_once() -> None:
    long_files = [
        f"{name}: {length} lines"
        for name, file in modules().items()
        if (length := len(file.read_text(encoding="utf-8").splitlines())) > 300
    ]
    long_functions = [
        f"{name}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for name, file in modules().items()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > 40
    ]
    assert (long_files, long_functions) == ([], [])


def test_every_room_says_what_it_is_for_and_none_is_a_lumber_room() -> None:
    silent = [name for name, file in modules().items() if not ast.get_docstring(tree(file))]
    lumber = [name for name in modules() if re.search(r"(utils?|helpers?|manager|common|misc)$", name)]
    assert (silent, lumber) == ([], [])


def test_an_import_inside_a_function_says_why() -> None:
    wrong = []
    for module, file in modules().items():
        lines = file.read_text(encoding="utf-8").splitlines()
        for one in imports(module):
            if one.inside and one.name.split(".")[0] in OURS:
                first, last = one.line - 2, one.statement.end_lineno or one.line
                if "#" not in "".join(lines[first:last]):
                    wrong.append(f"{module}:{one.line} imports {one.name}")
    assert sorted(set(wrong)) == []


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_saying_the_version_or_the_usage_loads_neither_qt_nor_a_database(option: str) -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "main.py", option],
        cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": ""},
    )  # fmt: skip
    loaded = {line.rpartition("|")[2].strip() for line in told.stderr.splitlines()}
    assert told.stdout.strip()
    assert "crm.version" in loaded, "what was loaded is told"
    assert (
        sorted(one for one in loaded if within(one, "PySide6", "shiboken6", "sqlalchemy", "sqlite3", "ui"))
        == []
    )
