"""The scorer of anybody's answers: every number of the table, on answers that were made up for it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks" / "answers"
if not FOLDER.is_dir():
    pytest.skip("the benchmarks are not here", allow_module_level=True)
sys.path.insert(0, str(FOLDER))

import score as printing  # noqa: E402
from answers import Answers, NotAnswers, Place, read_answers  # noqa: E402
from crossfoot_answers import answered, lines  # noqa: E402
from items import SETS, Item, Planted, items, prompts_mark  # noqa: E402
from scoring import Score, score_of  # noqa: E402

SUM = "Police arrested 40 people: 25 on Friday and 17 on Saturday."
DAY = "They met on Thursday, 27 June 2017, at 7 p.m."
STORY = f"{SUM}\n\n{DAY}\n\n“It was late,” she said. It was late."
WRONG = Item("story", STORY, errors=(Planted("40", SUM, "25 + 17 = 42"), Planted("Thursday", DAY, "a Tuesday")))
CLEAN = Item("story", "Police arrested 42 people: 25 on Friday and 17 on Saturday.")
OTHER = Item("story", "The quay is closed. It opens on Monday.")
ITEMS = (WRONG, CLEAN, OTHER)


def entry(words: str, sentence: str = "", **more: object) -> dict[str, object]:
    return {"words": words, "sentence": sentence, "why": "because", **more}


def told(tmp_path: Path, *rows: dict[str, object], varies: bool = True, prompts: str | None = None) -> Path:
    head = {"entrant": "A reader", "prompts": prompts or prompts_mark(), "varies": varies, "currency": "EUR"}
    path = tmp_path / "answers.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in (head, *rows)), encoding="utf-8")
    return path


def answer(item: Item, run: int, *errors: dict[str, object], cost: float | None = None, seconds: float | None = None) -> dict[str, object]:
    return {"item": item.id, "run": run, "errors": list(errors), "cost": cost, "seconds": seconds}


def two_runs(tmp_path: Path) -> Answers:
    """The sum is found in both runs, the day in the second only; three alarms in the first run, none in the second."""
    return read_answers(
        told(
            tmp_path,
            answer(WRONG, 1, entry("40 people", SUM), entry("25", SUM, also=[entry("40", SUM)]), entry("7 p.m.", DAY), cost=0.5, seconds=2),
            answer(CLEAN, 1, entry("42", CLEAN.text), entry("no such words"), cost=0.25, seconds=1),
            answer(OTHER, 1, cost=0.25, seconds=1),
            answer(WRONG, 2, entry("40", SUM), entry("thursday", DAY), cost=1, seconds=3),
            answer(CLEAN, 2, cost=0.5, seconds=1),
        )
    )


def scored(answers: Answers) -> Score:
    score = score_of(ITEMS, answers)
    assert score
    return score


def test_each_run(tmp_path: Path) -> None:
    first, second = scored(two_runs(tmp_path)).runs
    assert [(run.asked, len(run.read), run.planted, run.found) for run in (first, second)] == [(3, 3, 2, 1), (3, 2, 2, 2)]
    assert [(run.alarms, run.clean_alarms, run.clean) for run in (first, second)] == [(3, 2, 2), (0, 0, 1)]
    assert [(run.recall, run.per_clean) for run in (first, second)] == [(0.5, 1.0), (1.0, 0.0)]
    # Two entries that find the same error are no alarm, and count once.
    assert [run.precision for run in (first, second)] == [2 / 5, 1.0]
    assert [(run.cost, run.seconds) for run in (first, second)] == [(1.0, 4), (1.5, 4)]
    assert [sum(one.nowhere for one in run.read) for run in (first, second)] == [1, 0]


def test_over_the_runs(tmp_path: Path) -> None:
    score = scored(two_runs(tmp_path))
    assert score.mean_of("recall") == 0.75
    assert score.spread_of("recall") == pytest.approx(0.5 / 2**0.5)
    assert (score.mean_of("per_clean"), score.mean_of("cost")) == (0.5, 1.25)
    assert (score.always, score.ever) == (1, 2)


def test_the_table(tmp_path: Path) -> None:
    shown = "\n".join(printing.table(ITEMS, [two_runs(tmp_path)], ["A reader", "A copy editor"]))
    assert "stories: 3 items, 2 errors in 1, 2 clean" in shown
    row = next(line for line in shown.splitlines() if line.strip().startswith("A reader"))
    assert " ".join(row.split()) == "A reader 2 of 5 3/2 75.0 % ± 35.4 0.50 ± 0.71 70.0 % ± 42.4 1 / 2 1.25 EUR 1.60"
    assert [line.split() for line in shown.splitlines() if "copy editor" in line] == [["A", "copy", "editor", "not", "run"]] * 3
    # On the sets of which it answered nothing, a reader was not run either.
    assert sum(line.split() == ["A", "reader", "not", "run"] for line in shown.splitlines()) == 2


def test_one_run_that_says_nothing(tmp_path: Path) -> None:
    answers = read_answers(told(tmp_path, answer(WRONG, 1), answer(OTHER, 1), varies=False))
    row = printing._row("A reader", scored(answers), answers)
    assert row == ("A reader", "1", "2", "0.0 %", "0.00", "nothing said", "one run", "not told", "not told")


def test_answers_to_items_that_are_gone_are_named(tmp_path: Path) -> None:
    answers = read_answers(told(tmp_path, {"item": "story-gone", "run": 1, "errors": []}))
    assert score_of(ITEMS, answers) is None
    assert "A reader: 1 items that it answers are no longer among the items" in "\n".join(printing.table(ITEMS, [answers], []))


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (Place("Thursday", DAY), ["Thursday"]),
        (Place("thursday,  27 June", DAY.replace(" ", "\n")), ["Thursday, 27 June"]),
        (Place('"It was late,"'), ["“It was late,”"]),
        # Said twice in the story, once in the sentence that is named.
        (Place("it was late"), []),
        (Place("It was late", "It was late."), ["It was late"]),
        # Not within a longer word or number, and not where nothing is said.
        (Place("4", SUM), []),
        (Place("1", SUM), []),
        (Place(" "), []),
        # The sentence is not the story's: the words decide, where they stand there once.
        (Place("Saturday", "They came on Saturday."), ["Saturday"]),
        (Place("on", "They came on Saturday."), []),
        # As often as they stand in their sentence.
        (Place("on", SUM), ["on", "on"]),
    ],
)
def test_where_words_stand(place: Place, found: list[str]) -> None:
    assert [STORY[at.start : at.stop] for at in place.within(STORY)] == found


@pytest.mark.parametrize(
    "line", ["{", "[]", "{}", '{"item": "a", "errors": [{}]}', '{"item": "a", "errors": 5}', '{"item": "a", "run": "x"}']
)
def test_what_is_no_answer_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    path = told(tmp_path, answer(WRONG, 1))
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(NotAnswers, match=r"answers\.jsonl:3: this is no answer"):
        read_answers(path)


def test_an_item_is_answered_once_in_a_run(tmp_path: Path) -> None:
    with pytest.raises(NotAnswers, match="answered twice in run 1"):
        read_answers(told(tmp_path, answer(WRONG, 1), answer(WRONG, 1)))


def test_the_prompts_are_frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert (FOLDER / "prompts" / "FROZEN").read_text(encoding="utf-8").strip() == prompts_mark()
    monkeypatch.setattr(sys, "argv", ["score.py", str(told(tmp_path, prompts="0" * 64))])
    assert printing.main() == 2
    assert "answers to other prompts (000000000000..." in capsys.readouterr().err


def test_the_items_tell_nothing_of_the_keys() -> None:
    all_items = items()
    assert len({item.id for item in all_items}) == len(all_items) > 250
    assert {item.set for item in all_items} == set(SETS)
    for item in all_items:
        assert item.as_given().keys() == {"id", "set", "text", "sources", "prompt"}
        assert item.text.strip() in str(item.as_given()["prompt"])
        assert "planted" not in item.id
        for error in item.errors:
            assert error.words in error.sentence
            assert item.text.count(error.sentence) == 1


def test_crossfoot_answers_like_anybody(tmp_path: Path) -> None:
    pair = Item("pair", "The bridge cost £4.8m.", (("release.txt", "The bridge cost £4.8m."),))
    notes = '[[measure]]\nname = "boats"\ncolumn = "boats"\n[[members]]\ncolumn = "town"\n'
    table = (("table.csv", "town,boats\nLeith,40\nOban,25\n"), ("notes.toml", f'row = "a town"\ncomplete = true\n{notes}'))
    claims = [Item("claim", f"Leith had {number} boats.", table) for number in (40, 60)]
    given = [item.as_given() for item in (WRONG, CLEAN, pair, *claims)]
    said = [answered(item, tmp_path, preview=False) for item in given]
    assert [len(one) for one in said] == [2, 0, 0, 0, 1]
    assert [one["words"] for one in said[0]] == ["40", "Thursday, 27 June 2017, at 7 p.m."]
    path = tmp_path / "crossfoot.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines(given, preview=False)), encoding="utf-8")
    score = scored(read_answers(path))
    assert (score.runs[0].recall, score.runs[0].alarms, len(score.runs)) == (1.0, 0, 1)
