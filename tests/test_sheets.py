"""The worksheet of a fact-checker, and the ledger as flat rows and as Parquet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import crossfoot
from crossfoot.cli import main
from crossfoot.document import CrossfootError
from crossfoot.reports.rows import FIGURE, STATEMENT, figure_rows, statement_rows

STORY = (
    "Police arrested 40 people: 25 on Friday and 17 on Saturday. The town spent £3m, or half of the £6m budget, in 2019.\n\n"
    "“It was a hard week,” said Ann Lowe, the mayor.\n\nSome =1+1 is left on 30 May 2018.\n"
)


def rows_of(story: str, tmp_path: Path, *more: str) -> list[dict[str, str]]:
    """The worksheet of a story."""
    path, out = tmp_path / "story.txt", tmp_path / "sheet.csv"
    path.write_text(story, encoding="utf-8")
    assert main(["ledger", str(path), "--sheet", "--output", str(out), *more]) == 0
    return list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))


def test_every_fact_has_one_row_with_what_was_found(tmp_path: Path) -> None:
    rows = rows_of(STORY, tmp_path)
    results = {row["words"]: (row["fact"], row["result"]) for row in rows}
    assert results["40"] == ("figure", "differs")
    assert results["25"] == ("figure", "differs")
    assert next(row["by"] for row in rows if row["words"] == "40") == "total-mismatch (T101)"
    assert results["30 May 2018"] == ("date", "")
    assert results["It was a hard week,"] == ("quotation", "")
    assert results["Ann Lowe"] == ("name", "")
    assert [int(row["line"]) for row in rows] == sorted(int(row["line"]) for row in rows)


def test_what_a_source_bears_out_is_marked(tmp_path: Path) -> None:
    source = tmp_path / "release.txt"
    source.write_text("Mayor Ann Lowe said: “It was a hard week, and we got through it.”", encoding="utf-8")
    said = next(row for row in rows_of(STORY, tmp_path, "--source", str(source)) if row["fact"] == "quotation")
    assert (said["result"], said["whose"], said["by"]) == ("agrees", "Ann Lowe", "words as in the source (Q101)")


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    rows = rows_of("“=SUM(A1:A9) is what he typed,” said Ann Lowe, =cmd, a clerk.", tmp_path)
    assert rows
    assert not any(value[:1] in "=+@" for row in rows for value in row.values() if value)


@pytest.mark.parametrize("text", [STORY, "", "Nothing here.", "\ud800 5 people \udfff said “no”."])
def test_rows_have_their_columns(text: str) -> None:
    ledger = crossfoot.read(text)
    assert all(tuple(row) == FIGURE for row in figure_rows(ledger))
    assert all(tuple(row) == STATEMENT for row in statement_rows(ledger))


def test_parquet_holds_the_figures(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    story, out = tmp_path / "story.txt", tmp_path / "figures.parquet"
    story.write_text(STORY, encoding="utf-8")
    assert main(["ledger", str(story), "--format", "parquet", "--output", str(out)]) == 0
    table = parquet.read_table(out)
    assert tuple(table.column_names) == FIGURE
    assert "3000000" in table["value"].to_pylist()
    assert table.num_rows == len(crossfoot.read(STORY).figures)


def test_an_empty_ledger_is_a_parquet_file_with_no_rows() -> None:
    pytest.importorskip("pyarrow")
    from crossfoot.reports.parquet import ledger_parquet

    assert ledger_parquet(crossfoot.read("Nothing here."))[:4] == b"PAR1"


def test_without_pyarrow_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from crossfoot.reports.parquet import ledger_parquet

    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(CrossfootError, match=r"crossfoot\[corpus\]"):
        ledger_parquet(crossfoot.read(STORY))
