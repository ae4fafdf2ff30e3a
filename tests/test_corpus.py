"""Many stories at once: nothing is lost and nothing counted twice, whatever happens on the way."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

pytest.importorskip("pyarrow")
from pyarrow import parquet

from crossfoot.checks import selected
from crossfoot.cli import main
from crossfoot.corpus import run_corpus
from crossfoot.corpus.entries import Fields, entries, fields_called
from crossfoot.corpus.job import TABLES, Job, NotWritten
from crossfoot.corpus.judging import judgements, judging_page
from crossfoot.corpus.shards import Shard, shards_of
from crossfoot.corpus.summary import summary_of
from crossfoot.corpus.task import run_shard
from crossfoot.document import CrossfootError

CHECKS = tuple(check.name for check in selected())


def story(number: int) -> dict[str, Any]:
    """A story whose list does not come to its total where the number is even."""
    whole = 44 if number % 2 else 45
    return {
        "id": f"s{number}",
        "title": "Harbour counts its boats",
        "date": "2024-05-06",
        "text": f"Wardens counted {whole} boats on Monday: 31 in Leith, 8 in Oban and 5 in Ayr.\n\n"
        f"“We have room for {number + 100},” said Ann Lowe.",
    }


def lines(path: Path, count: int) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(story(number)) + "\n" for number in range(count)), encoding="utf-8")
    return path


def job(folder: Path, **options: Any) -> Job:
    """A job with all stable checks."""
    return Job(str(folder), **{"checks": CHECKS, **options})


def ids(folder: Path, table: str = "findings") -> list[str]:
    """The documents that a table speaks of, each as often as it does."""
    return [row["document_id"] for row in rows(folder, table)]


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """All rows of a table, shard by shard."""
    return [row for path in sorted((folder / table).glob("*.parquet")) for row in parquet.ParquetFile(path).read().to_pylist()]


def content(folder: Path) -> dict[str, bytes]:
    """Every file of the results that must not differ from run to run."""
    tables = [path for table in TABLES for path in (folder / table).iterdir()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in [*tables, folder / "manifest.json"]}


class TestInputs:
    def read(self, inputs: list[Path], tmp_path: Path, *, size: int = 3, fields: Fields | None = None) -> list[tuple[str, str]]:
        shards, _ = shards_of([str(path) for path in inputs], size=size, output=tmp_path / "out")
        opened = [sealed.open() for shard in shards for sealed in entries(shard, fields or Fields())]
        return [(entry.id, entry.document.text) for entry in opened]

    @pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
    def test_json_lines_are_read_once_wherever_they_are_cut(self, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("crossfoot.corpus.shards._PACKED", 0)
        plain = lines(tmp_path / "s.jsonl", 40)
        if ending == ".gz":
            (tmp_path / "s.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
        if ending == ".zst":
            import pyarrow

            with pyarrow.output_stream(tmp_path / "s.jsonl.zst", compression="zstd") as packed:
                packed.write(plain.read_bytes())
        shards, _ = shards_of([f"{plain}{ending}"], size=3, output=tmp_path / "out")
        assert len(shards) > 10
        assert [name for name, _ in self.read([Path(f"{plain}{ending}")], tmp_path)] == [f"s{number}" for number in range(40)]

    @pytest.mark.parametrize("size", range(1, 60, 7))
    def test_cuts_at_every_byte(self, tmp_path: Path, size: int) -> None:
        path = tmp_path / "s.jsonl"
        path.write_bytes(b"".join(b'{"text": "%d"}\r\n\n' % number for number in range(9)))
        whole = path.stat().st_size
        starts = range(0, whole, size)
        shards = [
            Shard(str(start), "jsonl", (str(path),), ("s",), start, start + size if start + size < whole else None) for start in starts
        ]
        assert [sealed.open().document.text for shard in shards for sealed in entries(shard, Fields())] == [str(n) for n in range(9)]

    def test_parquet_is_read_once_wherever_it_is_cut(self, tmp_path: Path) -> None:
        import pyarrow

        table = pyarrow.Table.from_pylist([{"uri": number, "body": f"Story {number}."} for number in range(20)])
        parquet.write_table(table, tmp_path / "s.parquet", row_group_size=7)
        read = self.read([tmp_path / "s.parquet"], tmp_path, fields=fields_called(["id=uri,text=body"]))
        assert read == [(str(number), f"Story {number}.") for number in range(20)]

    def test_a_folder_gives_its_documents_and_its_data(self, tmp_path: Path) -> None:
        folder = tmp_path / "in"
        (folder / "deep").mkdir(parents=True)
        (folder / "b.txt").write_text("Second.")
        (folder / "deep" / "c.html").write_text("<html><body><p>Third.</p></body></html>")
        (folder / ".hidden").write_text("Not this.")
        lines(folder / "a.jsonl", 2)
        os.mkfifo(folder / "pipe.txt")
        (folder / "link.txt").symlink_to("/etc/passwd")
        (folder / "round").symlink_to(folder)
        assert [name for name, _ in self.read([folder], tmp_path)] == ["s0", "s1", "b.txt", "deep/c.html"]

    def test_a_url_is_read_where_fsspec_is_installed(self, tmp_path: Path) -> None:
        pytest.importorskip("fsspec")
        lines(tmp_path / "s.jsonl", 5)
        (tmp_path / "t.txt").write_text("A text.")
        shards, _ = shards_of([tmp_path.as_uri()], size=2, output=tmp_path / "out")
        read = [sealed.open().id for shard in shards for sealed in entries(shard, Fields())]
        assert sorted(read) == ["s0", "s1", "s2", "s3", "s4", "t.txt"]

    def test_an_archive_of_the_web(self, tmp_path: Path) -> None:
        page = "<html><head><title>x</title></head><body><p>Wardens counted 44 boats.</p></body></html>"
        chunked = f"{len(page):x}\r\n{page}\r\n0\r\n\r\n"
        records = [
            ("warcinfo", "", "software: x"),
            ("request", "https://a.example/", "GET / HTTP/1.1\r\n\r\n"),
            ("response", "https://a.example/", f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"),
            ("response", "https://b.example/", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nno"),
            (
                "response",
                "https://c.example/",
                f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{chunked}",
            ),
            ("response", "https://d.example/", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
            ("conversion", "https://e.example/", "A text of a page."),
        ]
        archive = b"".join(gzip.compress(self.record(*record)) for record in records)
        (tmp_path / "a.warc.gz").write_bytes(archive)
        read = self.read([tmp_path / "a.warc.gz"], tmp_path)
        assert [name for name, _ in read] == ["https://a.example/", "https://c.example/", "https://e.example/"]
        (tmp_path / "a.warc.gz").write_bytes(archive[:-40])
        shards, _ = shards_of([str(tmp_path / "a.warc.gz")], size=9, output=tmp_path / "out")
        with pytest.raises(CrossfootError, match=r"a\.warc\.gz"):
            list(entries(shards[0], Fields()))[-1].open()

    def record(self, kind: str, address: str, body: str) -> bytes:
        content = body.encode("latin-1")
        return (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Length: {len(content)}\r\n\r\n".encode()
            + content
            + b"\r\n\r\n"
        )

    def test_sources_and_tables_of_a_document_are_asked(self, tmp_path: Path) -> None:
        pytest.importorskip("duckdb")
        told = {**story(1), "sources": ["“We have room for 250 boats here,” said Ann Lowe.", {"name": "release", "text": "44 boats."}]}
        told["text"] += "\n\n“We have space for 250 boats here,” said Ann Lowe."
        told["tables"] = [[{"town": "Leith", "boats": 31}], "town,boats\nOban,8\n"]
        (tmp_path / "s.jsonl").write_text(json.dumps(told))
        run_corpus(job(tmp_path / "out"), [str(tmp_path / "s.jsonl")], workers=1)
        assert rows(tmp_path / "out", "errors") == []
        assert "quote-altered" in [row["check"] for row in rows(tmp_path / "out", "findings")]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same stories by one process and by two that shuffle their sets in another way."""
    folder = tmp_path_factory.mktemp("runs")
    given = lines(folder / "s.jsonl", 30)
    for name, workers, seed in (("one", "1", "1"), ("two", "2", "2")):
        command = [sys.executable, "-m", "crossfoot", "corpus", str(given), "--output", str(folder / name), "--workers", workers]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([*command, "--shard-size", "7"], check=True, capture_output=True, env=environment)
    return folder / "one", folder / "two"


class TestOutput:
    def test_same_bytes_whoever_works(self, runs: tuple[Path, Path]) -> None:
        one, two = map(content, runs)
        assert len(one) == 5 * len(TABLES) + 1
        assert one == two

    def test_every_table_has_its_columns_and_rows(self, runs: tuple[Path, Path]) -> None:
        assert ids(runs[0]) == [f"s{number}" for number in range(0, 30, 2)]
        for table, columns in TABLES.items():
            for path in (runs[0] / table).iterdir():
                assert parquet.read_schema(path).names == list(columns)
        assert set(ids(runs[0], "statements")) == {f"s{number}" for number in range(30)}
        assert len(ids(runs[0], "figures")) >= 30 * 5

    def test_a_finding_is_what_check_says(self, runs: tuple[Path, Path]) -> None:
        import crossfoot

        told = story(0)
        report = crossfoot.check(f"{told['title']}\n\n{told['text']}").as_dict()["stories"][0]["findings"][0]
        row = rows(runs[0], "findings")[0]
        assert {name: row[name] for name in ("check", "message", "start", "end", "text")} == {
            name: report[name] for name in ("check", "message", "start", "end", "text")
        }
        assert json.loads(row["tape"]) == report["tape"]
        assert row["excerpt"].startswith("Wardens counted 45 boats")

    def test_the_question_of_the_guide_is_answered(self, runs: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
        duckdb = pytest.importorskip("duckdb")
        guide = (Path(__file__).parent.parent / "docs" / "corpus.md").read_text(encoding="utf-8")
        (question,) = re.findall(r'duckdb\.sql\("""(.+?)"""\)', guide)
        assert "'results/" in question
        counted = duckdb.sql(question.replace("'results/", f"'{runs[0].as_posix()}/")).fetchall()
        assert sum(number for _, number in counted) == len(rows(runs[0], "findings")) > 0

    def test_nothing_is_left_over(self, runs: tuple[Path, Path]) -> None:
        assert sorted(path.name for path in runs[0].iterdir()) == sorted([*TABLES, "done", "manifest.json"])

    def test_summary_and_report_agree(self, runs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["corpus", "report", str(runs[0])]) == 0
        said = capsys.readouterr().out
        assert "30 documents in 5 of 5 shards" in said
        assert re.search(r"total-mismatch +15 +500\.00", said)
        manifest = json.loads((runs[0] / "manifest.json").read_text())
        assert manifest["complete"] is True
        assert manifest["counts"]["findings"] == {"total-mismatch": 15}

    def test_a_table_that_was_damaged_afterwards_is_noticed(self, runs: tuple[Path, Path]) -> None:
        damaged = runs[1] / "findings" / "000000.parquet"
        damaged.write_bytes(damaged.read_bytes()[:-9])
        assert summary_of(runs[1]).lost == ("findings/000000.parquet",)

    @pytest.mark.parametrize(("depth", "figures", "statements"), [("figures", True, False), ("quotes", True, True)])
    def test_depth(self, tmp_path: Path, depth: Any, figures: bool, statements: bool) -> None:
        run_corpus(job(tmp_path / "out", depth=depth), [str(lines(tmp_path / "s.jsonl", 2))], workers=1)
        assert (bool(ids(tmp_path / "out", "figures")), bool(ids(tmp_path / "out", "statements"))) == (figures, statements)
        assert ids(tmp_path / "out", "findings") == []


class TestJudging:
    def test_a_sample_is_judged_and_counted(self, runs: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["corpus", "report", str(runs[0]), "--sample", "4"]) == 0
        page = (runs[0] / "judging.html").read_text()
        keys = re.findall(r'data-key="(\w+)" data-check="total-mismatch" data-document="s\d+"', page)
        assert len(keys) == len(set(keys)) == 4
        assert "<mark>45 boats</mark>" in page or "<mark>45</mark>" in page
        verdicts = [
            {"key": key, "check": "total-mismatch", "verdict": verdict}
            for key, verdict in zip(keys, ("right", "right", "wrong", "unsure"), strict=True)
        ]
        (runs[0] / "judged.jsonl").write_text("".join(json.dumps(one) + "\n" for one in verdicts))
        capsys.readouterr()
        assert main(["corpus", "report", str(runs[0]), "--sample", "4"]) == 0
        assert re.search(r"total-mismatch +2 +1 +1 +66\.7% \(21% to 94%\)", capsys.readouterr().out)
        assert (runs[0] / "judging.html").read_text().count(" checked>") == 4

    def test_what_a_document_holds_is_not_run(self, tmp_path: Path) -> None:
        row = {
            **{"document_id": '"><script>alert(1)</script>', "check": "c", "code": "C1", "start": 0, "end": 1, "text": "<b>"},
            **{"message": "</p><img src=x onerror=alert(1)>", "related": "[]", "tape": "[]", "evidence": "[]", "excerpt": "a <b> c"},
        }
        page = judging_page({"c": [row]}, {}, title="<x>")
        assert "<img" not in page
        assert page.count("<script>") == 1

    @pytest.mark.parametrize("line", ["{", "[]", '{"key": "a", "verdict": "perhaps"}', '{"verdict": "right"}'])
    def test_judgements_that_are_none(self, tmp_path: Path, line: str) -> None:
        (tmp_path / "judged.jsonl").write_text(line)
        with pytest.raises(CrossfootError, match="cannot be read"):
            judgements(tmp_path / "judged.jsonl")


class TestWhatIsWrong:
    def test_one_line_costs_one_row(self, tmp_path: Path) -> None:
        path = lines(tmp_path / "s.jsonl", 3)
        german = "Der Rat der Stadt hat am Montag beschlossen, dass die alte Schule im Herbst nicht mehr genutzt werden darf und wird."
        wrong = ["{", "[1]", '{"id": "x"}', '{"text": 5}', "\x00", "[" * 5000, json.dumps({"id": "g", "text": german * 3})]
        path.write_text(path.read_text() + "\n".join(wrong) + "\n" + json.dumps(story(4)))
        summary = run_corpus(job(tmp_path / "out"), [str(path)], workers=1)
        assert summary.documents == 11
        assert summary.errors == {"unreadable": 6, "language": 1}
        assert summary.exit_code == 2
        assert ids(tmp_path / "out") == ["s0", "s2", "s4"]
        assert all(row["reason"].endswith(".") for row in rows(tmp_path / "out", "errors"))

    def test_a_text_without_a_word_is_not_clean(self, tmp_path: Path) -> None:
        texts = ["", " \n\t", "* * *", "\ufeff", "The quay is closed."]
        told = [json.dumps({"id": str(number), "title": "Boats", "text": text}) for number, text in enumerate(texts)]
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "s.jsonl").write_text("\n".join(told))
        (tmp_path / "in" / "t.txt").write_text("---\n")
        summary = run_corpus(job(tmp_path / "out"), [str(tmp_path / "in")], workers=1)
        assert summary.errors == {"empty": 5}
        assert ids(tmp_path / "out", "errors") == ["0", "1", "2", "3", "t.txt"]
        assert summary.exit_code == 0

    def test_an_unreadable_shard_costs_no_other(self, tmp_path: Path) -> None:
        folder = tmp_path / "in"
        folder.mkdir()
        lines(folder / "b.jsonl", 4)
        whole = gzip.compress(b"".join(json.dumps(story(number)).encode() + b"\n" for number in range(10, 400)))
        (folder / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
        (folder / "c.jsonl.gz").write_bytes(b"not packed at all")
        (folder / "d.parquet").write_bytes(b"PAR1 and nothing else PAR1")
        (folder / "e.warc").write_bytes(b"WARC/1.0\r\nContent-Length: -5\r\n\r\n")
        summary = run_corpus(job(tmp_path / "out"), [str(folder)], workers=1)
        assert summary.errors == {"unreadable": 4}
        assert {"s0", "s2", "s10", "s12"} <= set(ids(tmp_path / "out"))
        assert summary.shards == summary.wanted

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["missing", "--output", "out"], "there is no such file"),
            (["s.jsonl"], "name the folder that the results go to"),
            (["s.jsonl", "--output", "out", "--fields", "body"], "--fields body"),
            (["s.jsonl", "--output", "out", "--limit", "0"], "more than zero"),
            (["empty", "--output", "out"], "there is no document in it"),
            (["s.jsonl", "--output", "s.jsonl/out"], "cannot be written"),
            (["report", "empty"], "no run lies here"),
            (["report"], "name one folder"),
            (["s.jsonl", "--output", "out", "--select", "nonsense"], "No check, family or code"),
        ],
    )
    def test_one_sentence(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        lines(tmp_path / "s.jsonl", 1)
        (tmp_path / "empty").mkdir()
        assert main(["corpus", *arguments]) == 2
        error = capsys.readouterr().err
        assert said in error
        assert error.count("\n") == 1


class TestGoingOn:
    def test_what_is_done_is_not_done_again(self, tmp_path: Path) -> None:
        given = [str(lines(tmp_path / "s.jsonl", 12))]
        run_corpus(job(tmp_path / "out"), given, workers=1, size=4)
        before = content(tmp_path / "out")
        (tmp_path / "out" / "done" / "000001.json").unlink()
        kept = (tmp_path / "out" / "findings" / "000000.parquet").stat().st_mtime_ns
        (tmp_path / "out" / "findings" / "000001.parquet").write_bytes(b"half")
        (tmp_path / "out" / "ticks" / "000009.parquet").write_bytes(b"of another run")
        run_corpus(job(tmp_path / "out"), given, workers=1, size=4, resume=True)
        assert content(tmp_path / "out") == before
        assert (tmp_path / "out" / "findings" / "000000.parquet").stat().st_mtime_ns == kept

    @pytest.mark.parametrize(
        "other", [{"depth": "figures"}, {"checks": CHECKS[1:]}, {"fields": fields_called(["text=body"])}, {"sources_complete": True}]
    )
    def test_two_kinds_of_results_never_lie_side_by_side(self, tmp_path: Path, other: dict[str, Any]) -> None:
        given = [str(lines(tmp_path / "s.jsonl", 2))]
        run_corpus(job(tmp_path / "out"), given, workers=1)
        with pytest.raises(CrossfootError, match="another one"):
            run_corpus(job(tmp_path / "out", **other), given, workers=1, resume=True)
        with pytest.raises(CrossfootError, match="--resume"):
            run_corpus(job(tmp_path / "out"), given, workers=1)
        lines(tmp_path / "s.jsonl", 3)
        with pytest.raises(CrossfootError, match="input"):
            run_corpus(job(tmp_path / "out"), given, workers=1, resume=True)

    def test_only_one_run_at_a_time(self, tmp_path: Path) -> None:
        import fcntl

        (tmp_path / "out" / "work").mkdir(parents=True)
        with (tmp_path / "out" / "work" / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with pytest.raises(CrossfootError, match="another run"):
                run_corpus(job(tmp_path / "out"), [str(lines(tmp_path / "s.jsonl", 2))], workers=1)

    def test_a_full_disk_stops_the_run_and_keeps_what_is_done(self, tmp_path: Path) -> None:
        import resource

        given = [str(lines(tmp_path / "s.jsonl", 12))]
        run_corpus(job(tmp_path / "out"), given, workers=1, size=4)
        before = content(tmp_path / "out")
        (tmp_path / "out" / "done" / "000001.json").unlink()
        shard = shards_of(given, size=4, output=tmp_path / "out")[0][1]
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        # A file may grow no further, as on a disk that is full.
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
        try:
            with pytest.raises(NotWritten, match="cannot be written"):
                run_shard(job(tmp_path / "out"), shard)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert not (tmp_path / "out" / "done" / "000001.json").exists()
        assert (tmp_path / "out" / "done" / "000000.json").exists()
        run_corpus(job(tmp_path / "out"), given, workers=1, size=4, resume=True)
        assert content(tmp_path / "out") == before


# Started as a program of its own, so that it can be killed; what a document says decides what becomes of the process that reads it.
POISONED = """
import os, signal, sys, time
import crossfoot.corpus.task as task

_read = task.read
def read(document, **options):
    if "deadly" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "endless" in document.text:
        import re
        re.match("(a+)+$", "a" * 60 + "b")
    if "slow" in document.text:
        open(sys.argv[1] + ".at", "w").write(str(os.getpid()))
        time.sleep(float(os.environ.get("SLOW", "0")))
    return _read(document, **options)
task.read = read

if __name__ == "__main__":
    from crossfoot.cli import main
    sys.exit(main(["corpus", sys.argv[1], "--output", sys.argv[2], *sys.argv[3:]]))
"""


class TestKilled:
    def start(self, tmp_path: Path, *options: str, slow: str = "0", out: str = "out") -> subprocess.Popen[str]:
        """The program, on the stories of the test."""
        script = tmp_path / "poisoned.py"
        script.write_text(POISONED)
        command = [sys.executable, str(script), str(tmp_path / "s.jsonl"), str(tmp_path / out), "--shard-size", "5", *options]
        return subprocess.Popen(command, env={**os.environ, "SLOW": slow}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def with_stories(self, tmp_path: Path, count: int, **words: int) -> Path:
        """Stories, some of which hold a word."""
        told = [story(number) for number in range(count)]
        for word, number in words.items():
            told[number]["text"] += f"\n\nIt was a {word} day."
        path = tmp_path / "s.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in told))
        return path

    def test_a_document_that_kills_twice_and_one_that_never_ends(self, tmp_path: Path) -> None:
        self.with_stories(tmp_path, 12, deadly=6, endless=8)
        run = self.start(tmp_path, "--workers", "2", "--limit", "1")
        run.communicate(timeout=120)
        assert run.returncode == 2
        errors = {row["document_id"]: row for row in rows(tmp_path / "out", "errors")}
        assert {name: row["kind"] for name, row in errors.items()} == {"s6": "killed", "s8": "killed"}
        assert "longer than 1 seconds" in errors["s8"]["reason"]
        assert "longer" not in errors["s6"]["reason"]
        assert ids(tmp_path / "out") == ["s0", "s2", "s4", "s10"]
        assert summary_of(tmp_path / "out").documents == 12

    def test_a_worker_killed_once_costs_nothing(self, tmp_path: Path) -> None:
        self.with_stories(tmp_path, 12, slow=7)
        run = self.start(tmp_path, "--workers", "1", slow="1")
        os.kill(self.worker(tmp_path), signal.SIGKILL)
        run.communicate(timeout=120)
        assert run.returncode == 0
        assert ids(tmp_path / "out") == [f"s{number}" for number in range(0, 12, 2)]

    def test_a_run_killed_goes_on_where_it_was(self, tmp_path: Path) -> None:
        self.with_stories(tmp_path, 12, slow=7)
        run = self.start(tmp_path, "--workers", "1", slow="60")
        worker = self.worker(tmp_path)
        run.kill()
        run.communicate()
        self.gone(worker)
        assert [path.name for path in (tmp_path / "out" / "done").iterdir()] == ["000000.json"]
        assert self.start(tmp_path, "--workers", "1", "--resume").wait(120) == 0
        assert self.start(tmp_path, "--workers", "1", out="whole").wait(120) == 0
        assert ids(tmp_path / "out") == [f"s{number}" for number in range(0, 12, 2)]
        assert content(tmp_path / "out") == content(tmp_path / "whole")

    def worker(self, tmp_path: Path) -> int:
        """The process that reads the slow story, once it does."""
        mark = tmp_path / "s.jsonl.at"
        for _ in range(600):
            if mark.is_file() and (pid := mark.read_text()):
                mark.unlink()
                return int(pid)
            time.sleep(0.05)
        raise AssertionError("nobody came to the slow story")

    def gone(self, pid: int) -> None:
        """Waits until a process has ended by itself, as it does when its parent is no more."""
        for _ in range(200):
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                return
            if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
                return
            time.sleep(0.05)
        raise AssertionError("a worker has outlived its run")


class TestDask:
    def start(self, tmp_path: Path, part: str, *options: str) -> subprocess.Popen[bytes]:
        """A scheduler or a node, in a group of processes that can be killed as one."""
        command = [sys.executable, "-m", f"distributed.cli.dask_{part}", "--scheduler-file", str(tmp_path / "where.json"), "--no-dashboard"]
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen([*command, *options], cwd=tmp_path, start_new_session=True, **silent)

    def test_a_node_is_lost(self, tmp_path: Path) -> None:
        pytest.importorskip("distributed")
        given = [str(lines(tmp_path / "s.jsonl", 300))]
        run_corpus(job(tmp_path / "local"), given, workers=1, size=20)
        parts = [self.start(tmp_path, "scheduler", "--host", "127.0.0.1", "--port", "0")]
        parts += [self.start(tmp_path, "worker", "--nthreads", "1", "--host", "127.0.0.1") for _ in range(2)]
        lost = Event()

        def lose_one() -> None:
            while not list((tmp_path / "out").glob("done/*.json")):
                time.sleep(0.01)
            os.killpg(parts[-1].pid, signal.SIGKILL)
            lost.set()

        try:
            while not (tmp_path / "where.json").is_file():
                time.sleep(0.05)
            Thread(target=lose_one, daemon=True).start()
            address = json.loads((tmp_path / "where.json").read_text())["address"]
            summary = run_corpus(job(tmp_path / "out"), given, runner="dask", scheduler=address, size=20)
        finally:
            for part in parts:
                with suppress(ProcessLookupError):
                    os.killpg(part.pid, signal.SIGKILL)
                part.wait()
        assert lost.is_set()
        assert (summary.documents, summary.exit_code) == (300, 0)
        assert content(tmp_path / "out") == content(tmp_path / "local")

    def test_no_engine_is_loaded_unless_chosen(self, tmp_path: Path) -> None:
        code = "import sys, crossfoot.corpus; print(sorted({'distributed', 'dask', 'pyarrow', 'fsspec'} & set(sys.modules)))"
        assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_wrong_name_of_a_field_is_said_once(tmp_path: Path) -> None:
    source = lines(tmp_path / "stories.jsonl", 30)
    with pytest.raises(CrossfootError, match=r"stories\.jsonl@0: there is no field 'body'; name the one"):
        run_corpus(job(tmp_path / "out", fields=fields_called(["text=body"])), [str(source)], workers=1)
    assert not (tmp_path / "out" / "manifest.json").exists()
    mixed = tmp_path / "mixed.jsonl"
    mixed.write_text('{"text": "40 people"}\n{"body": "40 people"}\n', encoding="utf-8")
    run_corpus(job(tmp_path / "mixed", fields=fields_called(["text=body"])), [str(mixed)], workers=1)
    assert len(rows(tmp_path / "mixed", "errors")) == 1
