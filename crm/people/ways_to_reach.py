"""The ways to reach a person by another program: a call, a text, a messenger, by the address it answers to. Pure.

An address is made of the letters a handle may have, and nothing else: what does not look like a handle gives no way.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from crm.people.records import PointLine

_NUMBER = re.compile(r"\+?[\d\s().\-/\u00a0]{3,40}")
_EXTENSION = re.compile(r"\s{0,3}(?:ext\.?|x|;ext=)\s{0,3}\d{1,8}$", re.I)
_HANDLE = re.compile(r"@?[\w.+\-]{1,64}")
_ADDRESS = re.compile(r"[\w.+\-]{1,64}@[\w.\-]{1,190}(?:/[\w.\-]{1,60})?")
_MAIL = re.compile(
    r"[^\s@,;:<>()\[\]\\\"\x00-\x20\x7f-\x9f]{1,64}@[^\s@,;:<>()\[\]\\\"/?\x00-\x20\x7f-\x9f]{1,255}"
)
_MATRIX = re.compile(r"@?([\w.=/+\-]{1,64}:[\w.\-]{1,190}(?::\d{1,5})?)")
_SERVICE = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]{0,19}):(.{1,300})", re.S)

# By service: its name, and the address of a number, of a handle, or of something like an e-mail address.
_BY_NUMBER = {
    "signal": ("Signal", "sgnl://signal.me/#p/+{}"),
    "whatsapp": ("WhatsApp", "whatsapp://send?phone={}"),
    "telegram": ("Telegram", "tg://resolve?phone={}"),
    "viber": ("Viber", "viber://chat?number=%2B{}"),
    "sms": ("text message", "sms:+{}"),
}
_BY_HANDLE = {
    "telegram": ("Telegram", "tg://resolve?domain={}"),
    "threema": ("Threema", "threema://compose?id={}"),
    "skype": ("Skype", "skype:{}?chat"),
}
_BY_ADDRESS = {
    "xmpp": ("XMPP", "xmpp:{}"),
    "sip": ("SIP", "sip:{}"),
    "sips": ("SIP", "sips:{}"),
    "msteams": ("Teams", "msteams:/l/chat/0/0?users={}"),
    "facetime": ("FaceTime", "facetime:{}"),
}
_ALIASES = {"tg": "telegram", "wa": "whatsapp", "sgnl": "signal", "jabber": "xmpp", "teams": "msteams"}
_CALLS = frozenset(("sip", "sips", "facetime"))


class Way(NamedTuple):
    """`by` names the program or way ("Signal", "call"), `address` opens it. `kind` is that of the meeting it makes."""

    by: str
    shown: str  # the number or handle as typed
    address: str
    kind: str  # message | call | email

    @property
    def title(self) -> str:
        """ "Call +44 7700 900123", "Signal: +44 7700 900123"."""
        verbs = {"call": "Call", "e-mail": "Write to", "text message": "Text"}
        return f"{verbs[self.by]} {self.shown}" if self.by in verbs else f"{self.by}: {self.shown}"


def ways_to_reach(points: Sequence[PointLine]) -> list[Way]:
    """Preferred contact points first; each address once."""
    ordered = sorted(points, key=lambda point: not point.preferred)
    found = {way.address: way for point in ordered for way in ways_of(point)}
    return list(found.values())


def ways_of(point: PointLine) -> list[Way]:
    value = point.value.strip()
    if point.kind == "email":
        address = quote(value, safe="@")
        return [Way("e-mail", value, f"mailto:{address}", "email")] if _MAIL.fullmatch(value) else []
    if point.kind == "phone":
        number = _number(value)
        return (
            [
                Way("call", value, f"tel:{number}", "call"),
                Way("text message", value, f"sms:{number}", "message"),
            ]
            if number
            else []
        )
    return _of_messenger(value, point.label) if point.kind == "messenger" else []


def _of_messenger(value: str, label: str) -> list[Way]:
    """ "telegram:@ana", or "@ana" with the label Telegram."""
    found = _SERVICE.fullmatch(value)
    service, handle = (found[1], found[2].lstrip("/")) if found else (label, value)
    name = _ALIASES.get(service.casefold().strip(), service.casefold().strip())
    digits = _number(handle).lstrip("+")
    if name == "tel" and digits:
        return [Way("call", handle, f"tel:{_number(handle)}", "call")]
    if name == "mailto" and _MAIL.fullmatch(handle):
        return [Way("e-mail", handle, f"mailto:{quote(handle, safe='@')}", "email")]
    if name == "matrix" and (user := _MATRIX.fullmatch(handle)):
        return [Way("Matrix", handle, f"matrix:u/{quote(user[1], safe=':/')}?action=chat", "message")]
    for table, is_fitting, written in (
        (_BY_NUMBER, len(digits) >= 6, digits),
        (_BY_HANDLE, _HANDLE.fullmatch(handle) is not None, handle.removeprefix("@")),
        (_BY_ADDRESS, _ADDRESS.fullmatch(handle) is not None or bool(digits), handle),
    ):
        if name in table and is_fitting:
            by, address = table[name]
            kind = "call" if name in _CALLS else "message"
            return [
                Way(by, handle, address.format(quote(written, safe="@/" if "@" in written else "")), kind)
            ]
    return []


def _number(text: str) -> str:
    """Digits with a plus where one was typed; "" where the text is no number."""
    plain = _EXTENSION.sub("", text.strip().replace("(0)", ""))
    if not plain.isascii() or not _NUMBER.fullmatch(plain):
        return ""
    digits = re.sub(r"\D", "", plain)
    return f"{'+' if plain.startswith('+') else ''}{digits}" if len(digits) >= 3 else ""
