"""Which links are the same page: the key that links are compared by. Pure functions.

Whoever changes the rule raises RULE: a stored key made by another rule is not trusted (see same_link.py).
"""

import re
from functools import cache
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit

RULE = 2

_TRACKING = re.compile(r"utm_.{0,80}|fbclid|gclid|msclkid|mc_cid|mc_eid|igshid", re.IGNORECASE)
_TRACKING_ON_HOST = {
    "ref": r"(?:.{1,200}\.)?amazon\.(?:[a-z]{2,3}|co\.[a-z]{2}|com\.[a-z]{2})|(?:.{1,200}\.)?(?:producthunt|goodreads|reddit|etsy)\.com",
    "source": r"(?:.{1,200}\.)?(?:medium|towardsdatascience|linkedin)\.com",
    "si": r"(?:.{1,200}\.)?(?:youtube|youtube-nocookie|spotify|soundcloud)\.com|youtu\.be",
    "share": r"(?:.{1,200}\.)?(?:quora|wordpress)\.com",
}
"""Parameters that mean something on most hosts, and the hosts on which they only say who passed the link on."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,20}):(?!\d)(.{0,2})", re.DOTALL)
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_BARE_HOST = re.compile(
    r"(?:[\w-]{1,63}\.){1,30}(?:[^\W\d_]{2,63}|xn--[\w-]{1,60})(?::\d{1,5})?|\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?"
)
_USUAL_PORTS = {"http": 80, "https": 443}
_MEANT_AS_WRITTEN = "!$&'()*+,;=:@/%~"  # of a path; % begins an escape that stays one


def is_link(text: str) -> bool:
    return url_key(text) != ""


def whole_link(text: str) -> str:
    """The link as a browser takes it, https where no scheme was typed; "" if the text is no web link."""
    text = _bare(text)
    if not is_link(text):
        return ""
    return text if _SCHEME.match(text) else f"https://{text}"


def short_link(url: str) -> str:
    """Host and path as a list shows them."""
    parts = _split(url)
    if parts is None:
        return url.strip()
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"


def stored_key(url: str) -> str:
    """The key as the book stores it, with the number of the rule that made it; "" if it is no web link."""
    key = url_key(url)
    return f"{RULE} {key}" if key else ""


def url_key(url: str) -> str:
    """What is compared of a link; "" if it is no web link. Two links with the same key are the same page."""
    parts = _split(url)
    if parts is None:
        return ""
    host = _host(parts)
    if not host:
        return ""
    query = _query(parts.query, host)
    port = "" if parts.port in (None, _USUAL_PORTS[parts.scheme]) else f":{parts.port}"
    user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    return f"{user}{host}{port}{_path(parts.path)}{query}{_route(parts.fragment, host)}"


def _bare(url: str) -> str:
    """Without the blanks around it, and the angle brackets of plain-text mails."""
    url = url.strip()
    return url[1:-1].strip() if url.startswith("<") and url.endswith(">") else url


def _split(url: str) -> SplitResult | None:
    url = _bare(url)
    if not url or any(one.isspace() or ord(one) < 32 for one in url):
        return None
    scheme = _SCHEME.match(url)
    if scheme is None:
        url = f"https://{url}"
    elif scheme[1].lower() not in _USUAL_PORTS or scheme[2] != "//":
        return None
    try:
        parts = urlsplit(url)
        has_port = parts.port is not None or not parts.netloc.rpartition("@")[2].endswith(":")
    except ValueError:
        return None
    is_named = bool(parts.hostname) and has_port
    if not is_named or (scheme is None and not _BARE_HOST.fullmatch(parts.netloc)):
        return None
    return parts


def _host(parts: SplitResult) -> str:
    """Lower case, in ASCII, without www and the dot of the root; "" if it is no name of a host."""
    host = (parts.hostname or "").rstrip(".")
    if ":" in host or _IPV4.fullmatch(host):
        return f"[{host}]" if ":" in host else host
    labels = host.split(".")
    if not all(_LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
        return ""
    try:
        named = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    bare = named.removeprefix("www.")
    return bare if "." in bare or "." not in named else named


def _path(path: str) -> str:
    return _escaped(path, _MEANT_AS_WRITTEN).rstrip("/")


def _query(query: str, host: str) -> str:
    """Its parameters in one order, blank ones too, without those that track."""
    kept = []
    for part in query.split("&"):
        name, _, value = part.partition("=")
        plain = unquote_to_bytes(name.replace("+", " ")).decode("utf-8", "replace")
        if part and not _tracks(plain, host):
            kept.append(f"{_parameter(name)}={_parameter(value)}")
    return f"?{'&'.join(sorted(kept))}" if kept else ""


def _parameter(text: str) -> str:
    """Percent-encoded in one way, so that & and = inside a value stay apart from those between."""
    return quote(unquote_to_bytes(text.replace("+", " ")), safe="")


def _tracks(name: str, host: str) -> bool:
    if _TRACKING.fullmatch(name):
        return True
    hosts = _hosts_that_track(name.lower())
    return hosts is not None and hosts.fullmatch(host) is not None


@cache
def _hosts_that_track(name: str) -> re.Pattern[str] | None:
    pattern = _TRACKING_ON_HOST.get(name)
    return re.compile(pattern) if pattern else None


def _route(fragment: str, host: str) -> str:
    """Pages of one-page programs are told by what follows # when it begins with / or !; else it is a place in the page."""
    if not fragment.startswith(("/", "!")):
        return ""
    route, mark, query = fragment.partition("?")
    return f"#{_escaped(route, _MEANT_AS_WRITTEN)}{_query(query, host) if mark else ''}"


def _escaped(text: str, safe: str) -> str:
    """Percent-encoded in one way: what needs no escape has none, and an escaped / or ? stays escaped."""
    whole = quote(text, safe=safe)
    return _ESCAPE.sub(_normal_escape, whole)


_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


def _normal_escape(found: re.Match[str]) -> str:
    one = chr(int(found[1], 16))
    return one if _UNRESERVED.fullmatch(one) else found[0].upper()
