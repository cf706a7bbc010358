"""What stays a note of a text without a meeting, kept with the people it is about."""

from collections.abc import Iterator

from crm.capture.clauses import quoted_words, split_sentences
from crm.capture.draft import Draft, NamedPerson
from crm.capture.tokens import tokens
from crm.capture.unique_people import MAX_PEOPLE_PER_CLAUSE
from crm.meetings.people_from_log import DraftPeople
from crm.model import Note
from crm.new_rows import NewRows
from crm.text.folding import fold
from crm.text.name_titles import TITLES
from crm.text.typed_text import lines
from crm.unit_of_work import UnitOfWork


def keep(work: UnitOfWork, roster: DraftPeople, draft: Draft) -> None:
    """To each person the note names; to everyone in the text where it names nobody.

    Where a text is about more people than that, each gets the sentences that name them: the whole for each would grow
    with the square of the text. The text as it was typed is kept in any case.
    """
    if not draft.note.strip():
        return
    few = len(draft.people) <= MAX_PEOPLE_PER_CLAUSE
    rows = NewRows(work, Note)
    for person_id, words in _whole(roster, draft) if few else _by_sentence(roster, draft):
        rows.add(person_id=person_id, on_day=work.today, words=words)
    rows.write()


def _whole(roster: DraftPeople, draft: Draft) -> Iterator[tuple[int, str]]:
    folded, words = f" {fold(draft.note)}", lines(draft.note)
    named = [one for one in draft.people if f" {fold(one.typed).split(' ')[0]}" in folded]
    for person_id in roster.ids(named or draft.people):
        yield person_id, words


def _by_sentence(roster: DraftPeople, draft: Draft) -> Iterator[tuple[int, str]]:
    by_first: dict[str, list[int]] = {}
    for one in draft.people:
        by_first.setdefault(_first(one), []).append(roster.id(one))
    told: dict[int, list[str]] = {}
    for words, sentence in _sentences(lines(draft.note)):
        named = dict.fromkeys(person_id for word in words for person_id in by_first.get(word, ()))
        for person_id in list(named)[:MAX_PEOPLE_PER_CLAUSE]:
            told.setdefault(person_id, []).append(sentence)
    for person_id, said in told.items():
        yield person_id, " ".join(said)


def _sentences(text: str) -> Iterator[tuple[list[str], str]]:
    """Each as it stands, with the words names are compared by."""
    found = tokens(text)
    for first, last in split_sentences(found, quoted_words(found)):
        said = text[found[first].start : found[last - 1].end].strip()
        yield list(dict.fromkeys(token.base for token in found[first:last])), said


def _first(one: NamedPerson) -> str:
    """The first word of a name as it was typed, without a title."""
    typed = [token.base for token in tokens(one.typed)]
    return next((word for word in typed if word not in TITLES), "")
