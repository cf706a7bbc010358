"""Saves the note of a text without a meeting with the people it is about."""

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


def keep(work: UnitOfWork, draft_people: DraftPeople, draft: Draft) -> None:
    """Adds the note to each person it names, or to all people of the text if it names none.

    For texts with many people, each person gets only the sentences with their name: whole copies would be quadratic in
    the length of the text. The text as typed is stored in any case.
    """
    if not draft.note.strip():
        return
    copy_whole = len(draft.people) <= MAX_PEOPLE_PER_CLAUSE
    rows = NewRows(work, Note)
    for person_id, words in _whole(draft_people, draft) if copy_whole else _by_sentence(draft_people, draft):
        rows.add(person_id=person_id, on_day=work.today, words=words)
    rows.write()


def _whole(draft_people: DraftPeople, draft: Draft) -> Iterator[tuple[int, str]]:
    folded, words = f" {fold(draft.note)}", lines(draft.note)
    named = [one for one in draft.people if f" {fold(one.typed).split(' ')[0]}" in folded]
    for person_id in draft_people.ids(named or draft.people):
        yield person_id, words


def _by_sentence(draft_people: DraftPeople, draft: Draft) -> Iterator[tuple[int, str]]:
    by_first: dict[str, list[int]] = {}
    for one in draft.people:
        by_first.setdefault(_first(one), []).append(draft_people.id(one))
    sentences_by_person: dict[int, list[str]] = {}
    for words, sentence in _sentences(lines(draft.note)):
        named = dict.fromkeys(person_id for word in words for person_id in by_first.get(word, ()))
        for person_id in list(named)[:MAX_PEOPLE_PER_CLAUSE]:
            sentences_by_person.setdefault(person_id, []).append(sentence)
    for person_id, person_sentences in sentences_by_person.items():
        yield person_id, " ".join(person_sentences)


def _sentences(text: str) -> Iterator[tuple[list[str], str]]:
    """(comparison keys of the words, text) of each sentence."""
    found = tokens(text)
    for first, last in split_sentences(found, quoted_words(found)):
        sentence = text[found[first].start : found[last - 1].end].strip()
        yield list(dict.fromkeys(token.base for token in found[first:last])), sentence


def _first(one: NamedPerson) -> str:
    """The first word of the typed name after titles."""
    typed = [token.base for token in tokens(one.typed)]
    return next((word for word in typed if word not in TITLES), "")
