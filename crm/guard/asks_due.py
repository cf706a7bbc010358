"""How many asks and loops of advice are the user's to do now: the count beside their page in the sidebar."""

from datetime import date

from crm.advice import queries as advice
from crm.asks import queries as asks
from crm.asks.queries import AskLine
from crm.asks.rules_off import findings_of
from crm.guard.facts import facts_about
from crm.guard.preparation import steps_before_asking
from crm.storage.reading import Reader

_MOST = 40  # of a kind; beyond that the number helps nobody


def due_count(read: Reader, today: date) -> int:
    """People who may be asked again, drafts that are ready to send, and loops of advice that are due."""
    ready = sum(is_ready(read, draft, today) for draft in asks.drafts(read, _MOST))
    return len(asks.not_now_over(read, today, _MOST)) + ready + advice.due_count(read, today)


def is_ready(read: Reader, draft: AskLine, today: date) -> bool:
    """Whether the checker finds nothing, and nothing is to be done for the person first."""
    return not findings_of(read, draft) and not steps_before_asking(
        facts_about(read, draft.person_id, today), today
    )
