"""Line folding as in RFC 6350, section 3.2, and quoted-printable as in vCard 2.1."""

import re
from binascii import b2a_qp

# Tolerant readers, including ours, take a line such as "  BEGIN:VCARD" or ">BEGIN:VCARD" for the start of a card.
_MARK_IN_QP = re.compile(r"=\n([^A-Za-z0-9:;=\n]{0,16})([BE])(?=(?:EGIN|ND)[ \t]*:)", re.IGNORECASE)
_LIKE_A_CARD = re.compile(rb"[^A-Za-z0-9:;]{0,16}(?:BEGIN|END)[ \t]*:", re.IGNORECASE)
MAX_WIDTH = 75  # octets, without the line end


def fold_line(line: str) -> str:
    """Fold a line at 75 octets, never within a character, and add CRLF. Soft line breaks of quoted-printable are kept."""
    if line.partition(":")[0].endswith("QUOTED-PRINTABLE"):
        return f"{line}\r\n"
    data = line.encode("utf-8", "replace")
    if len(data) <= MAX_WIDTH:
        return data.decode() + "\r\n"
    parts = []
    start, width = 0, MAX_WIDTH
    while len(data) - start > width:
        end = start + width
        while data[end] & 0xC0 == 0x80 or _LIKE_A_CARD.match(data, end):
            end -= 1
        parts.append(data[start:end])
        start, width = end, MAX_WIDTH - 1
    return b"\r\n ".join([*parts, data[start:]]).decode() + "\r\n"


def quoted_printable(header: str, text: str) -> str:
    """Encode text as quoted-printable with soft breaks at 76 characters; no part of it can be taken for BEGIN or END."""
    # After a header that fills the line, the text begins on the next line.
    indent = len(header) + 1 if len(header) < MAX_WIDTH else 0
    line = b2a_qp(b"x" * indent + text.encode("utf-8", "replace"), quotetabs=True, istext=False).decode()
    line = line.replace("=\r\n", "=\n")  # CRLF in the text also gives soft breaks with CRLF
    line = line if indent else f"=\n{line}"
    line = _MARK_IN_QP.sub(lambda found: f"=\n{found[1]}={ord(found[2]):02X}=\n", line)
    return f"{header}:{line[indent:]}".replace("=\n", "=\r\n")
