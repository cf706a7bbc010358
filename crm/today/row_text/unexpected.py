"""Texts of the "open door" row: the last contact, and one thing known about the person."""

from datetime import date

from crm.text import days_in_words
from crm.today import note_quotes
from crm.today.row_details import RowPerson
from crm.today.row_text import last_contact
from crm.today.row_text.reasons import Reason


def why(person: RowPerson, reason: Reason, today: date) -> str:
    """ "Coffee at Blue Bottle on 3 May 2024. Last note: “…”"."""
    last = last_contact.describe(person.last_contact, person.ref.first_name, today)
    if reason.why:
        return f"{last}. {reason.why}"
    if quote := note_quotes.best_sentence(person.note):
        return f"{last}. Last note: {note_quotes.quoted(quote)}"
    return f"{last}. How you met: {note_quotes.shortened(person.how_we_met)}" if person.how_we_met else last


def chip(person: RowPerson, today: date) -> str:
    return days_in_words.ago(person.last_contact.on, today) if person.last_contact else ""
