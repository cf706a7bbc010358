"""Postal addresses from cells: separate parts, a whole address in one cell, or both."""

import re
from collections.abc import Iterable, Mapping, Sequence

from crm.contacts.contact import Point
from crm.formats.csv.cell_contents import code_of, is_country
from crm.text.folding import fold

_PARTS = ("box", "extended", "street", "city", "region", "code", "country")
_STREETS = ("street", "street2", "street3")
_SHOWN = ("street", "extended", "box", "city", "region", "code", "country")
_CODE = r"(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3,4})?(?: [A-Z]{2}\b)?"
_CODE_AND_CITY = re.compile(rf"({_CODE})\s+([^\W\d].*)")
_CITY_AND_CODE = re.compile(r"\A([^\d,]{1,60}?),?\s{1,5}(?:([A-Z]{2})\s{1,5})?(\d{5}(?:-\d{3,4})?)")
_STATE_AND_CODE = re.compile(r"([A-Z]{2}) (\d{5}(?:-\d{4})?)")
_BRITISH = re.compile(r"\A(.{0,120}?)\s{0,5}\b([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})")
_WORDS = re.compile(r"[^\W_]+")


def address(parts: Mapping[str, str], label: str, preferred: bool) -> Point | None:
    """The seven components of RFC 6350. A whole address adds only what no other column states."""
    known = {name: _line(value) for name, value in parts.items()}
    whole, place = known.pop("whole", ""), known.pop("place", "")
    _join_streets(known)
    if place:
        _add_place(known, place)
    whole_text = _add_whole(known, whole) if whole else ""
    components = [known.get(name, "") for name in _PARTS]
    shown = whole_text or ", ".join(known[name] for name in _SHOWN if known.get(name))
    return Point(shown, label, preferred, components) if shown else None


def _join_streets(known: dict[str, str]) -> None:
    """Join street and house number in the order of the columns, and append further lines."""
    if known.get("number"):
        order = [name for name in known if name in ("number", "street")]
        known["street"] = " ".join(known[name] for name in order if known[name])
    if "street2" in known or "street3" in known:
        known["street"] = ", ".join(known[name] for name in _STREETS if known.get(name))
    if "extended2" in known:
        known["extended"] = ", ".join(known[name] for name in ("extended", "extended2") if known.get(name))


def _add_place(known: dict[str, str], place: str) -> None:
    """ "50667 Köln", "Springfield, IL 62704", or a city."""
    if match := _CODE_AND_CITY.fullmatch(place):
        _fill(known, code=match[1], city=match[2])
    elif match := _CITY_AND_CODE.fullmatch(place):
        _fill(known, city=match[1], region=match[2] or "", code=match[3])
    else:
        *rest, last = [piece.strip() for piece in place.split(",")]
        if rest and is_country(last) and not known.get("country"):
            known["country"], place = last, ", ".join(rest)
        _fill(known, city=place)


def _add_whole(known: dict[str, str], whole: str) -> str:
    """Add what the whole address states beyond the parts; returns the text to show if it is the only source."""
    pieces = [piece for part in whole.split(",") if (piece := part.strip())]
    stated = [known[name] for name in _PARTS if known.get(name)]
    country = known.get("country", "")
    new_pieces = _new_pieces(pieces, stated, bool(country))
    if len(stated) == bool(country):
        if not new_pieces:
            return ""
        _split_whole(known, new_pieces)
        return whole if not country or len(new_pieces) < len(pieces) else f"{whole}, {country}"
    if new_pieces and not known.get("street"):
        known["street"] = ", ".join(_without_tail(new_pieces, known))
    elif new_pieces:
        letters = {word for word in _words_of(stated) if word.isalpha()}
        new_pieces = [piece for piece in new_pieces if not letters & set(_words(piece))]
        known["extended"] = ", ".join(filter(None, [known.get("extended", ""), *new_pieces]))
    return ""


def _new_pieces(pieces: Iterable[str], stated: Sequence[str], has_country: bool) -> list[str]:
    """The pieces that contain more than the parts do."""
    words = _words_of(stated)
    countries = {code_of(part) for part in stated} - {""}
    return [
        piece
        for piece in pieces
        if not (
            set(_words(piece)) <= words
            or (is_country(piece) and (has_country or code_of(piece) in countries))
        )
    ]


def _without_tail(pieces: list[str], known: Mapping[str, str]) -> list[str]:
    """ "1 Quay Road Cork T12" without the city and the code that have columns of their own."""
    code = _words(known.get("code", ""))
    tail = _words_of([known.get(name, "") for name in ("city", "region", "code", "country")])
    words = pieces[-1].split()
    end = len(words)
    while end > 2 and set(_words(words[end - 1])) <= tail:
        end -= 1
    cut = [word for piece in words[end:] for word in _words(piece)]
    if code and set(code) <= set(cut):
        return [*pieces[:-1], " ".join(words[:end])]
    return pieces


def _split_whole(known: dict[str, str], pieces: list[str]) -> None:
    """Split a whole address: recognise country, postal code and city where unambiguous; the rest is the street."""
    rest = list(pieces)
    if not known.get("country") and is_country(rest[-1]):
        known["country"] = rest.pop()
    if len(rest) > 1:
        last = rest[-1]
        if len(rest) > 2 and (match := _STATE_AND_CODE.fullmatch(last)):
            known["region"], known["code"] = match.groups()
            rest.pop()
            known["city"] = rest.pop()
        elif _CODE_AND_CITY.fullmatch(last) or _CITY_AND_CODE.fullmatch(last):
            _add_place(known, rest.pop())
        elif (match := _BRITISH.fullmatch(last)) and (match[1] or len(rest) > 2):
            known["code"] = match[2]
            rest.pop()
            known["city"] = match[1] or rest.pop()
    known["street"] = ", ".join(rest)


def _fill(known: dict[str, str], **parts: str) -> None:
    for name, value in parts.items():
        if value and known.get(name) and known[name] != value:
            known["extended"] = ", ".join(filter(None, [known.get("extended", ""), value]))
        elif value:
            known[name] = value


def _words(text: str) -> list[str]:
    return _WORDS.findall(fold(text))


def _words_of(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _words(text)}


def _line(value: str) -> str:
    """The lines of an address joined with commas."""
    if "\n" not in value:
        return value if "  " not in value else " ".join(value.split())
    return ", ".join(line for part in value.splitlines() if (line := " ".join(part.split()).rstrip(",")))
