"""Google Takeout: one folder per label with its cards and pictures, so a person can be in several folders."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from crm.contacts.photo_bytes import PhotoError, photo_of
from crm.formats.card import CardRead
from crm.matching.differences import SYSTEM_LABELS, tags_of
from crm.text.folding import fold

_NOT_LABELS = SYSTEM_LABELS | {
    "all contacts",
    "other contacts",
    "alle kontakte",
    "tous les contacts",
    "todos los contactos",
}
_PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".webp"}


class Labels:
    """The labels of each card, collected from the label files before any card is returned."""

    def __init__(self) -> None:
        self._labels_by_card: dict[int, list[str]] = defaultdict(list)

    def learn(self, name: str, card: CardRead) -> None:
        if card.kind == "person":
            labels = self._labels_by_card[hash(_raw(card))]
            if (label := label_of(name)) not in labels:
                labels.append(label)

    def apply(self, card: CardRead) -> None:
        """Add the labels to a card that has none; the result is the same for every file."""
        labels = (
            self._labels_by_card.get(hash(_raw(card)))
            if self._labels_by_card and card.kind == "person"
            else None
        )
        if not labels:
            return
        contact = card.contact
        assert contact is not None
        if not tags_of(contact):
            contact.categories += labels
            contact.raw += "".join(f"\nX-LABEL:{label}" for label in labels)
            card.found, card.cached_record = contact, None


def label_of(name: str) -> str:
    """ "Food" for Takeout/Contacts/Food/Food.vcf; "" for the file of all contacts and any other file."""
    path = PurePosixPath(name.replace("\\", "/"))
    label = path.parent.name
    is_label = path.suffix.lower() in (".vcf", ".csv") and label and path.stem == label
    return label if is_label and fold(label) not in _NOT_LABELS else ""


class Pictures:
    """Pictures beside the cards, each named after a person."""

    def __init__(self, names: Iterable[str], bytes_of: Callable[[str], bytes]) -> None:
        self._bytes_of = bytes_of
        self._by_name: dict[tuple[str, str], str] = {}
        stems: dict[str, set[str]] = defaultdict(set)
        for name in names:
            path = PurePosixPath(name)
            if path.suffix.lower() in _PICTURES:
                self._by_name[str(path.parent), fold(path.stem)] = name
                stems[str(path.parent)].add(fold(path.stem))
        for folder, stem in list(self._by_name):
            if f"{stem}(1)" in stems[folder]:  # two people of the same name: the picture cannot be assigned
                del self._by_name[folder, stem]
        self._used: set[str] = set()
        self._all = sum(map(len, stems.values()))

    def apply(self, card: CardRead, name: str) -> None:
        if not self._by_name or card.kind != "person":
            return
        contact = card.contact
        assert contact is not None
        picture = self._by_name.get((str(PurePosixPath(name).parent), fold(contact.full_name)))
        if picture is None or contact.photo:
            return
        try:
            contact.photo = photo_of(self._bytes_of(picture))
        except PhotoError:
            return
        card.found, card.cached_record = contact, None
        self._used.add(picture)

    @property
    def unused(self) -> int:
        return self._all - len(self._used)


def _raw(card: CardRead) -> str:
    if card.cached_record is not None:
        return card.cached_record.raw
    return card.contact.raw if card.contact else ""
