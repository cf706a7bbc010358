"""Rules of imports as tests: which package may import which, and what may be loaded when."""

import os
import re
import subprocess
import sys

import pytest

from tests.code_reading import NOT_PAGES, ROOT, forbidden, imports, loaded_with, modules, within, within_any


def test_the_core_never_imports_the_window_or_qt() -> None:
    assert modules()
    assert forbidden("crm", ("ui", "PySide6", "main")) == []


def test_the_window_never_imports_a_database() -> None:
    assert forbidden("ui", ("sqlalchemy", "sqlite3", "crm.model")) == []


ORDER = (
    "changes", "children", "clock", "examination", "steps", "errors", "media_types", "text", "date_index", "uid", "version", "model", "table_rules",
    "storage", "fault_log", "capture", "unit_of_work", "new_rows", "contacts", "matching", "promises", "rhythm", "settings", "people", "search",
    "introductions", "shelf", "asks", "advice", "meetings", "things", "today", "drafts", "formats", "importing", "inbox", "exporting", "readers", "open_book", "safekeeping",
    "restorable", "book", "briefs", "events", "guard", "history", "sorting", "sample", "trouble", "commands", "reminders",
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
