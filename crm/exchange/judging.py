"""Card after card compared with the book and with the cards before it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from crm.exchange.cards import CardRead
from crm.exchange.contact import Contact
from crm.exchange.differences import difference, with_extra
from crm.exchange.found import FilePreview, FoundCard, contact_of
from crm.exchange.from_book import contacts
from crm.exchange.known import Keys, Known, apart, card_key, complete, keys_of, known_cards, known_people
from crm.exchange.likeness import name_of
from crm.exchange.matching import Match, match
from crm.exchange.options import AS_IT_IS, Options
from crm.exchange.ready import identity_of, uid_key
from crm.exchange.recalling import MOST_KNOWN, Recalling, Written
from crm.storage.reading import Reader

if TYPE_CHECKING:
    from crm.exchange.archive.archive import Archived
    from crm.exchange.calendar.judging import EventJudge


class Judge:
    """Compares card after card with the book and with the cards before it.

    With `written`, the people of this reading are let go of as soon as there are many, and looked up where they are.
    """

    def __init__(self, read: Reader, options: Options = AS_IT_IS, written: Written | None = None) -> None:
        self._read = read
        self._options = options
        self._events: EventJudge | None = None
        self._written = written
        self._recalling = Recalling(read, written)
        self._is_complete = read.value("SELECT count(*) FROM person") > MOST_KNOWN
        self._has_everyone = self._keeps_everyone = self._let_go = False
        if self._is_complete:
            self._recalling.remember_book()
        self._known = Known(apart=apart(read)) if self._is_complete else known_cards(read)
        self._to_remember: list[tuple[Keys, int]] = []
        self._found: dict[int, CardRead] = {}  # the people of this preview, by their negative numbers
        self._states: dict[int, Contact] = {}
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
            found = self._judged_by_uid(card, card.archived)
        else:
            found = self._judged(card)
        file.add(found)
        return found

    def _judged_by_uid(self, card: CardRead, person: "Archived") -> FoundCard:
        """The people of an archive were told apart before: nobody is looked for by name or address."""
        uid = uid_key(person.uid)
        found = FoundCard(card.number, card.first_line, "new", person.full_name, card)
        found.person = self._everyone().by_uid.get(uid)
        if found.person is None:
            found.own = self._newcomer(card, keys_of(identity_of(person.archive.contact(person.id))))
            return found
        found.evidence = ("same UID",)
        if found.person not in self._states:
            self._read_ahead(person)
        have = self.state(found.person)
        found.difference = difference(have, person.compared)
        if found.difference.extra.photo:
            found.difference.extra.photo = person.contact.photo
        if found.person > 0:
            found.difference.changes += person.changes(self._read, found.person)
        found.status = "updated" if found.difference.adds_something else "same"
        self._states[found.person] = with_extra(have, found.difference.extra)
        return found

    def _read_ahead(self, person: "Archived") -> None:
        """An archive's people come in order, and the book has most of them: many are read together."""
        by_uid = self._everyone().by_uid
        ids = [by_uid.get(uid_key(uid), 0) for uid in person.archive.uids_from(person.id)]
        for one, contact in contacts(self._read, [one for one in ids if one > 0]).items():
            self._states.setdefault(one, contact)

    def _judged(self, card: CardRead) -> FoundCard:
        verdict = self._seen_before(card.raw)
        keys = None
        if verdict is None:
            keys = keys_of(card.ready.identity, card.raw)
            known = self._whole_book()
            self._recalling.bring_back(keys, known)
            verdict = match(known, keys)
        found = FoundCard(
            card.number, card.first_line, "new", card.full_name, card, evidence=verdict.evidence
        )
        if keys and not verdict.certain:
            found.person = verdict.one
            found.status = "new" if verdict.one is None else "possible"
            found.own = self._newcomer(card, keys)
        else:
            self._compare(found, keys, verdict)
        return found

    @property
    def _event_judge(self) -> "EventJudge":
        """Made with the first event, as the book's meetings are read for it."""
        if self._events is None:
            from crm.exchange.calendar.judging import EventJudge  # address books do without

            self._events = EventJudge(self._read, self._options, self._everyone(), self._newcomer)
        return self._events

    def _newcomer(self, card: CardRead, keys: Keys) -> int:
        """The negative number by which later cards may mean this person."""
        number, self._next = self._next, self._next - 1
        self._found[number] = card
        self._known.add(number, keys)
        self._will_remember(number, keys)
        return number

    def _seen_before(self, raw: str) -> Match | None:
        one = self._known.by_card.get(card_key(raw))
        if one is None:
            one = self._recalling.of_card(raw, self._known)
        return None if one is None else Match(one, True, ("the same card",), by_card=True)

    def _whole_book(self) -> Known:
        """Read with the first card that was not imported before."""
        if not self._is_complete:
            complete(self._known, self._read)
            self._is_complete = self._has_everyone = True
        return self._known

    def _everyone(self) -> Known:
        """For events and archives, which ask the maps themselves: from then on nobody is let go of."""
        self._keeps_everyone = True
        if not self._has_everyone:
            if self._written is not None and self._let_go:
                self._written.settle()
                self._forget(known_people(self._written.where(0)[0]))
            else:
                complete(self._known, self._read)
            self._is_complete = self._has_everyone = True
        return self._known

    def _compare(self, found: FoundCard, keys: Keys | None, verdict: Match) -> None:
        person = verdict.one
        assert person is not None
        found.person = person
        found.status = "same"
        if verdict.by_card and not (found.card and found.card.has_photo):
            return
        contact = contact_of(found)
        have = self.state(person)
        if verdict.by_card and have.photo:
            return
        found.difference = difference(have, contact)
        if not found.difference.adds_something:
            # Whoever marries changes the name on their page and nothing else: it is shown, once, and never just taken.
            if found.card and found.card.is_parked and found.difference.names_otherwise:
                found.difference.is_renaming, found.status = True, "updated"
            return
        found.status = "updated"
        self._states[person] = with_extra(have, found.difference.extra)
        if keys:
            self._known.add_points(person, keys)
            self._known.rename(person, name_of(self._states[person]))
            self._will_remember(person, keys)

    def _will_remember(self, person: int, keys: Keys) -> None:
        if self._written is not None:
            self._to_remember.append((keys, person))

    def let_go(self) -> None:
        """Between two cards, once all those before are taken: of very many, only numbers stay here."""
        if self._written is None or self._keeps_everyone or len(self._known.names) <= MOST_KNOWN:
            return
        self._written.settle()
        self._recalling.remember_book()
        for keys, person in self._to_remember:
            self._recalling.remember(keys, person)
        self._forget(Known(apart=self._known.apart))
        self._is_complete = self._let_go = True
        self._has_everyone = False

    def _forget(self, known: Known) -> None:
        """Nobody but these is held any more; all are in the book."""
        self._known = known
        for held in (self._to_remember, self._found, self._states):
            held.clear()

    def end(self) -> None:
        """Lets go of everyone bit by bit: all at once, a window would stand still for as long as that takes."""
        if self._written is not None and self._written.kept is not None:
            self._written.kept.append(self)
            return
        self._known.let_go()
        for held in (self._states, self._found):
            while held:
                held.popitem()

    def state(self, person: int) -> Contact:
        """The person as the book has them, with what earlier cards would add."""
        state = self._states.get(person)
        if state is None and person in self._found:
            state = _as_written(self._found[person])
        if state is None:
            state = self._recalling.contact(person)
        assert state is not None
        self._states[person] = state
        return state


def _as_written(card: CardRead) -> Contact | None:
    """Someone new as the book will have them: a whole name is taken apart when it is written."""
    if card.contact is None or card.contact.given or card.contact.family:
        return card.contact
    _, _, given, additional, family, prefix, suffix, *_ = card.ready.rows[0]
    return replace(
        card.contact, given=given, additional=additional, family=family, prefix=prefix, suffix=suffix
    )
