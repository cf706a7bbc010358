"""The use cases by package, each loaded at first use: `use_cases.people.editing.rename`.

They import SQLAlchemy, which takes longer than the whole first paint, so pages do not import them directly.
For the type checker the names below are the packages themselves, so wrong names and arguments are errors.
"""

import importlib
from types import ModuleType
from typing import TYPE_CHECKING

__all__ = (
    "advice",
    "asks",
    "drafts",
    "events",
    "exporting",
    "importing",
    "inbox",
    "introductions",
    "meetings",
    "people",
    "shelf",
    "sorting",
    "things",
    "today",
)

if TYPE_CHECKING:
    import crm.advice.noting
    import crm.asks.asking
    import crm.asks.rules_off
    import crm.drafts.late_promise_mail
    import crm.drafts.own_templates
    import crm.exporting.export
    import crm.importing.applying
    import crm.events.meeting_people
    import crm.events.preparing
    import crm.inbox.settling
    import crm.introductions.completing
    import crm.introductions.offering
    import crm.introductions.received
    import crm.introductions.side_answers
    import crm.meetings.adding_outcomes
    import crm.meetings.deleting
    import crm.meetings.logging
    import crm.meetings.answering_energy
    import crm.meetings.looking_back
    import crm.meetings.planning
    import crm.meetings.reaching_out
    import crm.meetings.taking_corrections
    import crm.meetings.owner_in_proposals
    import crm.meetings.planning
    import crm.meetings.answering_proposals
    import crm.meetings.before_meeting
    import crm.meetings.planning
    import crm.people.adding
    import crm.people.deleting
    import crm.people.editing
    import crm.people.fields
    import crm.people.blurb_age
    import crm.people.bulk_changes
    import crm.people.merging
    import crm.people.people_missed
    import crm.people.notes
    import crm.people.owner
    import crm.people.unmerging
    import crm.shelf.keeping
    import crm.shelf.sharing
    import crm.sorting.deciding
    import crm.things.new_attendee
    import crm.things.noting_promise
    import crm.things.one
    import crm.today.reminding
    import crm.today.row_done
    import crm.today.snoozing
    import crm.today.holiday_calendar
    import crm.today.rule_words
    from crm import (
        advice,
        asks,
        drafts,
        events,
        exporting,
        importing,
        inbox,
        introductions,
        meetings,
        people,
        shelf,
        sorting,
        things,
        today,
    )
else:

    class _LazyPackage:
        """Proxy for a package that imports its modules at first access."""

        def __init__(self, package: str):
            self._package = package

        def __getattr__(self, module: str) -> ModuleType:
            return importlib.import_module(f"{self._package}.{module}")

    advice = _LazyPackage("crm.advice")
    asks = _LazyPackage("crm.asks")
    drafts = _LazyPackage("crm.drafts")
    events = _LazyPackage("crm.events")
    exporting = _LazyPackage("crm.exporting")
    importing = _LazyPackage("crm.importing")
    inbox = _LazyPackage("crm.inbox")
    introductions = _LazyPackage("crm.introductions")
    meetings = _LazyPackage("crm.meetings")
    people = _LazyPackage("crm.people")
    shelf = _LazyPackage("crm.shelf")
    sorting = _LazyPackage("crm.sorting")
    things = _LazyPackage("crm.things")
    today = _LazyPackage("crm.today")
