"""What a notebook shows, and the lists of a ledger and a report as frames."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape

import pytest

import crossfoot

STORY = "Police arrested 40 people: 25 on Friday and 17 on Saturday.\n\n“We were busy,” said Ann Lowe, the sheriff."
HOSTILE = '"><script>alert(1)</script></iframe> ' + STORY


@pytest.mark.parametrize("read", [crossfoot.check, crossfoot.read])
def test_a_notebook_shows_a_page_in_a_frame_of_its_own(read) -> None:  # type: ignore[no-untyped-def]
    shown = read(HOSTILE)._repr_html_()
    tag = re.fullmatch(r'<iframe [^<>]*sandbox="allow-scripts" srcdoc="([^"<>]*)" [^<>]*></iframe>', shown)
    assert tag, "nothing in the story ends the frame"
    page = unescape(tag[1])
    assert "<script>alert" not in page
    assert "Content-Security-Policy" in page
    assert "25" in page


def test_copy_in_another_language_is_one_sentence() -> None:
    german = "Die Polizei hat am Freitag nach eigenen Angaben vierzig Menschen festgenommen, und das war nicht alles.\n" * 5
    assert "reads English only" in crossfoot.read(german)._repr_html_()


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_lists_as_frames(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip(library)
    monkeypatch.setattr("crossfoot.reports.notebook.find_spec", lambda name: name == library)
    report = crossfoot.check(STORY)
    found = report.to_frame("findings")
    assert type(found).__module__.startswith(library)
    assert list(found.columns)[:3] == ["path", "start", "end"]
    assert list(found["check"]) == ["total-mismatch"]
    assert list(crossfoot.read(STORY).to_frame("figures")["value"]) == ["40", "25", "17"]
    assert list(report.to_frame("statements")["speaker"]) == ["Ann Lowe"]
    empty = crossfoot.check("").to_frame("ticks")
    assert (len(empty), "message" in empty.columns) == (0, True)


def test_what_cannot_be_framed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(crossfoot.CrossfootError, match="no list called 'findings'; there are figures, statements"):
        crossfoot.read(STORY).to_frame("findings")
    monkeypatch.setattr("crossfoot.reports.notebook.find_spec", lambda name: None)
    with pytest.raises(crossfoot.CrossfootError, match="needs polars or pandas"):
        crossfoot.check(STORY).to_frame()


def test_checking_enters_no_notebook() -> None:
    code = "import sys, crossfoot; crossfoot.check('40 people'); sys.exit('crossfoot.reports' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
