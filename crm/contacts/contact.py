"""A person as plain values: what every file reader returns and every file writer takes."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Point:
    """A contact point. `parts` is set for addresses only: the seven ADR components of RFC 6350."""

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
    media_type: str  # image/jpeg, image/png, image/gif or image/webp, as detected from the bytes


@dataclass(slots=True)
class Contact:
    """Field names are vCard's (RFC 6350); dates are YYYY-MM-DD or --MM-DD; `other` holds unknown properties as unfolded lines."""

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
    raw: str = ""  # the card as text, without its photo
    how_we_met: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem in a file to report to the user: its first line, its card number (from 1), the name on the card, the reason."""

    line: int
    card: int
    name: str
    reason: str
    lines: str = ""  # the raw lines concerned, at most a few
    file: str = ""  # the file name, if remarks about several files are listed together
