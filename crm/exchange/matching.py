"""Who is this card? The rules by which a person of a file is someone known, possibly someone known, or new."""

from dataclasses import dataclass

from crm.exchange.known import MOST_CANDIDATES, Keys, Known
from crm.exchange.likeness import Name, against, like


@dataclass(frozen=True, slots=True)
class Match:
    """`one` is who it is, or possibly is; `certain` tells which. Without `one` the card is someone new."""

    one: int | None = None
    certain: bool = False
    evidence: tuple[str, ...] = ()
    by_card: bool = False  # this very card came in before


NOBODY = Match()


def match(known: Known, keys: Keys) -> Match:
    """Equal UID, or an equal e-mail or phone with a like name: the person. Anything less is possibly the person."""
    if keys.uid and (one := known.by_uid.get(keys.uid)) is not None:
        return Match(one, True, ("same UID",))
    emails, phones = known.sharing_email(keys), known.sharing_phone(keys)
    if not emails and not phones:
        return _of_the_same_name(known, keys.name)
    shared = [(one, f"same e-mail {value}", True) for one, value in emails.items()]
    shared += [(one, f"same phone {value}", False) for one, value in phones.items()]
    fitting = [found for found in shared if like(known.names[found[0]], keys.name, found[2])]
    if fitting:
        key = keys.name.key
        best = min(fitting, key=lambda found: (known.names[found[0]].key != key, not found[2], found[0] < 0))
        return Match(best[0], True, _evidence(shared, best[0]))
    one = shared[0][0]
    reason = against(known.names[one], keys.name) or "another name"
    return Match(one, False, (*_evidence(shared, one), reason))


def _of_the_same_name(known: Known, name: Name) -> Match:
    if not name.is_made:
        for one in known.by_name.get(name.key, ())[:MOST_CANDIDATES]:
            if not against(known.names[one], name):
                return Match(one, False, ("same name",))
    return NOBODY


def _evidence(shared: list[tuple[int, str, bool]], one: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for who, words, _ in shared if who == one))
