"""How a newsroom writes, as `crossfoot.toml` says it: settled names, the order of dates, the severity of checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.desk import Report, check_files
from crossfoot.document import CrossfootError
from crossfoot.formats import document_from_text
from crossfoot.settings import House, settings_for

SPELLED = (
    "Meridith Valland opened the fair on Friday, the harbour office said.\n\n"
    "“We had forty stalls,” Ms Valland said. Vallend will speak again on Sunday."
)
SUM = "Police arrested 40 people: 25 on Friday and 17 on Saturday."


def checked(text: str, house: House, **options: object) -> Report:
    return check_files([document_from_text(text, name="story.txt", published=None)], house=house, **options)  # type: ignore[arg-type]


def told(report: Report) -> list[tuple[str, str, str]]:
    (story,) = report.stories
    return [(one.check, one.severity, story.document.words(one.span)) for one in story.findings]


def settings(folder: Path, words: str, name: str = "crossfoot.toml") -> House:
    (folder / name).write_text(words, encoding="utf-8")
    return settings_for(folder).house


def test_settings_say_how_a_newsroom_writes(tmp_path: Path) -> None:
    house = settings(tmp_path, 'known = ["Meridith  Valland", "NATO"]\ndates = "day-first"\n[severity]\nnames = "info"\nN101 = "error"\n')
    assert house.known == ("Meridith Valland", "NATO")
    assert house.dates == "day-first"
    assert dict(house.severity)["name-spelling-varies"] == "error"
    assert dict(house.severity)["acronym-mismatch"] == "info"


@pytest.mark.parametrize(
    ("known", "marked"),
    [
        ((), [("name-spelling-varies", "warning", "Vallend")]),
        (("Meridith Valland",), [("name-spelling-varies", "error", "Vallend")]),
        (("Meridith Vallend",), [("name-spelling-varies", "error", "Meridith Valland")]),
        (("Valland", "Vallend"), []),
        (("Vall",), [("name-spelling-varies", "warning", "Vallend")]),
    ],
)
def test_known_names_decide_which_spelling_is_meant(known: tuple[str, ...], marked: list[tuple[str, str, str]]) -> None:
    assert told(checked(SPELLED, House(known=known))) == marked


def test_known_names_are_not_asked_of_the_sources() -> None:
    story = "The surveyor of the reef, Katarina Pellowy, said so."
    source = document_from_text("Katarina Pellowi, surveyor of the reef, said so.", name="source.txt")
    assert [check for check, _, _ in told(checked(story, House(), sources=[source]))] == ["name-differs-from-source"]
    assert told(checked(story, House(known=("Katarina Pellowy",)), sources=[source])) == []


def test_known_names_need_no_introduction() -> None:
    story = "The market was shut. “We sold nothing,” Zubrette said. “It was cold.” She said she would be back."
    assert [check for check, _, _ in told(checked(story, House(), preview=True))] == ["surname-without-introduction"]
    assert told(checked(story, House(known=("Zubrette",)), preview=True)) == []


@pytest.mark.parametrize(("order", "found"), [("day-first", True), ("month-first", False), (None, False)])
def test_the_order_of_dates(order: str | None, found: bool) -> None:
    # 4 May 2021 was a Tuesday, April 5 a Monday.
    story = "The hearing began on Monday, 04/05/2021, the court said."
    assert bool(told(checked(story, House(dates=order)))) is found  # type: ignore[arg-type]


def test_a_stretch_of_days_keeps_the_order() -> None:
    (story,) = checked("The fair ran from 10/1/2018 - 10/7/2018.", House(dates="day-first")).stories
    first = next(iter(story.case.story.moments))
    assert (str(first.earliest), str(first.latest)) == ("2018-01-10", "2018-07-10")


def test_severity_of_a_check() -> None:
    assert checked(SUM, House()).exit_code == 1
    report = checked(SUM, House(severity=(("total-mismatch", "warning"),)))
    assert [severity for _, severity, _ in told(report)] == ["warning"]
    assert report.exit_code == 0


def test_what_is_said_less_gravely_stays_below() -> None:
    assert told(checked(SPELLED, House(severity=(("name-spelling-varies", "warning"),)))) == [("name-spelling-varies", "info", "Vallend")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("preview = true\nknown = 'NATO'\n", "crossfoot.toml:2: known: this must be a list of names"),
        ("\ndates = 'american'\n", "crossfoot.toml:2: dates: 'american' is not one of"),
        ("dates = 3\n", "crossfoot.toml:1: dates: 3 is not one of"),
        ("[severity]\nnamse = 'info'\n", "crossfoot.toml:1: severity: No check, family or code is called 'namse'"),
        ("\n\n[severity]\nnames = 'grave'\n", "crossfoot.toml:3: severity: 'grave' is not one of error, warning, info."),
        ("severity = 'info'\n", "crossfoot.toml:1: severity: this must be a table"),
        ("select = ['total']\n", "crossfoot.toml:1: select: No check, family or code is called 'total'"),
        ("spelling = 'british'\n", "crossfoot.toml:1: there is no setting called 'spelling'"),
    ],
)
def test_wrong_settings_are_told_with_their_line(tmp_path: Path, words: str, said: str) -> None:
    with pytest.raises(CrossfootError, match=r"crossfoot\.toml") as trouble:
        settings(tmp_path, words)
    assert said in str(trouble.value)


@pytest.mark.parametrize("words", [f"known = {'[' * 3000}", f"dates = {'9' * 5000}", "\udcff", "a = 1\na = 2\n"])
def test_settings_that_are_no_toml(tmp_path: Path, words: str) -> None:
    (tmp_path / "crossfoot.toml").write_bytes(words.encode("utf-8", "surrogateescape"))
    with pytest.raises(CrossfootError, match=r"crossfoot\.toml: the settings cannot be read"):
        settings_for(tmp_path)


def test_a_project_that_says_nothing_of_ours_or_too_little(tmp_path: Path) -> None:
    assert settings(tmp_path, "tool = 5\n", "pyproject.toml") == House()
    with pytest.raises(CrossfootError, match=r"write \[tool\.crossfoot\] above"):
        settings(tmp_path, "[tool]\ncrossfoot = 5\n", "pyproject.toml")


def test_wrong_settings_of_a_project_are_told_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(CrossfootError, match=r"pyproject\.toml:3: severity"):
        settings(tmp_path, "[project]\n\n[tool.crossfoot.severity]\nnames = 'grave'\n", "pyproject.toml")
