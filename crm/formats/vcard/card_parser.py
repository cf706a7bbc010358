"""Parses one raw card: lines into properties, properties into a contact, problems into remarks with line numbers."""

import re
from collections.abc import Callable
from typing import NamedTuple

from crm.contacts.contact import Contact, Photo, Remark
from crm.formats.vcard.blocks import MAX_LINE
from crm.formats.vcard.card_builder import CardBuilder
from crm.formats.vcard.card_splitter import MAX_CARD_SIZE
from crm.formats.vcard.charset_guess import describe_guess
from crm.formats.vcard.decoding import (
    clean,
    clean_lines,
    codec_name,
    decode,
    decode_base64_text,
    from_quoted_printable,
    needs_cleaning,
    strip_controls,
)
from crm.formats.vcard.properties import PROPERTIES
from crm.formats.vcard.property_headers import (
    PropertyHeader,
    cached_headers,
    parse_header,
    split_header,
    without_encoding,
)
from crm.formats.vcard.raw_card import RawCard
from crm.formats.vcard.unfolding import BASE64_LINE, is_base64, join_base64_lines, logical_lines, unfold

MAX_LINES = 10_000

_CHARSET = re.compile(r"charset=[\"']?([\w.:-]{1,40})", re.I)
_TEXT_PROPERTIES = {
    "FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "NOTE", "ADR", "LABEL", "EMAIL", "TEL", "URL", "CATEGORIES",
}  # fmt: skip
_NO_END = "END:VCARD is missing; the card was read up to here"
_NO_IDENTITY = "card has no name, organisation, e-mail or phone"
_PHOTO_ENDS = {"image/jpeg": b"\xff\xd9", "image/png": b"IEND\xaeB`\x82", "image/gif": b";"}

GuessCharset = Callable[[], str | None]


class ParsedCard(NamedTuple):
    kind: str  # person, group or unreadable
    contact: Contact | None
    members: list[str]
    remarks: list[Remark]


def parse_card(raw_card: RawCard, hint: GuessCharset) -> ParsedCard:
    if not raw_card.data and not raw_card.inside:
        return _empty_card(raw_card)
    lines = _CardLines(raw_card.data, hint)
    card = CardBuilder()
    try:
        lines.fill(card)
    except _UnfoldedBase64Error:
        lines.join_base64()
        card = CardBuilder()
        lines.fill(card)
    card.finish()
    contact = card.contact
    _add_problems(raw_card, card, lines)
    remarks = _remarks(raw_card, card, lines) if card.problems else []
    if not contact.full_name:
        shown = "\n".join(line[:200] for line in lines.lines[:10])
        remarks.append(Remark(raw_card.first_line, raw_card.number, "", _NO_IDENTITY, shown))
        return ParsedCard("unreadable", None, [], remarks)
    contact.raw = lines.raw(card.photo_lines)
    kind = "group" if card.is_group else "person"
    return ParsedCard(kind, contact, card.members, remarks)


def _empty_card(raw_card: RawCard) -> ParsedCard:
    """BEGIN without any line, which a damaged file may repeat a hundred thousand times."""
    remarks = [] if raw_card.closed else [Remark(raw_card.line_number(0), raw_card.number, "", _NO_END)]
    remarks.append(Remark(raw_card.first_line, raw_card.number, "", _NO_IDENTITY))
    return ParsedCard("unreadable", None, [], remarks)


class _UnfoldedBase64Error(Exception):
    """A photo's lines do not begin with a blank, and must be joined before parsing."""


class _CardLines:
    """The logical lines of a card. `exact`: they are decoded text; else each is bytes as Latin-1, to be decoded separately."""

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
            named = {codec_name(name) for name in _CHARSET.findall(self.text)}
            self.exact = named <= {"utf-8", "ascii", None}
        elif self.exact and b"charset=iso-2022" in lower:
            self.exact = False  # in this encoding, text consists of ASCII bytes
        if not self.exact:
            self.text = strip_controls(data).decode("latin-1")
        elif needs_cleaning(data):
            self.text = clean_lines(self.text)
        self.numbered: list[tuple[int, str]] | None = None
        self._note_end = -1  # index of the last line that belongs to a broken note
        self._split()

    def _split(self) -> None:
        if self.quoted:
            self.numbered = list(logical_lines(self.text, True))
            self.lines = [line for _, line in self.numbered]
        else:
            self.lines = unfold(self.text)
        self.lines_left_out = 0
        if len(self.lines) > MAX_LINES:
            filled = [index for index, line in enumerate(self.lines) if line]
            self.lines_left_out = max(0, len(filled) - MAX_LINES)
            if self.lines_left_out:
                del self.lines[filled[MAX_LINES] :]

    def fill(self, card: CardBuilder) -> None:
        long_lines = len(self.text) > MAX_LINE
        exact = self.exact
        for index, line in enumerate(self.lines):
            header_text, colon, value = line.partition(":")
            header = cached_headers.get(header_text) if colon else None
            if header is None or long_lines:
                if not colon or len(line) > MAX_LINE:
                    self._take_malformed(card, index, line)
                    continue
                if '"' in header_text and (parts := split_header(line)):
                    header_text, value = parts
                header = parse_header(header_text)
                if header is None:
                    card.problems.append(
                        (index, "a line without a name, or with too many parameters, was left out")
                    )
                    continue
            if not (exact and header.plain):
                header, line, value = self._decode(card, index, header_text, header, line, value)
            card.index = index
            handler = PROPERTIES.get(header.name)
            if handler is None:
                card.keep(line)
            elif not header.parameters or _is_first_alternative(card, header):
                handler(card, header, value, line)

    def _take_malformed(self, card: CardBuilder, index: int, line: str) -> None:
        if not line or line.isspace():
            return
        if len(line) > MAX_LINE:
            card.problems.append((index, f"a line of more than {MAX_LINE >> 20} MB was left out"))
            self.lines[index] = ""
            return
        before = self.lines[index - 1] if index else ""
        if is_base64(before) and BASE64_LINE.fullmatch(line):
            raise _UnfoldedBase64Error
        if card.contact.note and self._is_within_note(index):
            self._note_end = index
            card.contact.note += "\n" + self._decoded_text(card, index, line).strip()
            card.problems.append(
                (index, "a line break stood inside the note; the line was taken as part of it")
            )
        else:
            card.problems.append((index, "a line without a colon was left out"))

    def _is_within_note(self, index: int) -> bool:
        """Whether the line continues the note: after the note, or after its continuation, ignoring blank lines."""
        at = index - 1
        while at > self._note_end and at > index - 20 and not self.lines[at].strip():
            at -= 1
        before = self.lines[at] if at >= 0 else ""
        return at == self._note_end or (before[:4].upper() == "NOTE" and before[4:5] in (":", ";"))

    def join_base64(self) -> None:
        """Join Base64 lines that do not begin with a blank."""
        self._note_end = -1
        self.numbered = join_base64_lines(self.numbered or list(logical_lines(self.text, self.quoted)))
        self.lines = [line for _, line in self.numbered]

    def _decode(
        self, card: CardBuilder, index: int, header_text: str, header: PropertyHeader, line: str, value: str
    ) -> tuple[PropertyHeader, str, str]:
        if header.encoding == "b":
            text = decode_base64_text(value) if header.name in _TEXT_PROPERTIES else None
            if text is None:
                return header, line, value
            return header, f"{without_encoding(header_text)}:{text}".replace("\n", "\\n"), text
        if not self.exact and not header_text.isascii():
            header_text = decode(header_text.encode("latin-1"), header.charset, self._hint)[0]
            header = parse_header(header_text) or header
        if not header_text.isprintable():
            header_text = clean(header_text)
        data = value.encode("utf-8" if self.exact else "latin-1", "replace")
        if header.encoding == "q":
            data = from_quoted_printable(data)
        try:
            text = data.decode() if not header.charset else None
        except UnicodeDecodeError:
            text = None
        if text is None:
            text, guessed = decode(data, header.charset, self._hint)
            self._add_guess(card, index, guessed)
        if needs_cleaning(data) or "\r" in text:
            text = clean(text.replace("\r\n", "\n"))
        line = f"{without_encoding(header_text)}:{text}".replace("\n", "\\n")
        if not self.exact:
            self.lines[index] = line
            if header.encoding != "q":
                text = text.replace("\n", "\\n")
        return header, line, text

    def _decoded_text(self, card: CardBuilder, index: int, line: str) -> str:
        if self.exact:
            return line
        text, guessed = decode(line.encode("latin-1"), None, self._hint)
        self._add_guess(card, index, guessed)
        return clean(text)

    @staticmethod
    def _add_guess(card: CardBuilder, index: int, guessed: str | None) -> None:
        if guessed and not any("letters were read as" in reason for _, reason in card.problems):
            card.problems.append((index, describe_guess(guessed)))

    def raw(self, photo_lines: list[int]) -> str:
        """The text of the card without its photos."""
        if self.exact and not photo_lines and len(self.text) < MAX_LINE:
            return self.text
        photos = set(photo_lines)
        return "\n".join(line for index, line in enumerate(self.lines) if index not in photos)


def _is_first_alternative(card: CardBuilder, header: PropertyHeader) -> bool:
    """ALTID marks alternative representations of one value (RFC 6350, section 5.4): only the first is used."""
    alternative = header.parameters.get("ALTID")
    return alternative is None or card.is_first(f"ALTID {header.name}", alternative)


def _add_problems(raw_card: RawCard, card: CardBuilder, lines: _CardLines) -> None:
    last = len(lines.lines) - 1
    while last > 0 and not lines.lines[last].strip():
        last -= 1
    if raw_card.inside:
        card.problems.append((0, "this card stood inside another one; it was read as a person of its own"))
    if lines.lines_left_out > 0:
        card.problems.append(
            (last, f"{lines.lines_left_out} lines beyond the first {MAX_LINES} were left out")
        )
    if len(raw_card.data) > MAX_CARD_SIZE:
        card.problems.append(
            (last, f"this card is larger than {MAX_CARD_SIZE >> 20} MB; what followed was left out")
        )
    if not raw_card.closed:
        card.problems.append((last, _NO_END))
        photo = card.contact.photo
        if photo and last in card.photo_lines and not _is_whole(photo):
            card.contact.photo = None
            card.problems.append((last, "photo is cut off; the rest of the card was read"))


def _is_whole(photo: Photo) -> bool:
    return photo.data.endswith(_PHOTO_ENDS.get(photo.media_type, b""))


def _remarks(raw_card: RawCard, card: CardBuilder, lines: _CardLines) -> list[Remark]:
    """Remarks with line numbers of the file, and the lines as they are in the file."""
    starts = [start for start, _ in lines.numbered or logical_lines(lines.text, lines.quoted)]
    physical = raw_card.data.split(b"\n")
    remarks = []
    for index, reason in sorted(card.problems):
        start = starts[index] if index < len(starts) else 0
        end = starts[index + 1] if index + 1 < len(starts) else len(physical)
        raw_lines = b"\n".join(line[:200] for line in physical[start : min(end, start + 5)]).decode(
            "utf-8", "replace"
        )
        remarks.append(
            Remark(raw_card.line_number(start), raw_card.number, card.contact.full_name, reason, raw_lines)
        )
    return remarks
