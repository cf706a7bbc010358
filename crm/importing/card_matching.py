"""Card after card compared with the book and with the cards before it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from crm.contacts.contact import Contact, Remark
from crm.formats.card import CardRead
from crm.formats.read_options import DEFAULT_OPTIONS, Options
from crm.importing.found_cards import FilePreview, FoundCard, contact_of
from crm.importing.job_changes import UNTOLD, Moving, date_list, source_of
from crm.matching.candidate_lookup import MAX_IN_MEMORY, CandidateLookup, CardSink
from crm.matching.compared_person import ComparedPerson
from crm.matching.differences import Difference, apply_difference, difference
from crm.matching.likeness import UNSEEN, differs_invisibly, name_of
from crm.matching.matcher import Match, match
from crm.matching.people_index import MatchKeys, PeopleIndex, card_key, keys_of
from crm.matching.people_of_book import add_people, load_card_index, load_people_index, people_told_apart
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from crm.importing.archive.people_by_uid import ArchiveJudge
    from crm.importing.calendar.event_matching import EventJudge

_LINES_SHOWN = 12
_LONGEST_UID = 60  # letters in a sentence


class Judge:
    """Compares card after card with the book and with the cards before it.

    With `written`, the people of this reading are let go of as soon as there are many, and looked up where they are.
    """

    def __init__(
        self, read: Reader, options: Options = DEFAULT_OPTIONS, written: CardSink | None = None
    ) -> None:
        self._read = read
        self._options = options
        self._events: EventJudge | None = None
        self._archive: ArchiveJudge | None = None
        self._written = written
        self._recalling = CandidateLookup(read, written)
        self._moving = Moving(read)
        self._is_complete = read.value("SELECT count(*) FROM person") > MAX_IN_MEMORY
        self._has_everyone = self._keeps_everyone = self._let_go = False
        if self._is_complete:
            self._recalling.add_book()
        self._known = (
            PeopleIndex(told_apart=people_told_apart(read)) if self._is_complete else load_card_index(read)
        )
        self._to_remember: list[tuple[MatchKeys, int]] = []
        self._found: dict[int, CardRead] = {}  # the people of this preview, by their negative numbers
        self._states: dict[int, ComparedPerson] = {}
        self._next = -1

    @property
    def is_written(self) -> bool:
        return self._written is not None

    def take(self, file: FilePreview, card: CardRead) -> FoundCard | None:
        """None for lines that belong to no card."""
        file.remarks += card.remarks
        if card.kind == "outside":
            file.archive = card.archive or file.archive
            return None
        if card.event is not None:
            found = self._event_judge.judged(file, card, card.event)
        elif card.found is None:
            found = FoundCard(card.number, card.first_line, "skipped", "", count=card.count)
        elif card.kind == "group":
            found = FoundCard(card.number, card.first_line, "group", card.full_name, members=card.members)
        elif card.archived:
            found = self._archive_judge.judged(card, card.archived)
        else:
            found = self._judged(file, card)
        file.add(found)
        return found

    def _judged(self, file: FilePreview, card: CardRead) -> FoundCard:
        if card.is_parked:
            date_list(file, card.raw)
        verdict = self._seen_before(card.raw)
        keys = None
        if verdict is None:
            keys = keys_of(card.record.identity, card.raw)
            known = self._whole_book()
            self._recalling.load_candidates(keys, known)
            verdict = match(known, keys)
        found = FoundCard(
            card.number, card.first_line, "new", card.full_name, card, evidence=verdict.evidence
        )
        if (
            keys
            and verdict.person_id is not None
            and differs_invisibly(self._known.names.get(verdict.person_id), keys.name)
        ):
            file.remarks.append(Remark(card.first_line, card.number, card.full_name, UNSEEN))
        if keys and not verdict.certain:
            found.person = verdict.person_id
            found.status = "new" if verdict.person_id is None else "possible"
            if verdict.uid_owner is not None:
                found.uid_is_taken = True
                file.remarks.append(self._taken(card, verdict.uid_owner))
            found.own = self._newcomer(card, keys)
        else:
            self._compare(file, found, keys, verdict)
        return found

    def _taken(self, card: CardRead, owner: int) -> Remark:
        name = self.state(owner).contact.full_name
        uid = card.uid if len(card.uid) <= _LONGEST_UID else f"{card.uid[:_LONGEST_UID]}…"
        reason = f"the UID {uid} is also that of {name}, and nothing else agrees: taken as someone else"
        return Remark(card.first_line, card.number, card.full_name, reason, _shown(card.raw))

    @property
    def _event_judge(self) -> "EventJudge":
        """Made with the first event, as the book's meetings are read for it."""
        if self._events is None:
            from crm.importing.calendar.event_matching import EventJudge  # address books do without

            self._events = EventJudge(
                self._read, self._options, self._everyone(), self._newcomer, self._found
            )
        return self._events

    @property
    def _archive_judge(self) -> "ArchiveJudge":
        """With everyone of the book, as it asks for them by UID alone."""
        if self._archive is None:
            from crm.importing.archive.people_by_uid import ArchiveJudge  # as above

            self._archive = ArchiveJudge(
                self._read, self._everyone(), self._states, self.state, self._newcomer
            )
        return self._archive

    def _newcomer(self, card: CardRead, keys: MatchKeys) -> int:
        """The negative number by which later cards may mean this person."""
        number, self._next = self._next, self._next - 1
        self._found[number] = card
        self._known.add(number, keys)
        self._will_remember(number, keys)
        return number

    def _seen_before(self, raw: str) -> Match | None:
        one = self._known.by_card.get(card_key(raw))
        if one is None:
            one = self._recalling.find_by_card(raw, self._known)
        return None if one is None else Match(one, True, ("the same card",), by_card=True)

    def _whole_book(self) -> PeopleIndex:
        """Read with the first card that was not imported before."""
        if not self._is_complete:
            add_people(self._known, self._read)
            self._is_complete = self._has_everyone = True
        return self._known

    def _everyone(self) -> PeopleIndex:
        """For events and archives, which ask the maps themselves: from then on nobody is let go of."""
        self._keeps_everyone = True
        if not self._has_everyone:
            if self._written is not None and self._let_go:
                self._written.flush()
                self._forget(load_people_index(self._written.locate(0)[0]))
            else:
                add_people(self._known, self._read)
            self._is_complete = self._has_everyone = True
        return self._known

    def _compare(self, file: FilePreview, found: FoundCard, keys: MatchKeys | None, verdict: Match) -> None:
        person = verdict.person_id
        assert person is not None
        found.person = person
        found.status = "same"
        if verdict.by_card and not (found.card and found.card.has_photo):
            return
        contact = contact_of(found)
        have = self.state(person)
        if verdict.by_card and have.contact.photo:
            return
        found.difference = difference(have, contact)
        if person > 0:
            self._settle_roles(file, found, have.contact, found.difference)
        if not found.difference.adds_something:
            # Whoever marries changes the name on their page and nothing else: it is shown, once, and never just taken.
            if found.card and found.card.is_parked and found.difference.has_other_name:
                found.difference.is_renaming, found.status = True, "updated"
            return
        found.status = "updated"
        apply_difference(have, found.difference)
        if keys:
            self._known.add_points(person, keys)
            self._known.rename(person, name_of(have.contact))
            self._will_remember(person, keys)

    def _settle_roles(self, file: FilePreview, found: FoundCard, have: Contact, result: Difference) -> None:
        contact = contact_of(found)
        source = source_of(contact.raw, file)
        assert found.person is not None
        if not self._moving.settle(found.person, have, contact, source, result):
            file.remarks.append(Remark(found.line, found.number, found.name, UNTOLD, _shown(contact.raw)))

    def _will_remember(self, person: int, keys: MatchKeys) -> None:
        if self._written is not None:
            self._to_remember.append((keys, person))

    def let_go(self) -> None:
        """Between two cards, once all those before are taken: of very many, only numbers stay here."""
        if self._written is None or self._keeps_everyone or len(self._known.names) <= MAX_IN_MEMORY:
            return
        self._written.flush()
        self._recalling.add_book()
        for keys, person in self._to_remember:
            self._recalling.add(keys, person)
        self._forget(PeopleIndex(told_apart=self._known.told_apart))
        self._is_complete = self._let_go = True
        self._has_everyone = False

    def _forget(self, known: PeopleIndex) -> None:
        """Nobody but these is held any more; all are in the book."""
        self._known = known
        for held in (self._to_remember, self._found, self._states):
            held.clear()

    def end(self) -> None:
        """Lets go of everyone bit by bit: all at once, a window would stand still for as long as that takes."""
        if self._written is not None and self._written.keep_alive is not None:
            self._written.keep_alive.append(self)
            return
        self._known.evict()
        for held in (self._states, self._found):
            while held:
                held.popitem()

    def state(self, person: int) -> ComparedPerson:
        """The person as the book has them, with what earlier cards would add."""
        state = self._states.get(person)
        if state is None:
            contact = _as_written(self._found[person]) if person in self._found else None
            contact = contact or self._recalling.contact(person)
            assert contact is not None
            state = self._states[person] = ComparedPerson(contact)
        return state


def _shown(raw: str) -> str:
    return "\n".join(raw.splitlines()[:_LINES_SHOWN])


def _as_written(card: CardRead) -> Contact | None:
    """Someone new as the book will have them: a whole name is taken apart when it is written."""
    if card.contact is None or card.contact.given or card.contact.family:
        return card.contact
    _, _, given, additional, family, prefix, suffix, *_ = card.record.rows[0]
    return replace(
        card.contact, given=given, additional=additional, family=family, prefix=prefix, suffix=suffix
    )
