"""From the gathered rows to a consistent book and the list of losses."""

from crm.storage.rescue.dangling_references import resolve_references
from crm.storage.rescue.fitting import corrected_rows, is_sensible, rules_of
from crm.storage.rescue.gathering import Gathered
from crm.storage.rescue.hints import Known, find_hints
from crm.storage.rescue.journal import lost_steps, reaches_back
from crm.storage.rescue.losses import Loss, Losses
from crm.storage.rescue.naming import Phrase, RowDescriber

_FEW = 20  # rows
_LOG_SENTENCES = {
    "cut": "what was written last: the log beside the file ({name}) is damaged in its middle",
    "damaged": "what was written last: the log beside the file ({name}) is damaged and was not read",
    "foreign": "what the log beside the file ({name}) holds: it is not this book's own and was not read",
}
_NO_PHOTO = "UPDATE person SET photo = NULL WHERE photo NOT IN (SELECT sha256 FROM blob)"


def make_consistent(gathered: Gathered, kept: list[int], log_name: str) -> tuple[Loss, ...]:
    """Make every row and reference valid, and list the losses. `kept` are the steps to stay; the journal is
    still complete. `log_name` is the file name of the log beside the damaged file.
    """
    losses = Losses()
    correct_doubtful_rows(gathered)
    known = hints_on_lost_rows(gathered)
    names = RowDescriber(gathered.connection, known)
    placeholders = resolve_references(gathered.connection, gathered.shapes, known, losses)
    for table in gathered.contents:
        _add_lost_rows(gathered, table, placeholders.get(table, set()), names, losses)
        _add_doubtful_rows(gathered, table, names, losses)
    _add_lost_photos(gathered, names, losses)
    if gathered.log != "whole":
        losses.add_other("", _LOG_SENTENCES[gathered.log].format(name=log_name))
    _add_lost_steps(gathered, kept, losses)
    return losses.listed()


def _add_lost_rows(
    gathered: Gathered, table: str, with_placeholder: set[int], names: RowDescriber, losses: Losses
) -> None:
    losses.add_rows(table, "lost", gathered.compared.missing[table] - with_placeholder, names)
    if uncounted := gathered.compared.uncounted[table]:
        losses.add(table, "lost", names.group(table), uncounted)
    elif _may_have_lost_more(gathered, table):
        sentence = f"an unknown number of {names.group(table).many}, of which nothing is left"
        losses.add_other(table, sentence)


def _add_doubtful_rows(gathered: Gathered, table: str, names: RowDescriber, losses: Losses) -> None:
    existing = _ids(gathered, table)
    doubtful = doubtful_rows(gathered, table) & existing  # the others were deleted together with a lost row
    if len(doubtful) > _FEW and doubtful == existing:  # all of the table's digests are lost
        losses.add(table, "doubtful", names.group(table), len(doubtful))
    else:
        losses.add_rows(table, "doubtful", doubtful, names)


def _add_lost_steps(gathered: Gathered, kept: list[int], losses: Losses) -> None:
    if steps := lost_steps(gathered.connection, kept):
        what = "1 step" if steps == 1 else f"{steps:,} steps"
        losses.add_other("step", f"the history of {what}, which can no longer be undone", steps)
    elif not reaches_back(gathered.connection, kept) and gathered.loaded.broken & {"step", "row_change"}:
        sentence = "the history of an unknown number of steps, which can no longer be undone"
        losses.add_other("step", sentence)


def _ids(gathered: Gathered, table: str) -> set[int]:
    return {row[0] for row in gathered.connection.execute(f'SELECT id FROM "{table}"')}


def _may_have_lost_more(gathered: Gathered, table: str) -> bool:
    """Whether pages of the table are broken, and there is no other way to tell how many rows it had."""
    broken, connection = gathered.loaded.broken, gathered.connection
    if table not in broken or gathered.loaded.never_held(table):
        return False
    if (
        "table_digest" in broken
        and not connection.execute("SELECT 1 FROM table_digest WHERE table_name = ?", (table,)).fetchone()
    ):
        return True
    highest = connection.execute(
        f'SELECT max(coalesce((SELECT max(id) FROM "{table}"), 0), '
        "coalesce((SELECT max(row_id) FROM row_digest WHERE table_name = ?), 0))",
        (table,),
    ).fetchone()[0]
    return "row_change" in broken and gathered.loaded.last_ids.get(table, 0) > highest


def doubtful_rows(gathered: Gathered, table: str) -> set[int]:
    """Ids of existing rows that are not proved to be unchanged."""
    return gathered.compared.doubtful[table] | gathered.loaded.corrected.get(table, set())


def hints_on_lost_rows(gathered: Gathered) -> dict[str, dict[int, Known]]:
    """What is known of each lost row: from itself if it was read and refused, from indexes and the journal."""
    known: dict[str, dict[int, Known]] = {}
    for table in gathered.contents:
        missing = gathered.compared.missing[table]
        known[table] = find_hints(gathered.connection, gathered.pages, gathered.catalog, table, missing)
        shape = gathered.shapes[table]
        for row in gathered.loaded.refused.get(table, []):
            values = dict(zip(shape.names, row, strict=True))
            row_id = values["id"]
            if isinstance(row_id, int):
                missing.add(row_id)
                known[table].setdefault(row_id, {}).update(values)
    return known


def correct_doubtful_rows(gathered: Gathered) -> None:
    """Correct doubtful rows with invalid dates or lists, which the program could not read."""
    connection = gathered.connection
    for table in gathered.contents:
        shape, rules = gathered.shapes[table], rules_of(connection, table)
        for row_id in doubtful_rows(gathered, table):
            found = connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
            if found is None or is_sensible(rules, shape, row := list(found)):
                continue
            connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
            sound = next((one for one in corrected_rows(connection, shape, row) if shape.fits(one)), None)
            if sound is not None:
                connection.execute(shape.insert, sound)
            else:
                gathered.loaded.refused.setdefault(table, []).append(row)
                gathered.compared.doubtful[table].discard(row_id)


def _add_lost_photos(gathered: Gathered, names: RowDescriber, losses: Losses) -> None:
    rows = gathered.connection.execute(
        "SELECT id FROM person WHERE photo IS NOT NULL AND photo NOT IN (SELECT sha256 FROM blob)"
    ).fetchall()
    for (person_id,) in rows:
        losses.add("blob", "lost", Phrase("the photo", "photos", f" of {names.person(person_id)}"))
    gathered.connection.execute(_NO_PHOTO)
