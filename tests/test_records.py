"""Asking tables: whatever the columns are called and whoever the members are, the answers are those that a plain count gives."""

from __future__ import annotations

import csv
import gzip
import os
import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

import crossfoot
from crossfoot.cli import main
from crossfoot.document import CrossfootError
from crossfoot.records import ask, can_be_asked, describe, records_of
from crossfoot.records.loading import opened

EXAMPLE = Path(__file__).parent.parent / "examples" / "ten-places" / "arrests.csv"
TOWNS = ["Leam", "Harrow", "Bristow", "Port Ellis", "St. Osyth", "North Wick", "Tarn", "Ashby"]


def written(path: Path, rows: Iterable[Iterable[object]], *, delimiter: str = ",") -> Path:
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def mapped(path: Path, *, member: str, counted: str, day: str, more: str = "") -> None:
    path.with_suffix(".crossfoot.toml").write_text(
        f'period = "{day}"\ncomplete = true\nuniverse = ["officers"]\n[[measure]]\nname = "stops"\ncolumn = "{counted}"\nwords = ["stop"]\n'
        f'[[members]]\ncolumn = "{member}"\nwords = ["station"]\n{more}',
        encoding="utf-8",
    )


def day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@pytest.mark.parametrize("seed", range(12))
def test_ranks_and_sums_are_those_of_a_plain_count(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    towns = dice.sample(TOWNS, dice.randint(3, 8))
    first = date(2015, 1, 1) + timedelta(dice.randrange(3000))
    rows = [(town, first + timedelta(n), dice.randrange(40)) for town in towns for n in range(14)]
    dice.shuffle(rows)
    member, counted, day = dice.choice([("station", "n", "day"), ("Where", "stops made", "On"), ("a.b", "Σ?", "select")])
    table = written(tmp_path / "t.csv", [(member, day, counted), *((t, d.isoformat(), n) for t, d, n in rows)])
    mapped(table, member=member, counted=counted, day=day)
    begin = first + timedelta(dice.randrange(8))
    end = begin + timedelta(3)
    totals = {town: sum(n for t, d, n in rows if t == town and begin <= d <= end) for town in towns}
    for town in towns:
        place = 1 + sum(total > totals[town] for total in totals.values())
        when = f"in the four days to {day_words(end)}"
        most = crossfoot.ask(table, f"{town} made more stops than any other station {when}.")
        assert most.verdict == ("supported" if place == 1 else "refuted"), most.text()
        assert most.readings[0].value == place
        exact = crossfoot.ask(table, f"The {town} station made {totals[town]} stops {when}.")
        assert exact.verdict == "supported", exact.text()
        wrong = crossfoot.ask(table, f"The {town} station made {totals[town] + 3} stops {when}.")
        assert wrong.verdict in ("refuted", "not_testable" if (totals[town] + 3) % 10 == 0 else "refuted"), wrong.text()


@pytest.mark.parametrize(
    "claim",
    [
        "Philadelphia made more arrests than any other ICE office in the four days to Wednesday, 27 September 2017.",
        "In the four days that ended on 27 September 2017 Philadelphia made the most arrests of any ICE office.",
    ],
)
def test_the_four_readings_of_the_ten_places(claim: str) -> None:
    answer = crossfoot.ask(EXAMPLE, claim)
    assert answer.verdict == "mixed"
    assert [reading.value for reading in answer.readings] == [7, 2, 3, 2]
    assert [reading.shows for reading in answer.readings] == [
        "Philadelphia 7th of 24 (132; Los Angeles 260)",
        "Philadelphia 2nd of 24 (109; Los Angeles 151)",
        "Philadelphia 3rd of 24 (104; Los Angeles 179)",
        "Philadelphia 2nd of 24 (92; Los Angeles 133)",
    ]
    assert "withhold the name" in answer.notes[0]
    assert "more than the city" in answer.notes[1]


@pytest.mark.parametrize(("named", "found"), [("Operation Safe City", 1), ("The operation", 0)])
def test_the_days_of_what_a_mapping_dates(named: str, found: int) -> None:
    """ "In four days" of a story that names the operation are its days; a story that does not say which four days is left alone."""
    story = f"{named} was a raid on cities, the group said. Philadelphia had more people picked up in four days than any other ICE office."
    outcomes = [one for one in crossfoot.check(story, tables=[EXAMPLE]).stories[0].undecided if one.code == "B103"]
    assert len(outcomes) == found
    assert all("7th of 24 (132; Los Angeles 260)" in one.reason for one in outcomes)


def test_less_than_an_office_is_bounded_and_never_refuted() -> None:
    answer = crossfoot.ask(
        EXAMPLE, "In the four days that ended on Wednesday, 27 September 2017, 107 people were arrested in Philadelphia."
    )
    assert answer.verdict == "bounded"
    assert [reading.value for reading in answer.readings] == [132, 109, 104, 92]
    more = crossfoot.ask(EXAMPLE, "In the four days that ended on Wednesday, 27 September 2017, 170 people were arrested in Philadelphia.")
    assert more.verdict == "not_testable"


def test_without_a_mapping_only_what_agrees_is_said(tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", [("station", "year", "stops"), ("Leam", 2020, 61), ("Harrow", 2020, 74)])
    assert crossfoot.ask(table, "Leam made 61 stops in 2020.").verdict == "supported"
    assert crossfoot.ask(table, "Leam made 16 stops in 2020.").verdict == "not_testable"
    assert crossfoot.ask(table, "Leam made the most stops in 2020.").verdict == "not_testable"


def test_the_sql_shown_can_be_run_again() -> None:
    answer = crossfoot.ask(EXAMPLE, "Los Angeles made the most arrests of any ICE office in the four days to 27 September 2017.")
    assert answer.verdict == "supported"
    rows = opened(EXAMPLE).ask(answer.readings[0].sql)
    assert rows[0][0] == "Los Angeles"


def test_words_are_trimmed_and_withheld_only_where_some_need_it(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "t.parquet"
    cells = "('Leam', ' Leam ', '--'), ('Tarn', 'Tarn', 'Tarn'), ('Tarn', NULL, '(B)(6)'), (NULL, 'Oban', 'n/a')"
    duckdb.sql(f"SELECT * FROM (VALUES {cells}) AS t(clean, spaced, withheld)").write_parquet(str(path))
    table = opened(path)
    assert set(table.columns.values()) == {"text"}
    assert table.ask("SELECT * FROM records") == [
        ("Leam", "Leam", None),
        ("Tarn", "Tarn", "Tarn"),
        ("Tarn", None, None),
        (None, "Oban", "n/a"),
    ]
    shown = table.ask("SELECT sql FROM duckdb_views() WHERE view_name = 'records'")[0][0]
    assert shown.count("regexp_full_match") == 2


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
def test_any_dialect(delimiter: str, tmp_path: Path) -> None:
    rows = [["Statistics Unit", "", ""], ["Released 2021", "", ""], ["Station", "Day", "Stops made"]]
    rows += [["Leam", "5/31/2021", "1,204"], ["Châtelet", "6/1/2021", "--"], ["Harrow", "6/2/2021", "(B)(7)(E)"]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    (tmp_path / "t.csv").write_bytes(text.encode("latin-1"))
    table = opened(tmp_path / "t.csv")
    assert table.columns == {"Station": "text", "Day": "day", "Stops made": "number"}
    assert table.ask("SELECT * FROM records ORDER BY 2")[0] == ("Leam", date(2021, 5, 31), 1204)
    assert [row[2] for row in table.ask("SELECT * FROM records ORDER BY 2")[1:]] == [None, None]
    assert "Châtelet" in table.values("Station")


def test_days_that_can_be_read_two_ways_stay_words(tmp_path: Path) -> None:
    table = opened(written(tmp_path / "t.csv", [("station", "day"), ("Leam", "05/06/2021"), ("Tarn", "07/06/2021")]))
    assert table.columns["day"] == "text"
    assert "month/day and as day/month" in table.notes[0]


def test_compressed_and_doubled_headings(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "t.csv.gz", "wt", encoding="utf-8") as file:
        file.write("name,n,n\nLeam,1,2\n")
    assert list(opened(tmp_path / "t.csv.gz").columns) == ["name", "n", "n again"]


def test_a_heading_that_stands_there_a_hundred_times(tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", [["n"] * 100, range(100)])
    columns = list(opened(table).columns)
    assert columns[:6] == ["n", "n again", "n again again", "n again again again", "n, column 5", "n, column 6"]
    assert len(set(columns)) == 100


def test_a_table_too_wide_to_be_asked(tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", [[f"c{at}" for at in range(10_000)], range(10_000)])
    with pytest.raises(CrossfootError, match="10,000 columns, and at most 2,000"):
        opened(table)


def test_no_text_becomes_sql_and_nothing_outside_is_reached(tmp_path: Path) -> None:
    nasty = 'x"; DROP TABLE records; --'
    table = written(tmp_path / "t.csv", [(nasty, "year", "stops"), ("O'Leam'; DROP TABLE records; --", 2020, 61), ("Harrow", 2020, 74)])
    assert crossfoot.ask(table, "Harrow made 74 stops in 2020.").verdict == "supported"
    crossfoot.ask(table, "O'Leam'; DROP TABLE records; -- made 61 stops in 2020.")
    records = records_of(table)
    assert records.table.ask("SELECT count(*) FROM records") == [(2,)]
    with pytest.raises(Exception, match="file system operations are disabled"):
        records.table.ask(f"SELECT * FROM read_csv('{table}')")
    with pytest.raises(Exception, match="locked"):
        records.table.ask("SET enable_external_access = true")


def test_a_draft_can_be_read_back(tmp_path: Path) -> None:
    table = written(
        tmp_path / "t.csv",
        [("station", "month", "stops", "arrest rate"), ("Leam", "2020-01", 61, 2.5), ("Total", "2020-01", 61, 2.5)],
    )
    draft = describe(table)
    (tmp_path / "t.crossfoot.toml").write_text(draft, encoding="utf-8")
    mapping = records_of(table).mapping
    assert mapping.period == "month"
    assert [measure.level for measure in mapping.measures] == [False, True]
    assert mapping.members[0].totals == ("Total",)
    assert not mapping.complete


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('row = "x"\n[[measure]]\nname = "stops"\ncolumn = "stopps"', ":4: t.csv has no column 'stopps'"),
        ('row = "x"\nperiode = "day"', ":2: 'periode' is not a key"),
        ('[[members]]\ncolumn = "station"\nvalues = { Lehm = ["x"] }', ":3: station holds no 'Lehm'"),
        ('[[withheld]]\nwords = ["raid"]\nfirst = 2017-09-24', ":3: [[withheld]] has its first and its last day, or neither"),
        ("row = ", "is not TOML"),
        (f"row = {'[' * 3000}", "is not TOML"),
        (f"row = {'9' * 5000}", "is not TOML"),
        ("row = 'x'\nyear_starts = 'April'", ":2: year_starts is the number of a month"),
        ("year_starts = inf", ":1: year_starts is the number of a month"),
        ("complete = 'no'", ":1: complete is true or false"),
        ("first = 2017-09-30T12:00:00", ":1: first is a day"),
        ("approximate = '1/0'", ":1: '1/0' is no share"),
        ("approximate = '1e99999999'", ":1: '1e99999999' is no share"),
        ("[[measure]]\nname = 'a'\ntimes = 0", ":3: times is a number"),
        ("[[measure]]\nname = 'a'\ntimes = '1e99999999'", ":3: times is a number"),
        ("[[measure]]\nname = 'a'\nwhere = 'Leam'", ":3: where has names and values"),
        ("[[measure]]\nname = 'a'\nwhere = { station = [['Leam']] }", ":3: where names cells"),
        ("[[measure]]\nname = 'a'\ncounting = { x = 1 }", ":3: counting names cells"),
        ("[[measure]]\nname = 'a'\nunit = 5", ":3: unit is a list of words"),
        ("[[members]]\ncolumn = 'station'\nvalues = ['Leam']", ":3: values has names and values"),
    ],
)
def test_a_fault_in_a_mapping_is_said_with_its_line(text: str, says: str, tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", [("station", "stops"), ("Leam", 61)])
    (tmp_path / "t.crossfoot.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CrossfootError, match="crossfoot") as fault:
        crossfoot.ask(table, "Leam made 61 stops.")
    assert says in str(fault.value)


def test_a_long_claim_is_no_file_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = written(tmp_path / "t.csv", [("station", "stops"), ("Leam", 61)])
    assert main(["ask", str(table), f"Leam{' and so' * 50} made 61 stops."]) in (0, 1)
    assert "61 by stops" in capsys.readouterr().out


def test_a_missing_or_empty_table_is_said(tmp_path: Path) -> None:
    with pytest.raises(CrossfootError, match="no such file"):
        crossfoot.ask(tmp_path / "none.csv", "Leam made 61 stops.")
    # Longer than any name that the system knows.
    with pytest.raises(CrossfootError, match="no such file"):
        crossfoot.ask(tmp_path / f"{'a' * 300}.csv", "Leam made 61 stops.")
    (tmp_path / "t.csv").write_text("", encoding="utf-8")
    with pytest.raises(CrossfootError, match="empty"):
        crossfoot.ask(tmp_path / "t.csv", "Leam made 61 stops.")


@pytest.mark.parametrize(
    "text", ["most " * 4000, "in four days " * 3000, "12 stops in Leam, " * 3000, "a" * 200_000, "more than any other " * 3000]
)
def test_no_claim_takes_long_or_raises(text: str, tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", [("station", "stops"), ("Leam", 61), ("Harrow", 74)])
    crossfoot.ask(table, text)
    crossfoot.check(f"{text}\n\n... !\n\n(-) \u2014", tables=[table])


def test_a_parquet_file_is_asked_where_it_lies_and_nothing_else_is_reached(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "reeve's list.parquet"
    rows = "SELECT * FROM (VALUES ('Leith', '1,200', '2021-03-04'), ('Harrow', '--', '2021-03-05')) AS t(town, arrests, day)"
    duckdb.sql(rows).write_parquet(str(path))
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    table = records_of(path).table
    assert table.columns == {"town": "text", "arrests": "number", "day": "day"}
    assert table.ask("SELECT sum(arrests), count(*) FROM records") == [(1200, 2)]
    with pytest.raises(duckdb.Error):
        table.ask("SELECT * FROM read_csv(?)", [str(tmp_path / "secret.csv")])


MISSING_CELL = [("Ward", "Year", "Fires", "Alarms"), ("North", 2023, "--", 4), ("South", 2023, 2, ""), ("East", 2023, 3, 1)]


@pytest.mark.parametrize(
    "claim",
    [
        "North had 0 Fires in 2023.",
        "North had 14 Fires in 2023.",
        "North had the fewest Fires of any Ward in 2023.",
        "North had fewer Fires than East in 2023.",
        "North had 3 Calls in 2023.",
    ],
)
@pytest.mark.parametrize("cell", ["--", "", "(B)(7)(E)"])
def test_a_missing_cell_is_not_a_nought(claim: str, cell: str, tmp_path: Path) -> None:
    rows = [[cell if value == "--" else value for value in row] for row in MISSING_CELL]
    table = written(tmp_path / "wards.csv", rows)
    table.with_suffix(".crossfoot.toml").write_text(
        'period = "Year"\ncomplete = true\n[[measure]]\nname = "Fires"\ncolumn = "Fires"\nwords = ["fire"]\n'
        '[[measure]]\nname = "Calls"\ncolumns = ["Fires", "Alarms"]\nwords = ["call"]\n[[members]]\ncolumn = "Ward"\nwords = ["ward"]\n',
        encoding="utf-8",
    )
    answer = crossfoot.ask(table, claim)
    assert answer.verdict == "not_testable"
    assert "missing" in answer.reason
    assert not crossfoot.check(claim, tables=[table]).stories[0].findings


def test_a_member_whose_cell_is_missing_has_no_place(tmp_path: Path) -> None:
    answer = crossfoot.ask(written(tmp_path / "wards.csv", MISSING_CELL), "South had the fewest Fires of any Ward in 2023.")
    assert answer.verdict == "supported"
    assert answer.readings[0].top == (("South", "2"), ("East", "3"))
    assert "not ranked, because the cell is missing: North" in answer.notes


def test_a_sum_over_missing_cells_says_so_and_refutes_nothing(tmp_path: Path) -> None:
    table = written(tmp_path / "wards.csv", MISSING_CELL)
    table.with_suffix(".crossfoot.toml").write_text(
        'period = "Year"\ncomplete = true\nuniverse = ["the borough"]\n[[measure]]\nname = "Fires"\ncolumn = "Fires"\nwords = ["fire"]\n'
        '[[members]]\ncolumn = "Ward"\nwords = ["ward"]\n',
        encoding="utf-8",
    )
    known = crossfoot.ask(table, "There were five fires in the borough in 2023.")
    assert known.verdict == "supported"
    assert "1 of the rows that fit the claim hold no figure; the sum is of the others" in known.notes
    other = crossfoot.ask(table, "There were nine fires in the borough in 2023.")
    assert other.verdict == "not_testable"
    assert "1 of the rows that fit the claim hold no figure, and the others give 5" in other.reason
    whole = crossfoot.ask(table, "South and East together had nine fires in 2023.")
    assert whole.verdict == "refuted"
    assert not whole.notes


def _large(path: Path, town: str) -> Path:
    import duckdb

    town_of = f"CASE i % 3 WHEN 0 THEN '{town}' ELSE 'Harrow' END AS town"
    rows = f"SELECT {town_of}, '2021-0' || (1 + i % 9) || '-04' AS day, i AS n FROM range(90) t(i)"
    duckdb.sql(rows).write_parquet(str(path))
    return path


def test_what_a_large_file_holds_is_kept_until_its_content_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from crossfoot.records import columns, index

    monkeypatch.setattr(index, "_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(index, "LARGE", 10)
    path = _large(tmp_path / "records.parquet", "Leam")
    first = records_of(path).table
    assert first.columns == {"town": "text", "day": "day", "n": "number"}
    opened_once = list((tmp_path / "cache").rglob("*.json"))
    assert len(opened_once) == 1
    (tmp_path / "other.parquet").write_bytes(path.read_bytes())
    os.utime(tmp_path / "other.parquet", ns=(path.stat().st_mtime_ns, path.stat().st_mtime_ns))
    with monkeypatch.context() as shut:
        shut.setattr(columns, "_found", lambda *_: pytest.fail("a column was looked through again"))
        again = records_of(tmp_path / "other.parquet").table
    assert again.columns == first.columns
    assert again.values("town") == first.values("town")
    changed = records_of(_large(tmp_path / "other.parquet", "Tarn")).table
    assert "Tarn" in changed.values("town")


@pytest.mark.parametrize(
    "broken",
    ["", "{", "[]", '{"found": [["town", "x", "y"]], "answers": []}', '{"found": [["town", "day", "); DROP", ""]], "answers": []}'],
)
def test_a_broken_file_in_the_cache_is_found_out_anew(broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from crossfoot.records import index

    monkeypatch.setattr(index, "_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(index, "LARGE", 10)
    path = _large(tmp_path / "records.parquet", "Leam")
    records_of(path)
    for kept in (tmp_path / "cache").rglob("*.json"):
        kept.write_text(broken, encoding="utf-8")
    copy = tmp_path / "copy.parquet"
    copy.write_bytes(path.read_bytes())
    os.utime(copy, ns=(path.stat().st_mtime_ns, path.stat().st_mtime_ns))
    assert records_of(copy).table.columns == {"town": "text", "day": "day", "n": "number"}


class TestWhatATableCanBeAsked:
    """`crossfoot ask TABLE` alone: sentences that the table bears out, each tried on it."""

    def test_sentences_with_the_numbers_of_the_table(self, tmp_path: Path) -> None:
        table = tmp_path / "arrests.csv"
        table.write_text("office,month,arrests\nLeith,2024-01,120\nHull,2024-01,95\nLeith,2024-02,132\nHull,2024-02,90\n")
        told = can_be_asked(table)
        for claim in (
            "Leith had the most arrests of any office in February 2024.",
            "Hull had 90 arrests in February 2024.",
            "Hull had 40.5 percent of the arrests in February 2024.",
            "Arrests in Leith rose 10 percent from January 2024 to February 2024.",
        ):
            assert claim in told
            assert ask(table, claim).verdict == "supported"

    @pytest.mark.parametrize("content", ["a\n", "note\nx\ny\n", "1,2\n3,4\n", "name,count\n'; DROP TABLE records; --,3\nLeith,\n"])
    def test_tables_of_which_little_can_be_said(self, tmp_path: Path, content: str) -> None:
        table = tmp_path / "t.csv"
        table.write_text(content)
        assert can_be_asked(table).startswith("t.csv: ")
