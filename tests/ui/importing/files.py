"""Small files for the stories of the import, and the one most of them begin with."""


def card(name: str, *lines: str) -> str:
    given, _, family = name.partition(" ")
    return "\r\n".join(
        ["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", f"N:{family};{given};;;", *lines, "END:VCARD", ""]
    )


MIXED = (
    card("Hana Abe", "EMAIL:hana@abe.example")
    + card("Ana Ruiz", "EMAIL:ana@ruizsauce.example", "TEL:+44 131 496 0988", "NICKNAME:Anita")
    + card("Tom Sandberg", "EMAIL:tom@elsewhere.example")
    + card("Mei Kobayashi", "EMAIL:mei@studio.example")
    + "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n"
)


def group(name: str, *members: str) -> str:
    lines = [f"X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:{member}" for member in members]
    return card(name, "X-ADDRESSBOOKSERVER-KIND:group", *lines)
