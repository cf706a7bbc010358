"""Links in typed text that may be opened: web pages, mail and phone; everything else stays text."""

import re
from urllib.parse import urlsplit

from crm.text.outside_text import without_hidden

_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?::\d{1,5})?(?:[/?#].*)?", re.I)
_MAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?]+(?:\?.*)?", re.I)
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
        return f"https://{text}" if _DOMAIN.fullmatch(text) else None
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises for a port that is none
    except ValueError:
        return None
    return text if parts.scheme.lower() in _WEB and parts.hostname and "@" not in parts.netloc else None
