"""Rules of the code: what stands in one place only, and how big files and functions may be."""

import ast
import re
from pathlib import Path

from tests.code_reading import OURS, ROOT, calls, imports, modules, tree, within


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


LONGEST_FILE, LONGEST_FUNCTION = 300, 40  # lines


def _python_files(*folders: str) -> list[Path]:
    return [ROOT / "main.py", *(file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))]


def test_no_file_is_longer_than_300_lines() -> None:
    too_long = [
        f"{file.relative_to(ROOT).as_posix()}: {length} lines"
        for file in _python_files("crm", "ui", "tools", "benchmarks", "tests")
        if (length := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]
    assert too_long == []


def test_no_function_is_longer_than_40_lines() -> None:
    too_long = [
        f"{file.relative_to(ROOT).as_posix()}:{node.lineno} {node.name}: {length} lines"
        for file in _python_files("crm", "ui")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert too_long == []


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
