"""A person's current and previous role, after an import recorded a change."""

from datetime import date
from typing import NamedTuple

from crm.storage.reading import Reader
from crm.today.rules.new_job import NOTED_KIND

_CURRENT_ROLE = (
    "SELECT n.on_day, coalesce(o.name, '') AS organisation, r.title FROM dismissal n "
    "JOIN role r ON r.person_id = :id AND r.until_on IS NULL LEFT JOIN organisation o ON o.id = r.organisation_id "
    f"WHERE n.kind = '{NOTED_KIND}' AND n.subject_id = :id ORDER BY r.id LIMIT 1"
)
_PREVIOUS_ROLE = (
    "SELECT coalesce(o.name, '') AS organisation, r.title FROM role r LEFT JOIN organisation o ON o.id = r.organisation_id "
    "WHERE r.person_id = :id AND r.until_on IS NOT NULL ORDER BY r.until_on DESC, r.id DESC LIMIT 1"
)


class RoleChange(NamedTuple):
    noted_on: date
    organisation: str
    title: str
    previous_organisation: str
    previous_title: str


def role_change(read: Reader, person_id: int) -> RoleChange | None:
    """None if no change was recorded or the person has no current organisation."""
    row = read.one(_CURRENT_ROLE, id=person_id)
    if row is None or not row["organisation"]:
        return None
    before = read.one(_PREVIOUS_ROLE, id=person_id)
    old = (before["organisation"], before["title"]) if before else ("", "")
    return RoleChange(date.fromisoformat(row["on_day"]), row["organisation"], row["title"], *old)
