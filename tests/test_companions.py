"""Folders of stories, and the sources and tables that front matter and settings name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossfoot.cli import main
from crossfoot.desk import read_source
from crossfoot.formats.front import front_of

RELEASE = "“We will review every single case,” said Ann Lowe, the mayor.\n"
STORY = "“We will review each and every case,” said Ann Lowe, the mayor.\n"
ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the command runs."""
    folder = tmp_path / "desk"
    (folder / "news").mkdir(parents=True)
    (folder / "news" / "release.txt").write_text(RELEASE, encoding="utf-8")
    (folder / "news" / "story.md").write_text(STORY, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ("source: release.txt", ("release.txt",)),
        ("sources: [a.txt, 'b.txt']", ("a.txt", "b.txt")),
        ('title: A fair\nsources:\n  - a.txt\n  - "b.txt"\ndate: 2021-03-04', ("a.txt", "b.txt")),
        ('source = "a.txt"\ntags:\n- source', ("a.txt",)),
        ("source: Reuters\nsources: https://example.com/a.txt", ()),
        ("title: Source: the release\nby: source", ()),
    ],
)
def test_front_matter_names_files(lines: str, named: tuple[str, ...]) -> None:
    assert front_of(f"---\n{lines}\n---\nThe fair.\n").sources == named


def test_a_folder_is_its_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "news"]) == 0
    assert "in 1 story" in capsys.readouterr().out
    Path("empty").mkdir()
    assert main(["check", "empty"]) == 2
    assert "no Markdown in this folder" in capsys.readouterr().err


def test_a_pattern_that_the_shell_has_left_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    Path("news/second.md").write_text("The fair sold 90 tickets.", encoding="utf-8")
    Path("a*b.md").write_text("The fair sold 90 tickets.", encoding="utf-8")
    for pattern, said in (("news/*.md", "in 2 stories"), ("**/second.md", "in 1 story"), ("a*b.md", "in 1 story")):
        assert main(["check", pattern]) == 0
        assert said in capsys.readouterr().out
    assert main(["check", "none/*.md"]) == 2
    assert "none/*.md: there is no such file" in capsys.readouterr().out


@pytest.mark.parametrize("way", ["front", "settings"])
def test_a_story_is_held_against_what_is_named(way: str, capsys: pytest.CaptureFixture[str]) -> None:
    if way == "front":
        Path("news/story.md").write_text(f"---\nsource: release.txt\n---\n\n{STORY}", encoding="utf-8")
    else:
        Path("crossfoot.toml").write_text('[[against]]\nfiles = "news/*.md"\nsources = ["news/release.txt"]\n', encoding="utf-8")
    main(["check", "news"])
    out = capsys.readouterr().out
    assert "quote-" in out
    assert re.search(r"news/release\.txt:1", out), out


def test_front_matter_opens_nothing_outside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret.txt").write_text(RELEASE, encoding="utf-8")
    Path("news/story.md").write_text(f"---\nsource: ../../secret.txt\n---\n\n{STORY}", encoding="utf-8")
    assert main(["check", "news"]) == 2
    assert "lies outside the story's folder" in " ".join("".join(capsys.readouterr()).split())


def test_a_story_whose_front_matter_is_refused_is_still_checked(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = "Police arrested 40 people: 25 on Friday and 17 on Saturday."
    Path("news/story.md").write_text(f"---\nsource: ../../secret.txt\n---\n\n{wrong}", encoding="utf-8")
    assert main(["check", "news"]) == 2
    out = " ".join("".join(capsys.readouterr()).split())
    assert "total-mismatch" in out
    assert "lies outside the story's folder" in out


def test_a_missing_companion_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    Path("news/story.md").write_text(f"---\nsource: none.txt\n---\n\n{STORY}", encoding="utf-8")
    assert main(["check", "news"]) == 2
    assert "there is no such file" in "".join(capsys.readouterr())


def test_settings_say_what_against_needs(capsys: pytest.CaptureFixture[str]) -> None:
    Path("crossfoot.toml").write_text('[[against]]\nfiles = "news/*.md"\n', encoding="utf-8")
    assert main(["check", "news"]) == 2
    assert "crossfoot.toml:1: against: each needs files" in capsys.readouterr().err
    Path("crossfoot.toml").write_text('preview = true\n\nfail_on = "grave"\n', encoding="utf-8")
    assert main(["check", "news"]) == 2
    assert "crossfoot.toml:3: fail_on: 'grave' is not one of error, warning, info." in capsys.readouterr().err


def test_the_hook_and_the_action_run_a_command_that_is_there() -> None:
    assert "entry: crossfoot check\n" in (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    action = (ROOT / "action.yml").read_text("utf-8")
    # Nothing that a workflow passes in may be read by the shell.
    assert "${{" not in action.partition("run: |")[2]


def test_a_source_is_read_once_until_it_changes(tmp_path: Path) -> None:
    release = tmp_path / "release.txt"
    release.write_text("Police arrested 40 people at the fair on Friday.")
    first, again = read_source(release), read_source(release)
    assert first is again
    release.write_text("Police arrested 340 people at the fair on Friday.")
    assert [figure.quantity.digits for figure in read_source(release).figures] == ["340"]
