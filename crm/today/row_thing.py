"""The thing behind a row of Today, to be put right: a promise, an introduction, a meeting or an ask."""

from crm.storage.reading import Reader
from crm.things.key import Key
from crm.today.row import Row

_INTRODUCTION = "SELECT id FROM introduction WHERE promise_id = :id AND by_person_id IS NULL"


def thing_of(read: Reader, row: Row) -> Key | None:
    """None for a row that is about a person only."""
    what = row.key.rpartition("-")[0]
    if what in ("promise", "owed"):
        introduction = read.value(_INTRODUCTION, id=row.subject_id)
        return Key("promise", row.subject_id) if introduction is None else Key("introduction", introduction)
    kind = {"meeting": "meeting", "not_now": "ask"}.get(what)
    return None if kind is None else Key(kind, row.subject_id)
