"""A person as a file tells it: what every reader gives and every writer takes, before or after the book."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Point:
    """A contact point. `parts` only for an address: the seven ADR components of RFC 6350."""

    value: str
    label: str = ""
    preferred: bool = False
    parts: list[str] | None = None


@dataclass(slots=True)
class ContactRole:
    organization: str = ""
    title: str = ""
    from_on: str | None = None
    until_on: str | None = None


@dataclass(slots=True)
class Photo:
    data: bytes
    media_type: str  # image/jpeg, image/png, image/gif, image/webp: by the bytes, not by what the card says


@dataclass(slots=True)
class Contact:
    """Field names are vCard's (RFC 6350); dates are YYYY-MM-DD or --MM-DD; `other` holds unknown lines, unfolded."""

    full_name: str = ""
    given: str = ""
    additional: str = ""
    family: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    uid: str = ""
    emails: list[Point] = field(default_factory=list)
    phones: list[Point] = field(default_factory=list)
    addresses: list[Point] = field(default_factory=list)
    urls: list[Point] = field(default_factory=list)
    messengers: list[Point] = field(default_factory=list)
    roles: list[ContactRole] = field(default_factory=list)
    birthday: str | None = None
    anniversary: str | None = None
    categories: list[str] = field(default_factory=list)
    note: str = ""
    photo: Photo | None = None
    other: list[str] = field(default_factory=list)
    raw: str = ""  # the card as text, photo left out
    how_we_met: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a file the user should know: where (first line of it, card number from 1), who, and why."""

    line: int
    card: int
    name: str
    reason: str
    lines: str = ""  # the raw lines it is about, at most a few
    file: str = ""  # the name of its file, where it stands among remarks about others
