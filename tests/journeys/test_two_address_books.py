"""Imports LinkedIn connections, Google contacts and a calendar into one book by commands."""

from pathlib import Path

from tests.conftest import TODAY
from tests.crm.commands.conftest import goodturn
from tests.journeys.two_address_books import CONNECTED, name_of, write

__all__ = ["goodturn"]


def test_every_row_and_event_is_accounted_for(goodturn, tmp_path: Path) -> None:
    write(tmp_path, TODAY)
    network, address_book = goodturn("import", "Connections.csv", "contacts.csv", "--json").json["files"]
    assert (network["cards"], network["new"], network["skipped"]) == (1000, 980, 20)
    assert {remark["reason"] for remark in network["remarks"]} == {
        "closed account: a date, and nobody it belongs to"
    }
    counts = [address_book[one] for one in ("new", "updated", "same", "possible_duplicates", "skipped")]
    assert counts == [985, 9, 0, 6, 0]
    (parked,) = [remark["reason"] for remark in address_book["remarks"] if "parked" in remark["reason"]]
    assert parked.startswith("991 people whom nobody has met came in parked")
    people = goodturn("people", "--json").json["people"]
    assert {one["standing"] for one in people} == {"parked"}
    assert "  address: Cork" in goodturn("show", " ".join(name_of(CONNECTED))).out.splitlines()
    calendar = goodturn("import", "calendar.ics", "--dry-run", "--json").json["files"][0]
    assert (calendar["cards"], calendar["new"], calendar["skipped"]) == (200, 74, 126)
    assert [one["state"] for one in calendar["meetings"]].count("proposed") == 80
    assert [one["state"] for one in calendar["meetings"]].count("planned") == 8
    goodturn("import", "calendar.ics")
    goodturn("undo")
    goodturn("redo")
    assert goodturn("check").status == 0
    assert [step["label"] for step in goodturn("history", "--json").json["steps"]] == [
        "Imported 88 meetings from calendar.ics",
        "Imported 1,971 people and updated 9 people from 2 files",
    ]
