"""The journal's triggers, generated from the tables: each content change records the previous values.
An insert records no values, an update the changed columns, a delete the whole row: what undo needs and no
more. While `journal_now.in_run` is set, `bulk_insert` journals new rows itself, all of them as one run.
"""

from sqlalchemy import Column, LargeBinary, Numeric, Table

from crm.model import Base, Content


def mapped_content_tables() -> list[Table]:
    """The journalled tables, referenced tables first."""
    watched = {mapper.local_table for mapper in Base.registry.mappers if issubclass(mapper.class_, Content)}
    return [table for table in Base.metadata.sorted_tables if table in watched]


def kept_columns(table: Table) -> list[Column[object]]:
    """The columns that count as content: neither the id nor derived or computed columns."""
    columns = [
        c for c in table.columns if not c.primary_key and not c.info.get("derived") and c.computed is None
    ]
    for column in columns:
        if isinstance(column.type, LargeBinary | Numeric):
            raise TypeError(f"{column}: bytes belong in blob, and JSON of SQLite 3.40 rounds a REAL")
    return columns


def _differs(column: Column[object]) -> str:
    # COLLATE BINARY: in a NOCASE column, ana to Ana would not be journalled.
    return f'old."{column.name}" IS NOT new."{column.name}" COLLATE BINARY'


def _whole_row(table: Table) -> str:
    fields = " || ',' || ".join(f'\'"{c.name}":\' || json_quote(old."{c.name}")' for c in kept_columns(table))
    return f"'{{' || {fields} || '}}'"


def _changed_fields(table: Table, side: str) -> str:
    fields = " || ".join(
        f"CASE WHEN {_differs(c)} THEN ',\"{c.name}\":' || json_quote({side}.\"{c.name}\") ELSE '' END"
        for c in kept_columns(table)
    )
    return f"'{{' || substr({fields}, 2) || '}}'"


def journal_triggers(table: Table) -> list[str]:
    """Four triggers: insert, update, delete, and a guard that ids never change."""
    name = table.name
    insert = (
        "INSERT INTO row_change(step_id, table_name, row_id, op, before, after) "
        f"VALUES ((SELECT step_id FROM journal_now), '{name}', "
    )
    columns = ", ".join(f'"{c.name}"' for c in kept_columns(table))
    differs = " OR ".join(_differs(c) for c in kept_columns(table))
    before, after = _changed_fields(table, "old"), _changed_fields(table, "new")
    return [
        f'CREATE TRIGGER journal_{name}_insert AFTER INSERT ON "{name}" WHEN (SELECT in_run FROM journal_now) IS NOT 1 '
        f"BEGIN {insert}new.id, 'I', NULL, NULL); END",
        f'CREATE TRIGGER journal_{name}_update AFTER UPDATE OF {columns} ON "{name}" WHEN {differs} '
        f"BEGIN {insert}old.id, 'U', {before}, {after}); END",
        f'CREATE TRIGGER journal_{name}_delete AFTER DELETE ON "{name}" '
        f"BEGIN {insert}old.id, 'D', {_whole_row(table)}, NULL); END",
        f'CREATE TRIGGER journal_{name}_id BEFORE UPDATE OF id ON "{name}" WHEN old.id IS NOT new.id '
        "BEGIN SELECT RAISE(ABORT, 'ids never change'); END",
    ]
