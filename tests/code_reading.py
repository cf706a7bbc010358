"""The code as the tests of its rules read it: modules, imports, calls."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = {"crm", "ui", "main", "resources"}
NOT_PAGES = {"shell", "theme", "widgets", "guard", "planning", "thing_fields", "paper"}


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


def within_any(names: set[str], package: str) -> bool:
    return any(within(name, package) for name in names)
