"""vobject parsing a file of cards and doing nothing with them: card by card, so that a bad one costs only itself."""

import sys
from pathlib import Path

import vobject


def main(file: Path) -> None:
    parsed = 0
    for card in file.read_text(encoding="utf-8").split("BEGIN:VCARD")[1:]:
        try:
            vobject.readOne("BEGIN:VCARD" + card, allowQP=True)
            parsed += 1
        except Exception as problem:
            print(f"left out: {problem}", file=sys.stderr)
    print(parsed)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
