"""New rows of one step: collected with the ids they will get, then inserted many per statement."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.sql.schema import ScalarElementColumnDefault

from crm.model import Base
from crm.uid import new_uid

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork


class NewRows:
    """Rows of one mapped class. Nothing else may insert into its table between the first `add` and `write`.
    One row per statement would take ten times as long where a text of many lines is logged.
    """

    def __init__(self, work: "UnitOfWork", model: type[Base]) -> None:
        table = model.metadata.tables[model.__tablename__]
        columns = [one for one in table.columns if not one.info and one.computed is None]
        self._work, self._table = work, model.__tablename__
        self._blank: dict[str, object] = {
            one.name: one.default.arg if isinstance(one.default, ScalarElementColumnDefault) else None
            for one in columns
        }
        self._rows: list[tuple[object, ...]] = []
        self._next = 0

    def add(self, **values: object) -> int:
        """Return the id the row will have. Columns not named get their defaults, and `uid` a new UID."""
        if unknown := values.keys() - self._blank.keys():
            raise TypeError(f"{self._table} has no {', '.join(sorted(unknown))}")
        self._next = self._next + 1 if self._rows else self._first_id()
        row = {**self._blank, **values, "id": self._next}
        if "uid" in row:
            row["uid"] = new_uid()
        self._rows.append(tuple([one.isoformat() if isinstance(one, date) else one for one in row.values()]))
        return self._next

    def write(self) -> None:
        if self._rows:
            self._work.insert_many(self._table, list(self._blank), self._rows)
        self._rows = []

    def _first_id(self) -> int:
        last: int | None = self._work.read.value(
            "SELECT seq FROM sqlite_sequence WHERE name = :table", table=self._table
        )
        return (last or 0) + 1
