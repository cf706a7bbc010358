"""Who is this card? The rules by which a person of a file is someone known, possibly someone known, or new."""

from dataclasses import dataclass

from crm.exchange.contact import Contact
from crm.exchange.known import MOST_CANDIDATES, Known, card_key, uid_key
from crm.exchange.likeness import Name, against, like


@dataclass(frozen=True, slots=True)
class Match:
    """`one` is who it is, or possibly is; `certain` tells which. Without `one` the card is someone new."""

    one: int | None = None
    certain: bool = False
    evidence: tuple[str, ...] = ()
    by_card: bool = False  # this very card came in before


NOBODY = Match()


def match(known: Known, contact: Contact, name: Name) -> Match:
    """Equal UID, or an equal e-mail or phone with a like name: the person. Anything less is possibly the person."""
    before = known.by_card.get(card_key(contact))
    if before is not None:
        return Match(before, True, ("the same card",), True)
    if contact.uid and (one := known.by_uid.get(uid_key(contact.uid))) is not None:
        return Match(one, True, ("same UID",))
    emails = known.sharing_email(contact, name.key) if contact.emails else []
    phones = known.sharing_phone(contact, name.key) if contact.phones else []
    shared = [(one, f"same e-mail {value}", True) for one, value in emails]
    shared += [(one, f"same phone {value}", False) for one, value in phones]
    fitting = [found for found in shared if like(known.names[found[0]], name, found[2])]
    if fitting:
        best = min(
            fitting, key=lambda found: (known.names[found[0]].key != name.key, not found[2], found[0] < 0)
        )
        return Match(best[0], True, _evidence(shared, best[0]))
    return _possibly(known, name, shared)


def _possibly(known: Known, name: Name, shared: list[tuple[int, str, bool]]) -> Match:
    if shared:
        one = shared[0][0]
        reason = against(known.names[one], name) or "another name"
        return Match(one, False, (*_evidence(shared, one), reason))
    if not name.is_made:
        for one in known.by_name.get(name.key, ())[:MOST_CANDIDATES]:
            if not against(known.names[one], name):
                return Match(one, False, ("same name",))
    return NOBODY


def _evidence(shared: list[tuple[int, str, bool]], one: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for who, words, _ in shared if who == one))
