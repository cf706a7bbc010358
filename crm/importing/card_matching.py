"""The card matcher: compares each card with the book and with the cards before it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from crm.contacts.contact import Contact, Remark
from crm.formats.card import CardRead
from crm.formats.read_options import DEFAULT_OPTIONS, Options
from crm.importing.found_cards import FilePreview, FoundCard, contact_of
from crm.importing.job_changes import UNDECIDED, JobChanges, date_list, source_of
from crm.matching.candidate_lookup import MAX_IN_MEMORY, CandidateLookup, CardSink
from crm.matching.compared_person import ComparedPerson
from crm.matching.differences import Difference, apply_difference, difference
from crm.matching.likeness import UNSEEN, differs_invisibly, name_of
from crm.matching.matcher import Match, match
from crm.matching.people_index import MatchKeys, PeopleIndex, card_key, keys_of
from crm.matching.people_of_book import add_people, load_card_index, load_people_index, people_told_apart
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from crm.importing.archive.people_by_uid import ArchiveMatcher
    from crm.importing.calendar.event_matching import EventMatcher

_LINES_SHOWN = 12
_MAX_UID = 60  # characters in a sentence


class CardMatcher:
    """Compares each card with the book and with the cards before it.

    With `sink`, people of this import are evicted from memory once there are many, and looked up in the book.
    """

    def __init__(
        self, read: Reader, options: Options = DEFAULT_OPTIONS, sink: CardSink | None = None
    ) -> None:
        self._read = read
        self._options = options
        self._events: EventMatcher | None = None
        self._archive: ArchiveMatcher | None = None
        self._sink = sink
        self._lookup = CandidateLookup(read, sink)
        self._job_changes = JobChanges(read)
        self._is_complete = read.value("SELECT count(*) FROM person") > MAX_IN_MEMORY
        self._has_everyone = self._keeps_everyone = self._has_evicted = False
        if self._is_complete:
            self._lookup.add_book()
        self._index = (
            PeopleIndex(told_apart=people_told_apart(read)) if self._is_complete else load_card_index(read)
        )
        self._to_index: list[tuple[MatchKeys, int]] = []
        self._found: dict[int, CardRead] = {}  # people of this preview by negative number
        self._states: dict[int, ComparedPerson] = {}
        self._next = -1

    @property
    def has_sink(self) -> bool:
        return self._sink is not None

    def match_card(self, file: FilePreview, card: CardRead) -> FoundCard | None:
        """None for lines that belong to no card."""
        file.remarks += card.remarks
        if card.kind == "outside":
            file.archive = card.archive or file.archive
            return None
        if card.event is not None:
            found = self._event_matcher.match_card(file, card, card.event)
        elif card.found is None:
            found = FoundCard(card.number, card.first_line, "skipped", "", count=card.count)
        elif card.kind == "group":
            found = FoundCard(card.number, card.first_line, "group", card.full_name, members=card.members)
        elif card.archived:
            found = self._archive_matcher.match_card(card, card.archived)
        else:
            found = self._match_card(file, card)
        file.add(found)
        return found

    def _match_card(self, file: FilePreview, card: CardRead) -> FoundCard:
        if card.is_parked:
            date_list(file, card.raw)
        match_found = self._match_same_card(card.raw)
        keys = None
        if match_found is None:
            keys = keys_of(card.record.identity, card.raw)
            index = self._full_index()
            self._lookup.load_candidates(keys, index)
            match_found = match(index, keys)
        found = FoundCard(
            card.number, card.first_line, "new", card.full_name, card, evidence=match_found.evidence
        )
        if (
            keys
            and match_found.person_id is not None
            and differs_invisibly(self._index.names.get(match_found.person_id), keys.name)
        ):
            file.remarks.append(Remark(card.first_line, card.number, card.full_name, UNSEEN))
        if keys and not match_found.certain:
            found.person = match_found.person_id
            found.status = "new" if match_found.person_id is None else "possible"
            if match_found.uid_owner is not None:
                found.uid_is_taken = True
                file.remarks.append(self._uid_remark(card, match_found.uid_owner))
            found.own = self._add_new_person(card, keys)
        else:
            self._compare(file, found, keys, match_found)
        return found

    def _uid_remark(self, card: CardRead, owner: int) -> Remark:
        name = self.state(owner).contact.full_name
        uid = card.uid if len(card.uid) <= _MAX_UID else f"{card.uid[:_MAX_UID]}…"
        reason = f"the UID {uid} is also that of {name}, and nothing else agrees: taken as someone else"
        return Remark(card.first_line, card.number, card.full_name, reason, _first_lines(card.raw))

    @property
    def _event_matcher(self) -> "EventMatcher":
        """Created with the first event, as it loads the book's meetings."""
        if self._events is None:
            from crm.importing.calendar.event_matching import EventMatcher  # not needed for address books

            self._events = EventMatcher(
                self._read, self._options, self._index_for_all(), self._add_new_person, self._found
            )
        return self._events

    @property
    def _archive_matcher(self) -> "ArchiveMatcher":
        """Needs everyone in the book, as it searches the index by UID."""
        if self._archive is None:
            from crm.importing.archive.people_by_uid import ArchiveMatcher  # as above

            self._archive = ArchiveMatcher(
                self._read, self._index_for_all(), self._states, self.state, self._add_new_person
            )
        return self._archive

    def _add_new_person(self, card: CardRead, keys: MatchKeys) -> int:
        """Returns the negative number by which later cards refer to the person."""
        number, self._next = self._next, self._next - 1
        self._found[number] = card
        self._index.add(number, keys)
        self._index_later(number, keys)
        return number

    def _match_same_card(self, raw: str) -> Match | None:
        person_id = self._index.by_card.get(card_key(raw))
        if person_id is None:
            person_id = self._lookup.find_by_card(raw, self._index)
        return None if person_id is None else Match(person_id, True, ("the same card",), by_card=True)

    def _full_index(self) -> PeopleIndex:
        """Loaded with the first card that was not imported before."""
        if not self._is_complete:
            add_people(self._index, self._read)
            self._is_complete = self._has_everyone = True
        return self._index

    def _index_for_all(self) -> PeopleIndex:
        """For event and archive matchers, which search the index themselves: from then on nobody is evicted."""
        self._keeps_everyone = True
        if not self._has_everyone:
            if self._sink is not None and self._has_evicted:
                self._sink.flush()
                self._reset(load_people_index(self._sink.locate(0).read))
            else:
                add_people(self._index, self._read)
            self._is_complete = self._has_everyone = True
        return self._index

    def _compare(
        self, file: FilePreview, found: FoundCard, keys: MatchKeys | None, match_found: Match
    ) -> None:
        person = match_found.person_id
        assert person is not None
        found.person = person
        found.status = "same"
        if match_found.by_card and not (found.card and found.card.has_photo):
            return
        contact = contact_of(found)
        have = self.state(person)
        if match_found.by_card and have.contact.photo:
            return
        found.difference = difference(have, contact)
        if person > 0:
            self._resolve_roles(file, found, have.contact, found.difference)
        if not found.difference.adds_something:
            # A changed name, as after a marriage, is shown once, but never taken over by default.
            if found.card and found.card.is_parked and found.difference.has_other_name:
                found.difference.is_renaming, found.status = True, "updated"
            return
        found.status = "updated"
        apply_difference(have, found.difference)
        if keys:
            self._index.add_points(person, keys)
            self._index.rename(person, name_of(have.contact))
            self._index_later(person, keys)

    def _resolve_roles(self, file: FilePreview, found: FoundCard, have: Contact, result: Difference) -> None:
        contact = contact_of(found)
        source = source_of(contact.raw, file)
        assert found.person is not None
        if not self._job_changes.resolve(found.person, have, contact, source, result):
            file.remarks.append(
                Remark(found.line, found.number, found.name, UNDECIDED, _first_lines(contact.raw))
            )

    def _index_later(self, person: int, keys: MatchKeys) -> None:
        if self._sink is not None:
            self._to_index.append((keys, person))

    def evict(self) -> None:
        """Between two cards, after all before are written: of very many people, keep only the compact index."""
        if self._sink is None or self._keeps_everyone or len(self._index.names) <= MAX_IN_MEMORY:
            return
        self._sink.flush()
        self._lookup.add_book()
        for keys, person in self._to_index:
            self._lookup.add(keys, person)
        self._reset(PeopleIndex(told_apart=self._index.told_apart))
        self._is_complete = self._has_evicted = True
        self._has_everyone = False

    def _reset(self, index: PeopleIndex) -> None:
        """Replace the index, and drop everything held about people, who are all in the book."""
        self._index = index
        for held in (self._to_index, self._found, self._states):
            held.clear()

    def end(self) -> None:
        """Free memory piece by piece: all at once would freeze a window for as long as that takes."""
        if self._sink is not None and self._sink.keep_alive is not None:
            self._sink.keep_alive.append(self)
            return
        self._index.evict()
        for mapping in (self._states, self._found):
            while mapping:
                mapping.popitem()

    def state(self, person: int) -> ComparedPerson:
        """The person as in the book, with the additions of earlier cards."""
        state = self._states.get(person)
        if state is None:
            contact = _as_in_book(self._found[person]) if person in self._found else None
            contact = contact or self._lookup.contact(person)
            assert contact is not None
            state = self._states[person] = ComparedPerson(contact)
        return state


def _first_lines(raw: str) -> str:
    return "\n".join(raw.splitlines()[:_LINES_SHOWN])


def _as_in_book(card: CardRead) -> Contact | None:
    """A new person as the book will hold it: the full name is split when it is written."""
    if card.contact is None or card.contact.given or card.contact.family:
        return card.contact
    _, _, given, additional, family, prefix, suffix, *_ = card.record.rows[0]
    return replace(
        card.contact, given=given, additional=additional, family=family, prefix=prefix, suffix=suffix
    )
