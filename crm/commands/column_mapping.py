"""`import --map FIELD=COLUMN,... --dates ORDER`: how a table is to be read, said once and remembered for its header."""

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


def with_columns(call: Call, kinds: Mapping[Path, str], options: Options) -> Options:
    """What is said now, and what was said before. Raises NotUnderstood where no file has columns."""
    said, order = parse(call.request.values.get("map", "")), call.request.values.get("dates", "")
    if order not in ("", *ORDERS):
        raise NotUnderstood(f"“{order}” is no order of dates. Say --dates {' or --dates '.join(ORDERS)}.")
    if (said or order) and not any(kind in {*TABLES, ZIP} for kind in kinds.values()):
        option = "--map" if said else "--dates"
        raise NotUnderstood(
            f"{option} is for tables, and there is none among these files; nothing was imported."
        )
    return replace(
        options,
        mapping=said,
        remembered=remembered(call.read),
        date_order=order,
        date_orders=remembered_orders(call.read),
    )


def remember_columns(call: Call, tables: Sequence[Path], options: Options) -> None:
    """What was said counts for the next table with this header; a step of its own, before the import's."""
    layouts = [layout_of(path, encoding_of(path, options.charset)) for path in tables]
    said = [user_mapping(layout, options, path.name) for layout, path in zip(layouts, tables, strict=True)]
    for path, layout, one in zip(tables, layouts, said, strict=True):
        key = key_of(layout)
        before = remembered(call.read).get(key), remembered_orders(call.read).get(key, "")
        if before != (one.fields, one.order):
            with call.work() as work:
                remember(work, layout, one, path.name)
