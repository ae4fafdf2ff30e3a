"""The command line as a shell sees it: output, exit status, and a sentence on standard error instead of a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import crossfoot
from crossfoot import cli, desk
from crossfoot.document import Span
from crossfoot.finding import Finding
from pages import cases_of

STORY = "Quay closed\n\nThe old quay has held 40 boats, said Ann Lowe, the mayor of the town.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one story, and the shell in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every check says that the first word of every story is wrong: what checks can do is tested elsewhere."""

    def run(case, checks):  # type: ignore[no-untyped-def]
        if "fails" in case.story.document.name:
            raise ValueError("a fault of ours")
        return [Finding("total-mismatch", "T101", "warning", "stable", Span(0, 4), "Four is not five.")]

    monkeypatch.setattr(desk, "run", run)


def test_nothing_to_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "story.txt"]) == 0
    out, err = capsys.readouterr()
    assert out.endswith("in 1 story\n")
    assert err == ""


@pytest.mark.usefixtures("finds")
class TestExitStatus:
    @pytest.mark.parametrize(
        ("options", "status"),
        [([], 0), (["--fail-on", "warning"], 1), (["--fail-on", "info"], 1), (["--fail-on", "warning", "--exit-zero"], 0)],
    )
    def test_by_severity(self, folder: Path, options: list[str], status: int) -> None:
        assert cli.main(["check", "story.txt", *options]) == status

    def test_unreadable_beats_findings_and_the_rest_is_checked(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["check", "lost.txt", "story.txt", "--fail-on", "warning", "--exit-zero"]) == 2
        out = capsys.readouterr().out
        assert "Four is not five." in out
        assert "lost.txt: there is no such file" in out

    def test_a_fault_of_ours_costs_one_file(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "fails.txt").write_text(STORY, encoding="utf-8")
        assert cli.main(["check", "fails.txt", "story.txt", "--format", "json"]) == 2
        said = json.loads(capsys.readouterr().out)
        assert [story["path"] for story in said["stories"]] == ["story.txt"]
        assert "fails.txt: Crossfoot itself failed on this file (ValueError: a fault of ours)" in said["unreadable"][0]["message"]

    def test_a_lost_source_or_table_is_said(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["check", "story.txt", "--source", "lost.txt", "--table", "lost.csv"]) == 2
        out = capsys.readouterr().out
        assert "lost.txt: there is no such file" in out
        assert "lost.csv: there is no such table" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "story.txt", "--published", "yesterday"], "--published: 'yesterday' is not a date"),
        (["check", "story.txt", "--select", "no-such-check"], "No check, family or code is called 'no-such-check'"),
        (["check", "story.txt", "--output", "no/such/folder.txt"], "cannot be written"),
        (["ledger", "lost.txt"], "lost.txt: there is no such file"),
        (["explain", "no-such-check"], "No check, family or code"),
        (["ask", "lost.csv", "There are 40 boats."], "lost.csv: there is no such table"),
    ],
)
def test_errors_are_sentences(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    assert cli.main(arguments) == 2
    err = capsys.readouterr().err
    assert words in err
    assert "Traceback" not in err


def test_a_wrong_option_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", "story.txt", "--formt", "json"])
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_standard_input(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(STORY.encode())))
    assert cli.main(["check", "-", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["stories"][0]["path"] == "<stdin>"


def test_output_goes_to_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "story.txt", "--format", "json", "--output", "report.json"]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["version"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        "check story.txt --output story.txt",
        "check story.txt --output ./below/../story.txt",
        "check story.txt --output also-the-story.txt",
        "check story.txt --source release.txt --format html --output release.txt",
        "check story.txt --table boats.csv --output boats.csv",
        "check story.txt --table boats.csv --output boats.crossfoot.toml",
        "check below --output below/named.md",
        "check below/named.md --output below/beside.txt",
        "check story.txt --baseline known.json --output known.json",
        "ledger story.txt --format csv --output story.txt",
        "ledger story.txt --sheet --source release.txt --output release.txt",
        "compare story.txt release.txt --output release.txt",
        "compare --drafts story.txt release.txt --output story.txt",
        "describe boats.csv --output boats.csv",
        "describe boats.csv --output boats.crossfoot.toml",
        "ask boats.csv claim --mapping known.json --output known.json",
        "ask boats.csv claim --output boats.csv",
    ],
)
def test_output_never_overwrites_an_input(folder: Path, capsys: pytest.CaptureFixture[str], arguments: str) -> None:
    pytest.importorskip("duckdb")
    (folder / "below").mkdir()
    (folder / "also-the-story.txt").hardlink_to(folder / "story.txt")
    written = {
        "release.txt": STORY,
        "boats.csv": "quay,boats\nold,40\n",
        "boats.crossfoot.toml": 'row = "quay"\n',
        "known.json": '{"version": 1, "findings": []}',
        "below/named.md": f"---\nsources: [beside.txt]\n---\n\n{STORY}",
        "below/beside.txt": STORY,
    }
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    assert cli.main(arguments.split()) == 2
    output = arguments.rpartition(" ")[2]
    sentence = f"crossfoot: --output {output}: this file is one of the inputs and would be overwritten; choose another file.\n"
    assert capsys.readouterr().err == sentence
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


def test_output_never_overwrites_what_standard_input_is_read_from(folder: Path) -> None:
    command = [sys.executable, "-m", "crossfoot", "check", "-", "--output", "story.txt"]
    with (folder / "story.txt").open("rb") as story:
        ended = subprocess.run(command, stdin=story, capture_output=True, text=True, check=False)
    assert (ended.returncode, (folder / "story.txt").read_text(encoding="utf-8")) == (2, STORY)
    assert "one of the inputs" in ended.stderr


def test_an_earlier_report_is_written_over(folder: Path) -> None:
    (folder / "report.txt").write_text("of yesterday", encoding="utf-8")
    assert cli.main(["check", "story.txt", "--output", "report.txt"]) == 0
    assert "of yesterday" not in (folder / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv"])
def test_ledger_in_every_form(folder: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    assert cli.main(["ledger", "story.txt", "--format", form]) == 0
    assert capsys.readouterr().out


def test_explain_lists_and_shows_pages(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain"]) == 0
    listed = capsys.readouterr().out
    assert "T101  total-mismatch" in listed
    assert cli.main(["explain", "total-mismatch"]) == 0
    assert capsys.readouterr().out.startswith("# total-mismatch (T101)\n")
    assert cli.main(["explain", "--all", "--format", "json"]) == 0
    assert {"name", "code", "family", "severity", "stage", "summary", "page"} == set(json.loads(capsys.readouterr().out)["checks"][0])


GERMAN = "Der Rat hat am Montag mitgeteilt, dass die Bibliothek nicht geschlossen wird und auch nach dem Umbau für alle offen ist. " * 3


def test_copy_in_another_language_gets_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rat.txt").write_text(GERMAN, encoding="utf-8")
    sentence = "rat.txt is written in German; Crossfoot reads English only, so nothing was checked."
    assert cli.main(["check", "rat.txt"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == sentence
    assert cli.main(["ledger", "rat.txt"]) == 0
    assert capsys.readouterr().out == f"{sentence}\n"
    assert crossfoot.check(GERMAN).as_dict()["stories"][0]["findings"] == []


class TestSettings:
    def test_from_the_folder_or_one_above(self, folder: Path, finds: None, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "crossfoot.toml").write_text("fail-on = 'warning'\npublished = 2021-03-04\n", encoding="utf-8")
        assert cli.main(["check", "story.txt"]) == 1
        (folder / "desk").mkdir()
        monkeypatch.chdir(folder / "desk")
        assert cli.main(["check", "../story.txt"]) == 1
        assert cli.main(["check", "../story.txt", "--fail-on", "error"]) == 0

    def test_from_pyproject(self, folder: Path, finds: None) -> None:
        (folder / "pyproject.toml").write_text("[tool.crossfoot]\nfail-on = 'warning'\n", encoding="utf-8")
        assert cli.main(["check", "story.txt"]) == 1

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("selct = ['T']", "there is no setting called 'selct'"),
            ("select = [1]", "select: this must be a list of names"),
            ("preview = 'yes'", "preview: this must be true or false"),
            ("published = 'soon'", "published: 'soon' is not a date"),
            ("fail-on = 'never'", "fail-on: 'never' is not one of"),
            ("select = [", "the settings cannot be read"),
        ],
    )
    def test_what_is_wrong_is_said(self, folder: Path, capsys: pytest.CaptureFixture[str], line: str, words: str) -> None:
        (folder / "crossfoot.toml").write_text(line, encoding="utf-8")
        assert cli.main(["check", "story.txt"]) == 2
        assert words in capsys.readouterr().err


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "crossfoot", *arguments], capture_output=True, check=False, **options)  # type: ignore[call-overload]


def test_a_reader_who_leaves_early_is_no_error(folder: Path) -> None:
    (folder / "long.txt").write_text(STORY * 500, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "crossfoot", "ledger", "long.txt", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr
        assert process.stderr.read() == b""


def test_output_that_the_terminal_cannot_show(folder: Path) -> None:
    (folder / "caf\u00e9.txt").write_text("“Café” — 😀.\n", encoding="utf-8")
    ended = run("check", "café.txt", env={"PYTHONIOENCODING": "ascii", "PATH": ""})
    assert ended.returncode == 0
    assert b"Traceback" not in ended.stderr


def test_same_text_same_bytes(tmp_path: Path) -> None:
    """Sets are walked in another order under another seed; nothing that is printed may depend on it."""
    tests = Path(__file__).parent
    stories = [str(path) for kind in ("planted", "clean") for path in sorted((tests / "stories" / kind).glob("*.md"))]
    constructions = tmp_path / "constructions.txt"
    told = (case.story for page in sorted((tests / "reading").glob("*.md")) for case in cases_of(page))
    constructions.write_text("\n\n".join(told), encoding="utf-8")
    for command in (["check", "--preview", *stories], ["ledger", str(constructions)]):
        outputs = {run(*command, "--format", "json", env={"PYTHONHASHSEED": seed, "PATH": ""}).stdout for seed in ("1", "2", "3")}
        assert len(outputs) == 1
        assert len(outputs.pop()) > 50_000
