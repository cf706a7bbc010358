"""The row about somebody unexpected: how long ago it was, and the one thing that is known of them."""

from datetime import date

from crm.today import days, quotes
from crm.today.details import PersonDetails
from crm.today.telling.reasons import Reason


def why(person: PersonDetails, reason: Reason, today: date) -> str:
    """ "You last met 2 years ago. Last note: “…”. No rhythm asks for it"."""
    since = (
        f"You last met {days.ago(person.last_contact, today)}" if person.last_contact else "You have not met"
    )
    if reason.why:
        return f"{since}. {reason.why}"
    if quote := quotes.telling(person.note):
        return f"{since}. Last note: {quotes.quoted(quote)}"
    return f"{since}. How you met: {quotes.shortened(person.how_we_met)}" if person.how_we_met else since


def chip(person: PersonDetails, today: date) -> str:
    return days.ago(person.last_contact, today) if person.last_contact else ""
