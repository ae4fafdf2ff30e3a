"""Every form of the report, on one made-up story whose findings are made by hand: the forms do not depend on what the checks can do."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from crossfoot.desk import Report, StoryReport, Unreadable
from crossfoot.document import Document, Span
from crossfoot.finding import Evidence, Finding, Line, Place, Repair, Tape, Tick, Undecided
from crossfoot.formats import document_from_text
from crossfoot.ledger import Figure, Ledger, Moment, Party, Phrase, Statement
from crossfoot.quantity import Quantity
from crossfoot.reading.paragraphs import story_of
from crossfoot.reports import FORMS, render
from crossfoot.reports.excerpt import Underline, columns, rows_of, safe, wrapped
from crossfoot.reports.ledger import FORMS as LEDGER_FORMS

SNAPSHOTS = Path(__file__).parent / "snapshots"
STORY = (
    "Ferry fair ends with 56 hurt\n\n"
    "It was to be a quiet day. The collapse of the old ferry quay on Sunday hurt 56 people, the harbour office said: 31 were treated at "
    "the quay itself, 19 in the hall of the primary school, and 8 were taken to the hospital on the hill, where a nurse, Ann Lowe, said "
    "that none of them was in danger.\n\n"
    "Of 498 tickets, 317 were sold to children, or 63.7 percent. The fair, which began on Thursday 2 July 2020, is 120 years old.\n"
)
RELEASE = "The harbour office counts 58 hurt people.\n"


def at(words: str, text: str = STORY, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def tape_of_parts() -> tuple[Line, ...]:
    tape = Tape()
    total = tape.add([Quantity("31"), Quantity("19"), Quantity("8")])
    tape.surely_apart(total, Quantity("56"))
    return tape.lines


def report() -> Report:
    story = document_from_text(STORY, name="fair.txt", published=date(2020, 7, 7))
    release = document_from_text(RELEASE, name="release.txt")
    message = "The parts add up to 58 (31 + 19 + 8), but the total given is 56: a difference of 2."
    finding = Finding(
        "total-mismatch",
        "T101",
        "error",
        "stable",
        at("56 people"),
        message,
        tape_of_parts(),
        related=(Place(at("31 were")), Place(at("19 in")), Place(at("8 were")), Place(at("58 hurt", RELEASE), "release.txt")),
        evidence=(
            Evidence("source", "release.txt", at("58 hurt", RELEASE), "58 hurt people"),
            Evidence("table", "hurt.csv", None, "", "SELECT sum(hurt) FROM hurt", (("58",),)),
        ),
        repairs=(Repair(at("56", nth=1), "58"), Repair(at("8 were"), "6 were")),
    )
    other = Finding(
        "weekday-date-mismatch", "D101", "warning", "preview", at("Thursday 2 July 2020"), "2 July 2020 was: 100% a Thursday, not so."
    )
    tick = Tick("share-mismatch", "P103", at("63.7 percent"), "317 of 498 is 63.7 percent", agrees="share agrees")
    undecided = [Undecided("total-mismatch", "T101", at(words), "the story does not say of what") for words in ("498 tickets", "120 years")]
    sentences = tuple(sentence for paragraph in story_of(story).paragraphs for sentence in paragraph.sentences)
    case = _case(Ledger(story, sentences=sentences), Ledger(release))
    said = StoryReport(case, (finding, other), (tick,), tuple(undecided))
    return Report((said,), (Unreadable("lost.txt", "lost.txt: there is no such file; look at the spelling of its name."),))


def _case(story: Ledger, *sources: Ledger):  # type: ignore[no-untyped-def]
    from crossfoot.sources import Case

    return Case(story, sources)


def ledger() -> Ledger:
    story = document_from_text(STORY, name="fair.txt")
    office = Party("the harbour office", "organisation", (at("the harbour office"),))
    nurse = Party("Ann Lowe", "person", (at("Ann Lowe"),), role="nurse")
    sunday = Moment(at("Sunday"), "date", date(2020, 7, 5), date(2020, 7, 5), weekday=6)
    hurt = Figure(
        at("56", nth=1),
        Quantity("56"),
        counted=Phrase(at("people"), "person"),
        where=(Phrase(at("ferry quay"), "quay"),),
        when=sunday,
        by=office,
    )
    share = Figure(at("63.7 percent"), Quantity("63.7", unit="%", kind="percent"))
    said = (
        Statement(at("said: 31"), "indirect", (at("The collapse of the old ferry quay on Sunday hurt 56 people"),), speaker=office),
        Statement(at("said that"), "indirect", (at("none of them was in danger"),), speaker=nurse),
    )
    return Ledger(story, figures=(hurt, share), moments=(sunday,), parties=(office, nurse), statements=said)


def same_as_snapshot(name: str, text: str) -> None:
    """Compares with tests/snapshots; `CROSSFOOT_SNAPSHOTS=write` writes them anew, to be read before they are kept."""
    path = SNAPSHOTS / name
    if os.environ.get("CROSSFOOT_SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("form", "ending"), [("json", "json"), ("jsonl", "jsonl"), ("github", "github.txt")])
def test_form_is_as_it_was(form: str, ending: str) -> None:
    same_as_snapshot(f"check.{ending}", render(report(), form))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_terminal_is_as_it_was(width: int) -> None:
    text = render(report(), "text", width=width)
    same_as_snapshot(f"check-{width}.txt", text)
    assert max(map(columns, text.splitlines()[:-1])) <= width


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("json", "json"), ("jsonl", "jsonl"), ("csv", "csv")])
def test_ledger_is_as_it_was(form: str, ending: str) -> None:
    same_as_snapshot(f"ledger.{ending}", LEDGER_FORMS[form](ledger(), width=80))


def test_colour_changes_no_words() -> None:
    plain, coloured = render(report(), "text"), render(report(), "text", colour=True)
    assert coloured != plain
    import re

    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_json_says_the_same_as_as_dict() -> None:
    assert json.loads(render(report(), "json")) == report().as_dict()


def test_every_json_line_has_its_type_and_path() -> None:
    rows = [json.loads(line) for line in render(report(), "jsonl").splitlines()]
    assert [row["type"] for row in rows] == ["finding", "finding", "tick", "undecided", "undecided", "unreadable"]
    assert all(row["path"] for row in rows)


def test_exit_code() -> None:
    full = report()
    assert full.exit_code == 2
    assert Report(full.stories).exit_code == 1
    warned = StoryReport(full.stories[0].case, full.stories[0].findings[1:])
    assert Report((warned,)).exit_code == 0
    assert Report((warned,), fail_on="warning").exit_code == 1


def test_fingerprint_outlives_line_numbers() -> None:
    from dataclasses import replace

    story = report().stories[0]
    lower = document_from_text("\n\n\n" + STORY, name="fair.txt")

    def down(span: Span) -> Span:
        return Span(span.start + 3, span.end + 3)

    finding = replace(story.findings[0], span=down(story.findings[0].span))
    case = _case(Ledger(lower, sentences=tuple(map(down, story.case.story.sentences))))
    assert StoryReport(case).fingerprint(finding) == story.fingerprint(story.findings[0])


def test_sarif_is_sarif() -> None:
    log = json.loads(render(report(), "sarif"))
    run = log["runs"][0]
    assert [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in run["results"]] == [
        "total-mismatch",
        "weekday-date-mismatch",
    ]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "56 people"
    assert not run["invocations"][0]["executionSuccessful"]


def test_workflow_commands_are_escaped() -> None:
    line = render(report(), "github").splitlines()[1]
    assert line.endswith("::2 July 2020 was: 100%25 a Thursday, not so.")
    assert "title=weekday-date-mismatch (D101)::" in line


def test_every_form_takes_an_empty_report() -> None:
    for form in FORMS:
        assert isinstance(render(Report(()), form), str)


def test_the_story_cannot_drive_the_terminal() -> None:
    assert "\x1b" not in safe("\x1b[31mred")
    nasty = document_from_text("Ten \x1b]0;x\x07 people \u202e came.", name="a\x1b.txt")
    finding = Finding("total-mismatch", "T101", "error", "stable", Span(0, 3), "Ten\x1b.")
    text = render(Report((StoryReport(_case(Ledger(nasty)), (finding,)),)), "text")
    assert not set(text) & set("\x1b\x07\u202e")


def test_underlining_counts_columns_not_characters() -> None:
    document = document_from_text("Im Hafen 漁港 cafe\u0301 😀 40 people.", name="s")
    [row] = rows_of(document, [Underline(at("40", document.text), "main")], width=80)
    assert row is not None
    assert columns(row.text[: row.text.index("40")]) == row.under.index("^")


def test_long_lines_are_cropped_to_the_rows_that_matter() -> None:
    text = "One. " * 200 + "Forty people came. " + "Two. " * 200 + "It was fifty."
    document = Document("s", text, blocks=document_from_text(text).blocks)
    rows = rows_of(document, [Underline(at("Forty", text), "main"), Underline(at("fifty", text), "side")], width=70)
    assert [row is None for row in rows] == [False, True, False]


def test_wrapping_keeps_every_word() -> None:
    text = "a bb ccc " * 30 + "x" * 100 + "\nnew line\r\n\tlast"
    pieces = [text[start:end] for start, end in wrapped(text, 20)]
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(columns(piece) <= 20 for piece in pieces)


@pytest.mark.parametrize(
    ("before", "behind", "shown"),
    [
        ("", "", "40 people."),
        ("", " Then more came, and more of them, and still more of them.", "40 people. Then more came, and …"),
        ("Nobody knew of it. " * 3, "", "… 40 people."),
        ("Nobody knew of it. " * 3, " Then more came, and more of them, and still more.", "… 40 people. Then more came, and …"),
    ],
)
def test_what_is_left_out_is_shown(before: str, behind: str, shown: str) -> None:
    document = document_from_text(f"{before}40 people.{behind}", name="s")
    sentence = Span(len(before), len(before) + 10)
    [row] = rows_of(document, [Underline(at("40", document.text), "main")], width=36, sentences=[sentence])
    assert row is not None
    assert row.text == shown
    assert columns(row.text) <= 36


def test_a_sentence_that_begins_a_row_before_its_mark_is_shown_from_its_beginning() -> None:
    document = document_from_text("The wardens of the harbour counted 40 boats.", name="s")
    rows = rows_of(document, [Underline(at("40", document.text), "main")], width=36)
    assert [row and (row.text, row.under.strip()) for row in rows] == [("The wardens of the harbour", ""), ("counted 40 boats.", "^^")]
