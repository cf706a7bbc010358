"""`import --map FIELD=COLUMN,...`: what the columns of a table are, said once and remembered for its header."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from crm.commands.call import Call
from crm.errors import NotUnderstood
from crm.exchange.formats import TABLES, ZIP
from crm.exchange.options import Options
from crm.exchange.tables.encoding import encoding_of
from crm.exchange.tables.layout import layout_of
from crm.exchange.tables.mapping import key_of, mapping_for, parse, remember, remembered


def with_columns(call: Call, kinds: Mapping[Path, str], options: Options) -> Options:
    """What is said now, and what was said before. Raises NotUnderstood where no file has columns."""
    said = parse(call.request.values.get("map", ""))
    if said and not any(kind in {*TABLES, ZIP} for kind in kinds.values()):
        raise NotUnderstood("--map is for tables, and there is none among these files; nothing was imported.")
    return replace(options, mapping=said, remembered=remembered(call.read))


def remember_columns(call: Call, tables: Sequence[Path], options: Options) -> None:
    """What was said counts for the next table with this header; a step of its own, before the import's."""
    layouts = [layout_of(path, encoding_of(path, options.charset)) for path in tables]
    said = [mapping_for(layout, options, path.name) for layout, path in zip(layouts, tables, strict=True)]
    for path, layout, mapping in zip(tables, layouts, said, strict=True):
        if remembered(call.read).get(key_of(layout)) != mapping:
            with call.work() as work:
                remember(work, layout, mapping, path.name)
