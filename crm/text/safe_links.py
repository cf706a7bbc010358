"""Links in typed text that may be opened: web pages, mail and phone; everything else stays text."""

import re
from urllib.parse import urlsplit

from crm.text.outside_text import without_hidden

_BARE = re.compile(r"([\w.\-]{1,253})(?::\d{1,5})?(?:[/?#].*)?")
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_LAST_LABEL = re.compile(r"[^\W\d_]{2,63}")
_MAIL = re.compile(r"mailto:[^\s@?]{1,64}@[^\s@?]{1,255}(?:\?.*)?", re.I)
_PHONE = re.compile(r"tel:\+?[\d().\-]{3,32}", re.I)
_WEB = ("http", "https")
_LONGEST = 2048


def safe_address(target: str) -> str | None:
    """The address to open, with https:// where none was written; None for anything but http(s), mailto and tel.

    An address with hidden characters, or with a name before its host, may lead elsewhere than it says.
    """
    text = target.strip()
    if not text or len(text) > _LONGEST or without_hidden(text) != text or any(map(str.isspace, text)):
        return None
    if _MAIL.fullmatch(text) or _PHONE.fullmatch(text):
        return text
    if "://" not in text:
        return f"https://{text}" if _is_bare_host(text) else None
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises for a port that is none
    except ValueError:
        return None
    return text if parts.scheme.lower() in _WEB and parts.hostname and "@" not in parts.netloc else None


def _is_bare_host(text: str) -> bool:
    """Whether it begins with a dotted host without scheme."""
    found = _BARE.fullmatch(text)
    *labels, last = found[1].split(".") if found else [""]
    return bool(labels and _LAST_LABEL.fullmatch(last)) and all(_LABEL.fullmatch(label) for label in labels)
