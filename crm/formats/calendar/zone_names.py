"""Time zones for a TZID without a VTIMEZONE: by IANA names, Windows names, and places."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from pathlib import Path

_HERE = Path(__file__).parent
_WINDOWS = _HERE / "windows_zones.txt"
_DISPLAYED = _HERE / "windows_display_names.txt"
_UTC = ("UTC", "GMT", "Z", "ETC/UTC", "ZULU")
_MAX_LENGTH = 200
_CONTINENTS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip
# IANA zones that are also common words.
_NOT_CITIES = (
    "west",
    "north",
    "south",
    "center",
    "act",
    "lhi",
    "nsw",
)
_OFFSET = re.compile(
    r"\(?\s{0,5}(?:GMT|UTC)?\s{0,5}([+-])\s{0,5}(\d{1,2})(?:[:.]?(\d\d))?\s{0,5}\)?", re.IGNORECASE
)
_AHEAD = re.compile(r"\(\s*(?:GMT|UTC)\s*(?:([+-])\s*(\d{1,2})(?:[:.]?(\d\d))?)?\s*\)\s*", re.IGNORECASE)
_BETWEEN_PLACES = re.compile(r"[,;/]| - | & | and ")
_SEASON = re.compile(r"\b(?:Daylight|Summer)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"[ _]\d{1,2}$")  # suffix of a second zone of the same name in one file


@lru_cache(maxsize=1000)
def find_zone(name: str) -> tzinfo | None:
    """The zone of an exact name: Europe/Berlin, /somewhere.org/2024/Europe/Berlin, W. Europe Standard Time."""
    name = _plain(name)
    parts = [part for part in name.split("/") if part]
    if name.upper() in _UTC or (len(parts) > 1 and parts[-1].upper() in _UTC):
        return UTC
    for tail in ("/".join(parts[-length:]) for length in (3, 2) if len(parts) >= length):
        if zone := _iana_zone(tail):
            return zone
    windows = _windows().get(name.casefold())
    return _iana_zone(windows or name) or _iana_zone(_iana_spelling(name))


@lru_cache(maxsize=1000)
def guess_zone(name: str) -> tzinfo | None:
    """The likely zone of a display name: "(GMT+01.00) Sarajevo/Warsaw/Zagreb", "Eastern Time (US & Canada)", "UTC+5:30"."""
    name = _plain(name)
    if match := _OFFSET.fullmatch(name):
        return _fixed_zone(match)
    ahead = _AHEAD.match(name)
    offset = _offset(ahead) if ahead else None
    rest = name[ahead.end() :] if ahead else name
    if ahead and not rest:
        return UTC  # "(UTC)": a mere offset was handled above
    zones = [zone for found in _places(rest) if (zone := _iana_zone(found)) is not None]
    fitting = [zone for zone in zones if offset is None or offset in _offsets(zone)]
    return next(iter([*fitting, *zones]), None)


def _places(shown: str) -> Iterator[str]:
    """Zone names for the whole display name, then for each place in it."""
    displayed, cities = _display_names(), _cities()
    for whole in dict.fromkeys(_spellings(shown)):
        if found := displayed.get(whole) or _windows().get(whole) or _windows().get(f"{whole} standard time"):
            yield found
    for part in _BETWEEN_PLACES.split(shown):
        place = part.partition("(")[0].strip().rstrip(":").casefold().replace("_", " ")
        if found := cities.get(place) or displayed.get(place):
            yield found


def _spellings(shown: str) -> Iterator[str]:
    for one in (shown, _SEASON.sub("Standard", shown), _NUMBERED.sub("", shown), shown.partition("(")[0]):
        yield one.strip().casefold()


def _plain(name: str) -> str:
    return name.strip().strip('"').strip()[:_MAX_LENGTH].replace("\\,", ",").replace("\\;", ";")


def _fixed_zone(match: re.Match[str]) -> tzinfo | None:
    offset = _offset(match)
    return None if offset is None else timezone(offset)


def _offset(match: re.Match[str]) -> timedelta | None:
    """The offset; None if it is out of range."""
    if not match[1]:
        return timedelta(0)
    found = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if found > timedelta(hours=15):
        return None
    return -found if match[1] == "-" else found


def _offsets(zone: tzinfo) -> set[timedelta | None]:
    """The offsets in winter and in summer."""
    return {datetime(2024, month, 1, tzinfo=zone).utcoffset() for month in (1, 7)}


def _iana_zone(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo  # rarely needed, and loads the system's zones

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        pass
    from dateutil.zoneinfo import get_zonefile_instance  # for systems without zone files

    return get_zonefile_instance().get(name)


def _iana_spelling(name: str) -> str:
    """The IANA spelling of "europe/berlin" or "America/New York"."""
    return _all_names().get(name.casefold().replace(" ", "_"), name)


@cache
def _all_names() -> dict[str, str]:
    from zoneinfo import available_timezones  # as above

    names = available_timezones()
    if not names:
        from dateutil.zoneinfo import get_zonefile_instance  # as above

        names = set(get_zonefile_instance().zones)
    return {name.casefold(): name for name in sorted(names)}


@cache
def _cities() -> dict[str, str]:
    """Cities in the names of zones, in lower case."""
    found: dict[str, str] = {}
    for name in _all_names().values():
        continent, _, place = name.partition("/")
        city = place.rpartition("/")[2].casefold().replace("_", " ")
        if continent in _CONTINENTS and city and city not in _NOT_CITIES:
            found.setdefault(city, name)
    return found


@cache
def _windows() -> dict[str, str]:
    return dict(_pairs(_WINDOWS))


@cache
def _display_names() -> dict[str, str]:
    """Display names, and each place of those that list several."""
    windows, found = _windows(), {}
    for shown, name in _pairs(_DISPLAYED):
        zone = windows[name.casefold()]
        found[shown] = zone
        for place in shown.split(", "):
            found.setdefault(place, zone)
    return found


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            name, _, meaning = line.rpartition("=")
            yield name.casefold(), meaning
