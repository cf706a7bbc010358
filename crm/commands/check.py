"""`check`: examines the book, structure and contents."""

from crm.commands.call import Call


def run(call: Call) -> int:
    findings = call.book.check()
    return call.answer(
        {"ok": not findings, "findings": findings}, findings or ["All is well."], 1 if findings else 0
    )
