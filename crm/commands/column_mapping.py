"""`import --map FIELD=COLUMN,... --dates ORDER`: column mapping of a table, remembered for its header."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from crm.commands.command_call import Call
from crm.errors import NotUnderstood
from crm.formats.csv.column_mapping import (
    key_of,
    parse,
    remember,
    remembered,
    remembered_orders,
    user_mapping,
)
from crm.formats.csv.date_order import ORDERS
from crm.formats.csv.encoding import encoding_of
from crm.formats.csv.layout import layout_of
from crm.formats.first_bytes import ZIP
from crm.formats.read_options import Options
from crm.formats.readers import TABLES


def add_column_mapping(call: Call, kinds: Mapping[Path, str], options: Options) -> Options:
    """Add the mapping of this command line and the remembered ones. Raises NotUnderstood if no file is a
    table.
    """
    mapping, order = parse(call.request.values.get("map", "")), call.request.values.get("dates", "")
    if order not in ("", *ORDERS):
        raise NotUnderstood(f"“{order}” is no order of dates. Say --dates {' or --dates '.join(ORDERS)}.")
    if (mapping or order) and not any(kind in {*TABLES, ZIP} for kind in kinds.values()):
        option = "--map" if mapping else "--dates"
        raise NotUnderstood(
            f"{option} is for tables, and there is none among these files; nothing was imported."
        )
    return replace(
        options,
        mapping=mapping,
        remembered=remembered(call.read),
        date_order=order,
        date_orders=remembered_orders(call.read),
    )


def remember_columns(call: Call, tables: Sequence[Path], options: Options) -> None:
    """Remember the mapping for tables with the same header, in a step before that of the import."""
    layouts = [layout_of(path, encoding_of(path, options.charset)) for path in tables]
    mappings = [
        user_mapping(layout, options, path.name) for layout, path in zip(layouts, tables, strict=True)
    ]
    for path, layout, one in zip(tables, layouts, mappings, strict=True):
        key = key_of(layout)
        before = remembered(call.read).get(key), remembered_orders(call.read).get(key, "")
        if before != (one.fields, one.order):
            with call.work() as work:
                remember(work, layout, one, path.name)
