"""Public holidays of a country, from the `holidays` library, stored in the book for ten years ahead.

The library takes 0.2 s to load and as long to compute a country, so no page calls it: holidays are computed
when the country is chosen, and again when the settings are opened in a later year.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm import settings
from crm.errors import NotUnderstood
from crm.text.folding import fold
from crm.today.days_off import YEARS_AHEAD

if TYPE_CHECKING:
    from crm.unit_of_work import UnitOfWork

NO_COUNTRY = ("", "none")
_LOWERCASE_WORDS = ("And", "Of", "The")


@dataclass(frozen=True, slots=True)
class Country:
    """`code` is "DE", or "GB-SCT" for a part of a country (ISO 3166)."""

    code: str
    name: str


def countries() -> list[Country]:
    """All countries the library supports, sorted by name."""
    from holidays import registry

    known = (Country(entry[1], _split_camel_case(entry[0])) for entry in registry.COUNTRIES.values())
    return sorted(known, key=lambda country: country.name)


def find(words: str) -> Country:
    """Finds a country by name or code: "Norway", "NO", "Scotland", "GB-SCT". Raises NotUnderstood."""
    asked = fold(words.strip())
    for country in countries():
        if asked in (fold(country.code), fold(country.name)):
            return country
    part = _find_part(asked)
    if part is None:
        raise NotUnderstood(
            f"“{words.strip()}” is no country Goodturn knows the holidays of; nothing was changed."
        )
    return part


def choose(work: "UnitOfWork", words: str) -> None:
    """Stores the holidays of that country as days off; "none" clears them."""
    if words.strip().casefold() in NO_COUNTRY:
        _store(work, Country("", ""), [])
        work.label = "Holidays are no days off"
        return
    country = find(words)
    _store(work, country, holidays_of(country.code, work.today.year))
    work.label = f"Holidays of {country.name} are days off"


def holidays_of(code: str, first_year: int) -> list[str]:
    """Lines such as "2026-12-25 Christmas Day", sorted by date."""
    import holidays

    country, _, part = code.partition("-")
    years = range(first_year, first_year + YEARS_AHEAD)
    language = "en_US" if "en_US" in holidays.country_holidays(country).supported_languages else None
    found = holidays.country_holidays(country, subdiv=part or None, years=years, language=language)
    return [f"{day.isoformat()} {name}" for day, name in sorted(found.items())]


def _find_part(asked: str) -> Country | None:
    """A subdivision by its ISO 3166-2 code; by name only for the countries of the United Kingdom."""
    import holidays

    whole, _, part = asked.upper().partition("-")
    known = holidays.list_supported_countries()
    names = {code: name for name, code in holidays.country_holidays("GB").subdivisions_aliases.items()}
    if part and part in known.get(whole, ()):
        return Country(f"{whole}-{part}", names.get(part, "") if whole == "GB" else f"{whole}-{part}")
    return next((Country(f"GB-{code}", name) for code, name in names.items() if fold(name) == asked), None)


def _split_camel_case(name: str) -> str:
    """ "IsleOfMan" -> "Isle of Man"."""
    words = "".join(f" {sign}" if sign.isupper() and at else sign for at, sign in enumerate(name)).split(" ")
    return " ".join(
        word.lower() if word in _LOWERCASE_WORDS and at else word for at, word in enumerate(words)
    )


def _store(work: "UnitOfWork", country: Country, days: list[str]) -> None:
    settings.change(work, settings.HOLIDAYS_OF, country.code)
    settings.change(work, settings.HOLIDAYS_NAME, country.name)
    settings.change(work, settings.HOLIDAYS, days)
