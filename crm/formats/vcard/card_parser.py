"""One card: its lines to properties, its properties to a contact, and what went wrong with line numbers."""

import re
from collections.abc import Callable
from functools import lru_cache

from crm.contacts.contact import Contact, Photo, Remark
from crm.formats.vcard.blocks import LONGEST_LINE
from crm.formats.vcard.card_builder import Card
from crm.formats.vcard.card_splitter import LARGEST_CARD
from crm.formats.vcard.charset_guess import guess_said
from crm.formats.vcard.decoding import (
    clean,
    clean_lines,
    codec_of,
    decode,
    from_quoted_printable,
    needs_cleaning,
    text_in_base64,
    without_controls,
)
from crm.formats.vcard.properties import PROPERTIES
from crm.formats.vcard.property_headers import Head, head_of, heads, split_head, split_parameters
from crm.formats.vcard.raw_card import Piece
from crm.formats.vcard.unfolding import BASE64_LINE, is_base64, joined, unfolded, with_base64_joined

MOST_LINES = 10_000
_USUAL_HEAD = 300  # letters of one that comes again

_CHARSET = re.compile(r"charset=[\"']?([\w.:-]{1,40})", re.I)
_TRANSPORT = re.compile(r"(?:CHARSET=.*|ENCODING=.*|QUOTED-PRINTABLE|[78]BIT|B|BASE64)", re.I | re.S)
_TEXTS = {
    "FN",
    "N",
    "NICKNAME",
    "ORG",
    "TITLE",
    "ROLE",
    "NOTE",
    "ADR",
    "LABEL",
    "EMAIL",
    "TEL",
    "URL",
    "CATEGORIES",
}
_NO_END = "END:VCARD is missing; the card was read up to here"
_NOBODY = "card has no name, organisation, e-mail or phone"
_PHOTO_ENDS = {"image/jpeg": b"\xff\xd9", "image/png": b"IEND\xaeB`\x82", "image/gif": b";"}

GuessCharset = Callable[[], str | None]
Understood = tuple[str, Contact | None, list[str], list[Remark]]


def understand(piece: Piece, hint: GuessCharset) -> Understood:
    """Kind, contact, members, remarks. The kind is person, group or unreadable."""
    if not piece.data and not piece.inside:
        return _nothing(piece)
    lines = _Lines(piece.data, hint)
    card = Card()
    try:
        lines.fill(card)
    except _LooseBase64:
        lines.join_base64()
        card = Card()
        lines.fill(card)
    card.finish()
    contact = card.contact
    _note_faults(piece, card, lines)
    remarks = _remarks(piece, card, lines) if card.problems else []
    if not contact.full_name:
        shown = "\n".join(line[:200] for line in lines.lines[:10])
        remarks.append(Remark(piece.first_line, piece.number, "", _NOBODY, shown))
        return "unreadable", None, [], remarks
    contact.raw = lines.raw(card.photo_lines)
    return "group" if card.is_group else "person", contact, card.members, remarks


def _nothing(piece: Piece) -> Understood:
    """BEGIN and no line more, as a torn file may have it a hundred thousand times."""
    remarks = [] if piece.closed else [Remark(piece.line_number(0), piece.number, "", _NO_END)]
    return "unreadable", None, [], [*remarks, Remark(piece.first_line, piece.number, "", _NOBODY)]


class _LooseBase64(Exception):
    """A photo's lines do not begin with a blank: they must be joined first."""


class _Lines:
    """The logical lines of a card. `exact`: they are text; else each is bytes, shown as Latin-1, to decode by itself."""

    def __init__(self, data: bytes, hint: GuessCharset) -> None:
        self._hint = hint
        lower = data.lower()
        self.quoted = b"quoted-printable" in lower
        self.exact = True
        try:
            self.text = data.decode()
        except UnicodeDecodeError:
            self.exact = False
        if self.exact and b"charset" in lower and not data.isascii():
            named = {codec_of(name) for name in _CHARSET.findall(self.text)}
            self.exact = named <= {"utf-8", "ascii", None}
        elif self.exact and b"charset=iso-2022" in lower:
            self.exact = False  # bytes of this one look like plain letters
        if not self.exact:
            self.text = without_controls(data).decode("latin-1")
        elif needs_cleaning(data):
            self.text = clean_lines(self.text)
        self.numbered: list[tuple[int, str]] | None = None
        self._note_ends = -1  # the last line that a line break within the note has cut off
        self._cut()

    def _cut(self) -> None:
        if self.quoted:
            self.numbered = list(joined(self.text, True))
            self.lines = [line for _, line in self.numbered]
        else:
            self.lines = unfolded(self.text)
        self.left_out = 0
        if len(self.lines) > MOST_LINES:
            filled = [index for index, line in enumerate(self.lines) if line]
            self.left_out = max(0, len(filled) - MOST_LINES)
            if self.left_out:
                del self.lines[filled[MOST_LINES] :]

    def fill(self, card: Card) -> None:
        long_lines = len(self.text) > LONGEST_LINE
        exact = self.exact
        for index, line in enumerate(self.lines):
            head_text, colon, value = line.partition(":")
            head = heads.get(head_text) if colon else None
            if head is None or long_lines:
                if not colon or len(line) > LONGEST_LINE:
                    self._odd(card, index, line)
                    continue
                if '"' in head_text and (parts := split_head(line)):
                    head_text, value = parts
                head = head_of(head_text)
                if head is None:
                    card.problems.append(
                        (index, "a line without a name, or with too many parameters, was left out")
                    )
                    continue
            if not (exact and head.plain):
                head, line, value = self._decoded(card, index, head_text, head, line, value)
            card.index = index
            known = PROPERTIES.get(head.name)
            if known is None:
                card.keep(line)
            elif not head.parameters or _first_of_twins(card, head):
                known(card, head, value, line)

    def _odd(self, card: Card, index: int, line: str) -> None:
        if not line or line.isspace():
            return
        if len(line) > LONGEST_LINE:
            card.problems.append((index, f"a line of more than {LONGEST_LINE >> 20} MB was left out"))
            self.lines[index] = ""
            return
        before = self.lines[index - 1] if index else ""
        if is_base64(before) and BASE64_LINE.fullmatch(line):
            raise _LooseBase64
        if card.contact.note and self._is_within_note(index):
            self._note_ends = index
            card.contact.note += "\n" + self._decoded_text(card, index, line).strip()
            card.problems.append(
                (index, "a line break stood inside the note; the line was taken as part of it")
            )
        else:
            card.problems.append((index, "a line without a colon was left out"))

    def _is_within_note(self, index: int) -> bool:
        """After the note, or after what was taken as its next line; lines left blank between count as none."""
        at = index - 1
        while at > self._note_ends and at > index - 20 and not self.lines[at].strip():
            at -= 1
        before = self.lines[at] if at >= 0 else ""
        return at == self._note_ends or (before[:4].upper() == "NOTE" and before[4:5] in (":", ";"))

    def join_base64(self) -> None:
        """For photos whose lines do not begin with a blank."""
        self._note_ends = -1
        self.numbered = with_base64_joined(self.numbered or list(joined(self.text, self.quoted)))
        self.lines = [line for _, line in self.numbered]

    def _decoded(
        self, card: Card, index: int, head_text: str, head: Head, line: str, value: str
    ) -> tuple[Head, str, str]:
        if head.encoding == "b":
            words = text_in_base64(value) if head.name in _TEXTS else None
            if words is None:
                return head, line, value
            return head, f"{_without_transport(head_text)}:{words}".replace("\n", "\\n"), words
        if not self.exact and not head_text.isascii():
            head_text = decode(head_text.encode("latin-1"), head.charset, self._hint)[0]
            head = head_of(head_text) or head
        if not head_text.isprintable():
            head_text = clean(head_text)
        data = value.encode("utf-8" if self.exact else "latin-1", "replace")
        if head.encoding == "q":
            data = from_quoted_printable(data)
        try:
            text = data.decode() if not head.charset else None
        except UnicodeDecodeError:
            text = None
        if text is None:
            text, guessed = decode(data, head.charset, self._hint)
            self._say(card, index, guessed)
        if needs_cleaning(data) or "\r" in text:
            text = clean(text.replace("\r\n", "\n"))
        line = f"{_without_transport(head_text)}:{text}".replace("\n", "\\n")
        if not self.exact:
            self.lines[index] = line
            if head.encoding != "q":
                text = text.replace("\n", "\\n")
        return head, line, text

    def _decoded_text(self, card: Card, index: int, line: str) -> str:
        if self.exact:
            return line
        text, guessed = decode(line.encode("latin-1"), None, self._hint)
        self._say(card, index, guessed)
        return clean(text)

    @staticmethod
    def _say(card: Card, index: int, guessed: str | None) -> None:
        if guessed and not any("letters were read as" in reason for _, reason in card.problems):
            card.problems.append((index, guess_said(guessed)))

    def raw(self, photo_lines: list[int]) -> str:
        """The card as text, without its photos."""
        if self.exact and not photo_lines and len(self.text) < LONGEST_LINE:
            return self.text
        photos = set(photo_lines)
        return "\n".join(line for index, line in enumerate(self.lines) if index not in photos)


def _first_of_twins(card: Card, head: Head) -> bool:
    """ALTID says that lines are one fact in several spellings (RFC 6350, section 5.4)."""
    twin = head.parameters.get("ALTID")
    return twin is None or card.new(f"ALTID {head.name}", twin)


def _without_transport(head_text: str) -> str:
    return _bare_head(head_text) if len(head_text) < _USUAL_HEAD else _bare_head.__wrapped__(head_text)


@lru_cache(maxsize=1000)
def _bare_head(head_text: str) -> str:
    parts = split_parameters(head_text)
    return ";".join(part for part in parts if not _TRANSPORT.fullmatch(part.strip()))


def _note_faults(piece: Piece, card: Card, lines: _Lines) -> None:
    last = len(lines.lines) - 1
    while last > 0 and not lines.lines[last].strip():
        last -= 1
    if piece.inside:
        card.problems.append((0, "this card stood inside another one; it was read as a person of its own"))
    if lines.left_out > 0:
        card.problems.append((last, f"{lines.left_out} lines beyond the first {MOST_LINES} were left out"))
    if len(piece.data) > LARGEST_CARD:
        card.problems.append(
            (last, f"this card is larger than {LARGEST_CARD >> 20} MB; what followed was left out")
        )
    if not piece.closed:
        card.problems.append((last, _NO_END))
        photo = card.contact.photo
        if photo and last in card.photo_lines and not _is_whole(photo):
            card.contact.photo = None
            card.problems.append((last, "photo is cut off; the rest of the card was read"))


def _is_whole(photo: Photo) -> bool:
    return photo.data.endswith(_PHOTO_ENDS.get(photo.media_type, b""))


def _remarks(piece: Piece, card: Card, lines: _Lines) -> list[Remark]:
    """With the number of the line in the file, and the lines as they stand there."""
    starts = [start for start, _ in lines.numbered or joined(lines.text, lines.quoted)]
    physical = piece.data.split(b"\n")
    remarks = []
    for index, reason in sorted(card.problems):
        start = starts[index] if index < len(starts) else 0
        end = starts[index + 1] if index + 1 < len(starts) else len(physical)
        shown = b"\n".join(line[:200] for line in physical[start : min(end, start + 5)]).decode(
            "utf-8", "replace"
        )
        remarks.append(Remark(piece.line_number(start), piece.number, card.contact.full_name, reason, shown))
    return remarks
