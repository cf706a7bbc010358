"""A folder that a person can read anywhere: a file each, names that hold on every system, and no word out of its place."""

import json
import os
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.book import Book
from crm.errors import FileNotWritten
from crm.exporting.export import export
from crm.formats.markdown import folder as placing
from crm.formats.markdown.escaping import escape_line_start, escape_text, quote_note
from crm.formats.markdown.file_names import file_names
from crm.model import Organisation, Role
from crm.people import adding, notes
from tests.crm import scenes
from tests.growth import LINEAR, growth, repeated

_BAD = re.compile(r'[<>:"/\\|?*\x00-\x1f\u200b-\u200f\u202a-\u202e]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.I)


def written(book: Book, target: Path, people: list[int] | None = None) -> dict[str, str]:
    export(book.read, target, people, "markdown")
    return {path.name: path.read_text("utf-8") for path in target.iterdir() if path.suffix == ".md"}


@pytest.fixture
def two(book: Book) -> Book:
    with book.work() as work:
        ana = scenes.person(work, "Ana Ruiz", "ana@x.example", how_we_met="At a _fair_\n# not a heading")
        ben = scenes.person(work, "Ben [Okafor](evil)")
        scenes.meeting(
            work,
            date(2026, 11, 2),
            ana,
            ben,
            place="Blue Bottle",
            note="**Labels** for\n# Christmas\n<script>x",
        )
        scenes.meeting(work, date(2026, 11, 9), ana, note="later")
        scenes.promise(work, "share", "the pricing article", ana)
        scenes.person_topic(work, ana, "looking_for", "wholesale flour")
        notes.add_note(work, ana.id, "likes *figs*\n\n## Story\n- [x] forged")
    return book


def test_a_page_tells_the_person_from_details_to_notes(two: Book, tmp_path: Path) -> None:
    files = written(two, tmp_path / "people")
    assert sorted(files) == ["Ana Ruiz.md", "Ben Okafor (evil).md", "index.md"]
    page = files["Ana Ruiz.md"]
    heads = re.findall(r"(?m)^#+ .*", page)
    assert heads[:5] == ["# Ana Ruiz", "## Details", "## Topics", "## Promises", "## Story"]
    assert "- E-mail: ana@x.example" in page
    assert "- Looking for: wholesale flour" in page
    assert re.search(r"- \[ \] Send Ana Ruiz the pricing article \(due 2026-11-\d\d\)\.", page)
    assert heads[5] == "### 2026-11-09: Coffee"
    assert heads[6].startswith("### 2026-11-02: Coffee at Blue Bottle with [Ben ")
    assert "> **Labels** for\n> # Christmas\n> &lt;script>x" in page
    assert heads[7] == "## Notes"
    assert len(heads) == 9
    assert "> likes *figs*\n>\n> ## Story\n> - [x] forged" in page
    assert "- How we met: At a \\_fair\\_ \\# not a heading" in page
    (target,) = re.findall(r"with \[.*\]\(([^()]*(?:\([^()]*\))?[^()]*)\)", heads[6])
    assert unquote(target) in files


def test_the_index_names_everyone_and_two_of_one_name_are_two(book: Book, tmp_path: Path) -> None:
    with book.work() as work:
        ids = [
            adding.add(work, name).id
            for name in ("Ana Ruiz", "ana ruiz", "Index", "CON", "../../etc/passwd", "...")
        ]
    files = written(book, tmp_path / "people")
    assert len(files) == len(ids) + 1
    assert {
        unquote(one) for one in re.findall(r"\]\(([^)]*(?:\([^)]*\))?[^)]*)\)", files["index.md"])
    } == set(files) - {"index.md"}
    assert {"_CON.md", "Index (2).md", "etc passwd.md", "person.md"} < set(files)


def test_files_and_folder_are_the_owners_alone_and_some_can_be_chosen(two: Book, tmp_path: Path) -> None:
    assert sorted(written(two, tmp_path / "people", [1])) == ["Ana Ruiz.md", "index.md"]
    assert (tmp_path / "people").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "people").iterdir()} == {0o600}


def test_its_own_export_is_replaced_and_what_is_foreign_or_edited_never(two: Book, tmp_path: Path) -> None:
    target = tmp_path / "people"
    written(two, target)
    with two.work() as work:
        adding.add(work, "Cara Doyle")
    assert "Cara Doyle.md" in written(two, target)
    (target / "mine.txt").write_text("mine")
    with pytest.raises(FileNotWritten, match=r"mine\.txt, which is no export"):
        written(two, target)
    (target / "mine.txt").unlink()
    (target / "Ana Ruiz.md").write_text("my own words")
    with pytest.raises(FileNotWritten, match=r"Ana Ruiz\.md in people was changed"):
        written(two, target)
    assert (target / "Ana Ruiz.md").read_text() == "my own words"
    with pytest.raises(FileNotWritten, match="is a file"):
        written(two, target / "Ana Ruiz.md")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book", "people"]


def test_a_failure_half_way_leaves_the_earlier_folder(
    two: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written(two, tmp_path / "people")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as change:
        change.setattr(placing, "_replace_folder", full)
        with pytest.raises(FileNotWritten, match="No space left"):
            written(two, tmp_path / "people")
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "people").glob("*.md")} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book", "people"]
    marker = json.loads((tmp_path / "people" / placing.MANIFEST).read_text("utf-8"))
    assert set(marker) == set(before)


_odd = st.lists(
    st.sampled_from(["../", "..", "\\", "C:", "CON", "nul.txt", "\x00", "\u202e", "é", "e\u0301", "A", "a", " ", ".", "x" * 300, "日本", "/etc", "|", "?"])
    | st.text(max_size=5), max_size=6,
).map("".join)  # fmt: skip


@given(st.lists(_odd, max_size=8))
@settings(deadline=None, max_examples=300)
def test_any_name_makes_a_file_name_good_everywhere_and_none_twice(names: list[str]) -> None:
    made = list(file_names(enumerate(names)).values())
    assert len({name.casefold() for name in made}) == len(names)
    for name in made:
        assert name.endswith(".md")
        assert not _BAD.search(name)
        assert not _RESERVED.match(name)
        assert name[0] not in ". "
        assert name[:-3] == name[:-3].rstrip(". ")
        assert len(os.fsencode(name)) <= 120
        assert os.path.basename(name) == name  # noqa: PTH119 the very rule that is meant


@given(st.text(st.sampled_from("#*_[]()<>`\\!|\n\r\u2028\x0b-+=1. xa&~$:"), max_size=30))
@settings(deadline=None, max_examples=300)
def test_no_words_leave_their_line_and_no_note_its_quotation(text: str) -> None:
    assert "\n" not in escape_text(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]<*`#]", escape_text(text).replace("\\\\", ""))
    assert all(line.startswith(">") for line in quote_note(text).splitlines())


_NAMES = [
    "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "# Ana", "---", "***", "===", "> Ana", "1. Ana", "- Ana", "+ Ana", "`Ana`", "~~Ana~~",
    "![x](http://evil.example/x.png)", "<https://evil.example>", "&lt;b&gt;", "&#60;b>", "Ana | Ruiz", "$x$", "\\", "\\[a]", "a\\", "*Ana*", "_Ana_",
    "<!-- Ana", "</script>", "[Ana]: x", "- [x] Ana", "Ana  Ruiz", "12) Ana", "a<b", "AT&T", "\u202eAna",
]  # fmt: skip


def shown(words: str) -> str:
    """What a reader of Markdown shows of one line of words: CommonMark 0.31, section 2.4."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`<\[\]&]", words), "a sign that would be obeyed"
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", words)


@pytest.mark.parametrize("name", _NAMES)
def test_a_page_shows_every_value_as_the_book_has_it(book: Book, tmp_path: Path, name: str) -> None:
    with book.work() as work:
        one = scenes.person(work, name, how_we_met=name, nickname=name)
        firm = Organisation(name=name)
        work.session.add(firm)
        work.session.flush()
        work.session.add(Role(person_id=one.id, organisation_id=firm.id, title=name))
        scenes.person_topic(work, one, "looking_for", name)
    page = next(text for file, text in written(book, tmp_path / "people").items() if file != "index.md")
    lines = page.splitlines()
    flat = " ".join(name.split())
    assert shown(lines[0].removeprefix("# ")) == flat
    for title in ("How we met", "Nickname", "Looking for"):
        (value,) = (line.removeprefix(f"- {title}: ") for line in lines if line.startswith(f"- {title}: "))
        assert shown(value) == flat
    assert shown(lines[2].removeprefix("- ")) == f"{flat} at {flat}"
    assert not re.match(r"- (?:[-+=*>#]|\d+[.)])", lines[2])
    assert "<" not in re.sub(r"\\.", "", page)


@pytest.mark.parametrize(
    ("note", "is_written"),
    [
        ("see [the fig](https://fig.example/a) *soon*", "> see [the fig](https://fig.example/a) *soon*"),
        ("[a](javascript:alert(1))", r"> \[a](javascript:alert(1))"),
        ("[a](JavaScript&#58;alert(1))", r"> \[a](JavaScript&amp;#58;alert(1))"),
        ("![x](https://evil.example/x.png)", r"> \![x](https://evil.example/x.png)"),
        ("[a]: javascript:x\n[a]", "> \\[a]: javascript:x\n> \\[a]"),
        ("- [ ] call\n1. [x] done", "> - [ ] call\n> 1. [x] done"),
        (r"\[a](javascript:x)", r"> \[a](javascript:x)"),
        (r"\\[a](javascript:x)", r"> \\\[a](javascript:x)"),
        ("<javascript:x> &lt;b> <b>", "> &lt;javascript:x> &amp;lt;b> &lt;b>"),
        ("AT&T & sons", "> AT&T & sons"),
    ],
)
def test_a_note_is_markdown_that_fetches_and_runs_nothing(note: str, is_written: str) -> None:
    assert quote_note(note) == is_written


@given(
    st.text(st.sampled_from("#*_[]()<>`\\!|-+=1. xa&~$:;\u202e") | st.characters(codec="utf-8"), max_size=40)
)
@settings(deadline=None, max_examples=300)
def test_whatever_a_value_is_it_is_shown_as_it_is(text: str) -> None:
    assert shown(escape_text(text)) == shown(escape_line_start(text)) == " ".join(text.split())
    assert not re.match(r"[-+=*>#]|\d+[.)]", escape_line_start(text))


@given(st.text(st.sampled_from("[]()!\\a:/ \n-x&;#<>jhtps."), max_size=60))
@settings(deadline=None, max_examples=500)
def test_no_link_of_a_note_leads_elsewhere_and_taking_the_signs_away_gives_the_note(text: str) -> None:
    made = quote_note(text)
    bare = re.sub(r"\\\\", "", made)
    for link in re.finditer(r"(?<!\\)\[[^\[\]\n]*\]\(([^\s()]*)", bare):
        assert re.match("https?://|mailto:", link[1], re.I)
    assert "![" not in re.sub(r"\\.", "", made)
    lines = [line.removeprefix(">").removeprefix(" ") for line in made.split("\n")] if made else []
    letters = [re.sub(r"[\\ ]", "", line.replace("&lt;", "<").replace("&amp;", "&")) for line in lines]
    assert "".join(letters) == re.sub(r"[\\\s]", "", text.replace("&lt;", "<").replace("&amp;", "&"))


def test_a_note_of_very_many_brackets_costs_in_proportion() -> None:
    for piece in ("[", "![", "[](http://a", "[a](http://", "\\[", "&#", "<a", "- [ ] "):
        assert (
            growth(lambda size, piece=piece: lambda: quote_note(repeated("", piece, "", size)), 6_000)
            < LINEAR
        )  # type: ignore[misc]
