"""Long lines broken as RFC 6350, section 3.2 has it, and the quoted-printable of 2.1."""

import re
from binascii import b2a_qp

# Readers that forgive much, ours among them, take a line such as "  BEGIN:VCARD" or ">BEGIN:VCARD" for a new card.
_MARK = re.compile(r"=\n([^A-Za-z0-9:;=\n]{0,16})([BE])(?=(?:EGIN|ND)[ \t]*:)", re.IGNORECASE)
_LIKE_A_CARD = re.compile(rb"[^A-Za-z0-9:;]{0,16}(?:BEGIN|END)[ \t]*:", re.IGNORECASE)
WIDTH = 75  # octets, the line end left out


def folded(line: str) -> str:
    """The line with its CRLF; continued lines begin with a blank, no letter is split. Soft breaks stay as they are."""
    if line.partition(":")[0].endswith("QUOTED-PRINTABLE"):
        return f"{line}\r\n"
    data = line.encode("utf-8", "replace")
    if len(data) <= WIDTH:
        return data.decode() + "\r\n"
    parts = []
    start, width = 0, WIDTH
    while len(data) - start > width:
        end = start + width
        while data[end] & 0xC0 == 0x80 or _LIKE_A_CARD.match(data, end):
            end -= 1
        parts.append(data[start:end])
        start, width = end, WIDTH - 1
    return b"\r\n ".join([*parts, data[start:]]).decode() + "\r\n"


def quoted_printable(head: str, text: str) -> str:
    """The line with soft breaks where it would be wider than 76; none of its pieces looks like a card's end."""
    room = (
        len(head) + 1 if len(head) < WIDTH else 0
    )  # after a head that fills a line, the text begins on the next
    line = b2a_qp(b"x" * room + text.encode("utf-8", "replace"), quotetabs=True, istext=False).decode()
    line = line.replace("=\r\n", "=\n")  # where the text has a CRLF, its soft breaks have one too
    line = line if room else f"=\n{line}"
    line = _MARK.sub(lambda found: f"=\n{found[1]}={ord(found[2]):02X}=\n", line)
    return f"{head}:{line[room:]}".replace("=\n", "=\r\n")
