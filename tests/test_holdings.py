"""Tables in workbooks, databases and frames are asked like any other; nothing in them is run."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from crossfoot import CrossfootError, ask, check
from papers import excel

duckdb = pytest.importorskip("duckdb")
from crossfoot.records.loading import opened  # noqa: E402

ROWS = (("Old Port", 40, 0.125), ("Upper Down", 1204, 0.8))
CLAIM = "There were 1,204 boats in Upper Down."


def workbook(path: Path) -> Path:
    cells = "<row>" + "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("Town", "Boats", "Share")) + "</row>"
    for town, boats, share in ROWS:
        cells += f'<row><c t="inlineStr"><is><t>{town}</t></is></c><c><v>{boats}</v></c><c s="1"><v>{share}</v></c></row>'
    note = '<row><c t="inlineStr"><is><t>Boats by town, as counted in May</t></is></c></row>'
    path.write_bytes(excel(("Boats", note + cells), ("Notes", "<row><c><v>1</v></c></row>"), formats=["0%"]))
    return path


def sqlite(path: Path, *, more: str = "") -> Path:
    with sqlite3.connect(path) as base:
        base.execute('CREATE TABLE "boats; DROP" (Town TEXT, Boats INTEGER, Share REAL)')
        base.executemany('INSERT INTO "boats; DROP" VALUES (?, ?, ?)', ROWS)
        base.execute("CREATE VIEW later AS SELECT 1")
        if more:
            base.execute(more)
    base.close()
    return path


def duck(path: Path) -> Path:
    base = duckdb.connect(str(path))
    base.execute('CREATE TABLE "bo""ats" (Town VARCHAR, Boats INTEGER, Share DOUBLE)')
    base.executemany('INSERT INTO "bo""ats" VALUES (?, ?, ?)', ROWS)
    base.execute("CREATE VIEW later AS SELECT 1")
    base.close()
    return path


@pytest.mark.parametrize(("make", "name"), [(workbook, "b.xlsx"), (sqlite, "b.sqlite"), (duck, "b.duckdb"), (sqlite, "b.txt")])
def test_a_table_wherever_it_is_kept(make, name: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    table = opened(make(tmp_path / name))
    assert {column: table.columns[column] for column in ("Town", "Boats")} == {"Town": "text", "Boats": "number"}
    assert table.columns["Share"] == "number"
    assert table.rows == 2
    assert ask(table.path, CLAIM).verdict == "supported"
    with pytest.raises(Exception, match=r"disabled|locked|Permission|cannot"):
        table.ask("SELECT * FROM read_csv('/etc/hostname')")


def test_shares_keep_their_digits(tmp_path: Path) -> None:
    table = opened(workbook(tmp_path / "b.xlsx"))
    assert [float(row[0]) for row in table.ask('SELECT "Share" FROM records')] == [12.5, 80.0]
    assert any("also has Notes" in note for note in table.notes)


def test_one_of_several_tables_is_named(tmp_path: Path) -> None:
    path = sqlite(tmp_path / "b.sqlite", more="CREATE TABLE ferries (Town TEXT, Ferries INTEGER)")
    with pytest.raises(CrossfootError, match=r"holds 2 tables \(boats; DROP, ferries\); name one of them, as in .*#boats; DROP"):
        opened(path)
    assert opened(Path(f"{path}#boats; DROP")).rows == 2
    with pytest.raises(CrossfootError, match="no table 'quays'"):
        opened(Path(f"{path}#quays"))


def test_a_sheet_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx")
    assert opened(Path(f"{path}#Boats")).notes == ()
    with pytest.raises(CrossfootError, match="it has Boats, Notes"):
        opened(Path(f"{path}#Quays"))


@pytest.mark.parametrize("name", ["b.sqlite", "b.duckdb", "b.xlsx", "b.parquet"])
def test_a_damaged_file_is_said(name: str, tmp_path: Path) -> None:
    whole = {"b.sqlite": b"SQLite format 3\0", "b.duckdb": b"\0" * 8 + b"DUCK", "b.xlsx": b"PK\x03\x04", "b.parquet": b"PAR1"}[name]
    (tmp_path / name).write_bytes(whole + b"nonsense" * 40)
    with pytest.raises(CrossfootError, match=name):
        opened(tmp_path / name)


@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow"])
def test_frames(kind: str) -> None:
    frames = pytest.importorskip(kind)
    columns = {"Town": [row[0] for row in ROWS], "Boats": [row[1] for row in ROWS]}
    frame = frames.table(columns) if kind == "pyarrow" else frames.DataFrame(columns)
    assert ask(frame, CLAIM).verdict == "supported"
    assert check(CLAIM, tables=[frame], preview=True).stories[0].findings == ()


def test_what_is_no_table_is_said() -> None:
    with pytest.raises(CrossfootError, match="kind int"):
        opened(7)


def test_a_file_that_is_no_text_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "figures.csv").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(CrossfootError, match=r"figures\.csv: this is no text"):
        opened(tmp_path / "figures.csv")
    (tmp_path / "mixed.csv").write_bytes(b"quay,boats\nnorth\x00,4\nsouth\x1a,5\n")
    assert opened(tmp_path / "mixed.csv").rows == 2
