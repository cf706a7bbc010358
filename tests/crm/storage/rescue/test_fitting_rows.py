"""A damaged row made to fit the rules of its table, by as little as will do."""

import sqlite3
from collections.abc import Iterator

import pytest

from crm.storage.rescue.fitting import corrected_rows, is_sensible, rules_of
from crm.storage.rescue.records import Value
from crm.storage.rescue.shapes import Shape, shapes
from crm.storage.scratch_book import open_scratch

UID = "b0edb8b2-323b-52eb-947b-4f94529c2818"


@pytest.fixture
def tables() -> Iterator[sqlite3.Connection]:
    connection = open_scratch(6)
    yield connection
    connection.close()


def fitted(tables: sqlite3.Connection, table: str, row: list[Value]) -> list[Value] | None:
    """As it stands in the table at last; None where nothing of it could be put."""
    shape = shapes(tables)[table]
    for other in corrected_rows(tables, shape, row):
        if shape.fits(other):
            try:
                tables.execute(shape.insert, other)
            except sqlite3.IntegrityError:
                continue
            assert is_sensible(rules_of(tables, table), shape, other)
            return other
    return None


def person(shape: Shape, **changed: Value) -> list[Value]:
    row: dict[str, Value] = {column.name: "" if column.is_needed else None for column in shape.columns}
    row |= {"uid": UID, "full_name": "Ana Ruiz", "name_key": "ana ruiz", "standing": "kept", "id": 7}
    return list((row | changed).values())


@pytest.mark.parametrize(
    ("column", "damaged", "repaired"),
    [
        ("standing", "kepu", "kept"),
        ("standing", "pa\ufffdked", "parked"),
        ("full_name", "", "(lost)"),
        ("full_name", "Ana\0Ruiz", "AnaRuiz"),
        ("full_name", None, "(lost)"),
        ("blurb_on", "2026-13-41", None),
        ("birthday", "1980-14-02", None),
        ("birthday", "--04-12", "--04-12"),
        ("rhythm_days", "often", None),
        ("blurb", b"\x01", ""),
    ],
)
def test_one_damaged_value_costs_no_person(
    tables: sqlite3.Connection, column: str, damaged: Value, repaired: Value
) -> None:
    shape = shapes(tables)["person"]
    row = fitted(tables, "person", person(shape, **{column: damaged}))
    assert row is not None
    found = dict(zip(shape.names, row, strict=True))
    assert found[column] == repaired
    others = person(shape, **{column: repaired})
    name_key = shape.names.index("name_key")
    assert [v for n, v in enumerate(row) if n != name_key] == [
        v for n, v in enumerate(others) if n != name_key
    ]


def test_a_uid_that_is_taken_becomes_a_new_one(tables: sqlite3.Connection) -> None:
    shape = shapes(tables)["person"]
    tables.execute(shape.insert, person(shape))
    row = fitted(tables, "person", person(shape, id=8))
    assert row is not None
    assert row[shape.names.index("uid")] != UID


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("said", ["words", "2026-99-99", 1]),  # what day it was, nothing tells
        ("person_tag", [None, 3, 1]),  # nor whose tag
        ("setting", ["theme", '"dark', 1]),
    ],
)
def test_where_nothing_sensible_can_be_put_the_row_is_lost(
    tables: sqlite3.Connection, table: str, row: list[Value]
) -> None:
    assert fitted(tables, table, row) is None


def test_a_setting_that_is_no_json_is_not_sensible(tables: sqlite3.Connection) -> None:
    shape = shapes(tables)["setting"]
    rules = rules_of(tables, "setting")
    assert is_sensible(rules, shape, ["theme", '"dark"', 1])
    assert not is_sensible(rules, shape, ["theme", '"dark', 1])
