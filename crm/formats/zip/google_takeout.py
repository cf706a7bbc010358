"""Google's takeout: a folder for each label with the cards under it and their pictures, so that one person stands in several."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from crm.contacts.photo_bytes import PhotoError, photo_of
from crm.formats.card import CardRead
from crm.matching.differences import SYSTEM_LABELS, tags_of
from crm.text.folding import fold

_OF_ALL = SYSTEM_LABELS | {
    "all contacts",
    "other contacts",
    "alle kontakte",
    "tous les contacts",
    "todos los contactos",
}
_PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".webp"}


class Labels:
    """Which labels each card stands under, learned from the label files before any card is given on."""

    def __init__(self) -> None:
        self._of_card: dict[int, list[str]] = defaultdict(list)

    def learn(self, name: str, card: CardRead) -> None:
        if card.kind == "person":
            labels = self._of_card[hash(_raw(card))]
            if (label := label_of(name)) not in labels:
                labels.append(label)

    def put_on(self, card: CardRead) -> None:
        """Where the card itself names no label, those it stands under; the same in every file."""
        labels = self._of_card.get(hash(_raw(card))) if self._of_card and card.kind == "person" else None
        if not labels:
            return
        contact = card.contact
        assert contact is not None
        if not tags_of(contact):
            contact.categories += labels
            contact.raw += "".join(f"\nX-LABEL:{label}" for label in labels)
            card.found, card.cached_record = contact, None


def label_of(name: str) -> str:
    """ "Food" of Takeout/Contacts/Food/Food.vcf; nothing for the file of all, and for any other."""
    path = PurePosixPath(name.replace("\\", "/"))
    label = path.parent.name
    is_label = path.suffix.lower() in (".vcf", ".csv") and label and path.stem == label
    return label if is_label and fold(label) not in _OF_ALL else ""


class Pictures:
    """Pictures that stand beside the cards, each called like one person."""

    def __init__(self, names: Iterable[str], bytes_of: Callable[[str], bytes]) -> None:
        self._bytes_of = bytes_of
        self._beside: dict[tuple[str, str], str] = {}
        stems: dict[str, set[str]] = defaultdict(set)
        for name in names:
            path = PurePosixPath(name)
            if path.suffix.lower() in _PICTURES:
                self._beside[str(path.parent), fold(path.stem)] = name
                stems[str(path.parent)].add(fold(path.stem))
        for folder, stem in list(self._beside):
            if f"{stem}(1)" in stems[folder]:  # two people of one name: nobody can say whose it is
                del self._beside[folder, stem]
        self._taken: set[str] = set()
        self._all = sum(map(len, stems.values()))

    def put_on(self, card: CardRead, name: str) -> None:
        if not self._beside or card.kind != "person":
            return
        contact = card.contact
        assert contact is not None
        picture = self._beside.get((str(PurePosixPath(name).parent), fold(contact.full_name)))
        if picture is None or contact.photo:
            return
        try:
            contact.photo = photo_of(self._bytes_of(picture))
        except PhotoError:
            return
        card.found, card.cached_record = contact, None
        self._taken.add(picture)

    @property
    def left(self) -> int:
        return self._all - len(self._taken)


def _raw(card: CardRead) -> str:
    if card.cached_record is not None:
        return card.cached_record.raw
    return card.contact.raw if card.contact else ""
