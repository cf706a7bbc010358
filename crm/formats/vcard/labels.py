"""Labels of contact points: TYPE parameters, Apple's custom labels, and messenger services."""

import re

from crm.formats.vcard.decoding import clean, decode, from_quoted_printable

_NOISE = {"pref", "internet", "voice", "x400", "prefered", "preferred"}
_STANDARD_TYPES = frozenset(
    [
        "home",
        "work",
        "cell",
        "mobile",
        "fax",
        "pager",
        "car",
        "video",
        "msg",
        "text",
        "textphone",
        "main",
        "other",
        "dom",
        "intl",
        "postal",
        "parcel",
        "modem",
        "isdn",
        "pcs",
        "bbs",
        "office",
        "business",
        "company",
        "private",
        "personal",
        "telex",
    ]
)
_APPLE = re.compile(r"_\$!<(.*)>!\$_")
_CUSTOM = re.compile(r"x-custom\((?:charset=([\w-]+),encoding=quoted-printable,)?(.*)\)", re.I)
_SERVICES = {
    "ymsgr": "yahoo", "msnim": "msn", "jabber": "xmpp", "google-talk": "xmpp", "googletalk": "xmpp",
    "google talk": "xmpp", "gtalk": "xmpp", "skype-username": "skype", "gadugadu": "gadu-gadu",
    "gadugaduinstant": "gadu-gadu", "qqinstant": "qq", "sip": "sip", "ms-imaddress": "im", "groupwise": "groupwise",
    "gadu": "gadu-gadu",
}  # fmt: skip


def label_of(types: list[str]) -> str:
    """The label from TYPE parameters without the meaningless ones, in file order: "home", "work fax", "cell".

    Custom labels, such as Reception Desk, keep their case.
    """
    if not types:
        return ""
    words = dict.fromkeys(_label_word(word) for word in types)
    return " ".join(word for word in words if word)


def _label_word(word: str) -> str:
    lower = word.lower()
    if lower in _NOISE or lower.startswith(("x-nec-", "x-service", "x-user")):
        return ""
    if lower.startswith("x-"):
        custom = _CUSTOM.fullmatch(word)
        if custom:
            return _decoded(custom[2]) if custom[1] else custom[2]
        return word[2:]
    is_custom = not word.isupper() and lower not in _STANDARD_TYPES
    return word if is_custom else lower


def _decoded(text: str) -> str:
    return clean(decode(from_quoted_printable(text.encode()), None, lambda: None)[0]).strip()


def plain_label(text: str) -> str:
    """The readable text of X-ABLabel: Apple writes its built-in labels as _$!<HomePage>!$_"""
    apple = _APPLE.fullmatch(text.strip())
    return apple[1].lower() if apple else text.strip()


def service_of(parameters: dict[str, str], types: list[str]) -> str:
    """The messenger service that the parameters name, or ""."""
    service = parameters.get("X-SERVICE-TYPE") or parameters.get("SERVICE-TYPE") or ""
    if not service:
        return ""
    return service_name(service)


def service_name(word: str) -> str:
    lower = word.strip().lower()
    return _SERVICES.get(lower, lower)
