"""Normalises links for comparison. Pure functions."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|mc_[ce]id|mkt_tok|_hs.*|"
    r"ref|ref_src|ref_url|referrer|source|src|spm|si|share|shared|trk|trackingid|cmpid|campaign|oly_.*|vero_.*|s_cid",
    re.I,
)  # fmt: skip


def url_key(url: str) -> str:
    """Host, path and query without scheme, www, tracking parameters and fragment; "" if it is not a web link."""
    try:
        parts = urlsplit(url.strip() if "://" in url else f"https://{url.strip()}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or "." not in host or " " in host or "@" in parts.netloc:
        return ""
    kept = sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name))
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
