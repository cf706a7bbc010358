"""Settings stored in the book: typed keys over the `setting` table, values as JSON."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from crm.storage.reading import Reader

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Key(Generic[Value]):
    """Name and default of a setting. The type of the default is the type of the setting."""

    name: str
    default: Value


OWNER_NAME = Key("owner.name", "")
OWNER_EMAILS: Key[list[str]] = Key("owner.emails", [])
OWNER_WANT = Key("owner.want", "")  # the standing answer to "what can I do for you?"
THEME = Key("theme", "system")  # system | light | dark
TEXT_SIZE = Key("text_size", 100)  # percent
WAKING_FROM = Key("waking.from", "08:00")
WAKING_UNTIL = Key("waking.until", "20:00")
REMIND_AT = Key("reminders.at", "08:30")  # "" is never
HIDE_NAMES = Key("reminders.hide_names", False)  # in notifications and in the calendar file
KEEP_IN_TRAY = Key("reminders.keep_in_tray", False)
CALENDAR_FILE = Key("calendar.file", True)
WATCHED_CALENDAR = Key("calendar.watched", "")  # path of a file read at every start, or ""
INBOX_FOLDER = Key("inbox.folder", "")  # path of the folder that a phone's sync fills, or ""
MOST_ROWS = Key("today.most_rows", 7)
RULES_OFF: Key[list[str]] = Key("today.rules_off", [])
ASK_RULES_OFF: Key[list[str]] = Key("asks.rules_off", [])  # of the ask checker
DAYS_OFF: Key[list[int]] = Key("today.days_off", [5, 6])  # weekdays, Monday 0
QUIET_DAYS_OFF = Key("today.quiet_days_off", False)  # whether Today omits suggestions on days off
HOLIDAYS_OF = Key("today.holidays_of", "")  # country code, or ""
HOLIDAYS_NAME = Key("today.holidays_name", "")  # display name: "Scotland"
HOLIDAYS: Key[list[str]] = Key("today.holidays", [])  # "2026-12-25 Christmas Day", of that country
WELCOMED = Key("welcomed", False)  # whether the questions of the first start were asked


def value(read: Reader, key: Key[Value]) -> Value:
    """The stored value, or the default if there is none or its type does not match."""
    stored = read.value("SELECT value FROM setting WHERE key = :key", key=key.name)
    if stored is None:
        return key.default
    found = json.loads(stored)
    return found if type(found) is type(key.default) else key.default


def change(work: "UnitOfWork", key: Key[Value], chosen: Value) -> None:
    """Stores a value."""
    from sqlalchemy import select  # deferred: this module is imported before the first paint

    from crm.model import Setting  # for the same reason

    row = work.session.scalars(select(Setting).where(Setting.key == key.name)).first()
    text = json.dumps(chosen, ensure_ascii=False)
    if row is None:
        work.session.add(Setting(key=key.name, value=text))
    else:
        row.value = text
    work.session.flush()
    work.label = "Changed the settings"
