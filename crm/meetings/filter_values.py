"""What the menus of filters offer: people met lately and places used lately."""

from typing import NamedTuple

from crm.people.recently_met import recently_met_names
from crm.storage.reading import Reader
from crm.text.folding import fold

_MOST = 20  # about what fits in a menu
_LATEST = 500  # meetings that are looked at
_PLACES = (
    "SELECT place FROM (SELECT place FROM meeting WHERE held_on <= '9999' AND place <> '' ORDER BY held_on DESC LIMIT :latest) "
    "GROUP BY place COLLATE NOCASE ORDER BY count(*) DESC, 1 LIMIT :most"
)


class FilterValues(NamedTuple):
    people: list[str]
    places: list[str]


def filter_values(read: Reader) -> FilterValues:
    places = read.values(_PLACES, latest=_LATEST, most=_MOST)
    return FilterValues(recently_met_names(read, _MOST), sorted(places, key=fold))
