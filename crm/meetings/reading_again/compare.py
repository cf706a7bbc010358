"""Compares a meeting with its corrected text: what it would change, and what stays as it was put right by hand."""

from datetime import date

from crm.capture.draft import Draft
from crm.meetings.reading_again.advice import compare_advice
from crm.meetings.reading_again.asks import compare_asks
from crm.meetings.reading_again.difference import Comparison
from crm.meetings.reading_again.fields import compare_fields, compare_people
from crm.meetings.reading_again.meeting_now import MeetingNow
from crm.meetings.reading_again.promises import compare_promises
from crm.meetings.reading_again.topics import compare_topics


def compare(now: MeetingNow, before: Draft, after: Draft, today: date) -> Comparison:
    """`before` and `after` are the text as it was and as it is now, both read as on the day of logging."""
    parts = (
        compare_people(now, before, after),
        compare_fields(now, before, after, today),
        compare_promises(now.promises, before.promises, after.promises, today),
        compare_topics(now, before.topics, after.topics),
        compare_advice(now.advice, before.advice, after.advice),
        compare_asks(now.asks, before.asks, after.asks),
    )
    differences = [one for part in parts for one in part.differences]
    staying = dict.fromkeys(one for part in parts for one in part.staying)
    return Comparison(tuple(differences), tuple(staying))
