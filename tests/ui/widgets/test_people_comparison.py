"""Two people side by side: the values have the room, and the choice where there is one."""

import pytest

from crm.people.side_by_side import FieldComparison
from ui.widgets.people_comparison import PeopleComparison

MET = "Connected on LinkedIn on 3 February 2023"


@pytest.mark.parametrize(("field", "is_narrow"), [("", True), ("nickname", False)])
def test_a_word_about_what_is_kept_leaves_the_room_to_the_values(
    looked, qtbot, field: str, is_narrow: bool
) -> None:
    table = PeopleComparison()
    qtbot.addWidget(table)
    table.resize(760, 300)
    lines = [
        FieldComparison("how we met", "", MET, "add"),
        FieldComparison("nickname", "Annie", "Anita", "", field),
    ]
    table.show_comparison(("Ana Ruiz", "Ana Ruiz"), lines)
    table.show()
    looked.processEvents()
    second, kept = (table._grid.cellRect(2, place).width() for place in (2, 3))
    assert (kept * 2 < second) == is_narrow
