"""`people [FILTER...]`: the people who match, kept ones first."""

from crm.commands.command_call import Call
from crm.people.filters import Filter, parse
from crm.people.list_queries import list_ids, rows
from crm.people.person_json import many_as_json
from crm.text.outside_text import readable


def run(call: Call) -> int:
    chosen = parse([readable(word) for word in call.words])
    ids = list_ids(call.read, chosen, call.today)
    status = 1 if not ids and chosen != Filter() else 0
    if call.request.json:
        return call.answer({"people": many_as_json(call.read, ids)}, [], status)
    lines = []
    for row in rows(call.read, ids, call.today):
        organisation = f", {row.organisation}" if row.organisation else ""
        last = f", last contact {row.last_contact_on}" if row.last_contact_on else ""
        standing = "" if row.standing == "kept" else f" ({row.standing})"
        lines.append(f"{row.id:>6}  {row.name}{standing}{organisation}{last}")
    return call.answer({}, lines or ["Nobody fits."], status)
