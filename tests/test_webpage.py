"""The report as one HTML page: complete, self-contained, and nothing of a story, source or setting in it can become markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.desk import check_files
from crossfoot.document import Document, Span
from crossfoot.finding import Tape
from crossfoot.formats import document_from_bytes, document_from_text
from crossfoot.quantity import Quantity
from crossfoot.reports import render
from crossfoot.reports.marked import Mark, marked
from crossfoot.reports.tape import tape_lines

STORY = (
    "Police arrested 40 people: 25 on Friday and 17 on Saturday.\n\n“We will review every case,” said Ann Lowe, the mayor.\n\n"
    "The fair sold 90 of its 120 tickets, or 75 percent."
)
SOURCE = "Mayor Ann Lowe said: “We will not review every case.” The fair sold 90 of its 120 tickets."
EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&lt;</style>{{7*7}}"


class Page(HTMLParser):
    """The tags of a page, its ids, and where its links lead."""

    VOID = frozenset(("meta", "br", "img", "link", "input", "hr"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.notes: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        self.notes |= set((given.get("data-notes") or "").split())
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(story: Document, *sources: Document) -> str:
    """The page of one story."""
    return render(check_files([story], sources=sources), "html")


def named(text: str, name: str = "story.txt") -> Document:
    """A document."""
    return document_from_text(text, name=name)


def test_every_outcome_has_a_note_and_every_link_a_target() -> None:
    report = check_files([named(STORY)], sources=[named(SOURCE, "release.txt")])
    page = Page(render(report, "html"))
    story = report.stories[0]
    outcomes = len(story.findings) + len(story.ticks) + len(story.undecided)
    assert story.findings
    assert story.ticks
    assert sum(bool(re.fullmatch(r"s1n\d+", one)) for one in page.ids) == outcomes
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert page.notes <= set(page.ids)
    assert not page.open


def test_the_page_needs_nothing_else() -> None:
    html = page_of(named(STORY), named(SOURCE, "release.txt"))
    assert "http://" not in html
    assert "https://" not in html
    assert not {"img", "link", "iframe", "object", "form"} & set(Page(html).tags)
    assert "default-src 'none'" in html
    assert "unsafe-inline" not in html


def test_the_words_of_the_story_are_all_there() -> None:
    html = page_of(named(STORY))
    shown = re.sub(r"<[^>]+>", "", html.partition("<article")[2].partition("</article>")[0])
    assert "Police arrested 40 people: 25 on Friday and 17 on Saturday." in shown
    assert "“We will review every case,” said Ann Lowe, the mayor." in shown


@pytest.mark.parametrize("kind", ["txt", "md", "html"])
def test_nothing_becomes_markup(kind: str) -> None:
    text = f"{STORY}\n\nPolice {EVIL} arrested 9 people: 4 {EVIL} and 6 on Sunday, said {EVIL} Jo Steele.\n\n“{EVIL} 12,” said Ann Lowe."
    story = document_from_bytes(text.encode(), name=f"{EVIL}.{kind}")
    html = page_of(story, named(f"{SOURCE} {EVIL}", f"{EVIL}release.txt"))
    page = Page(html)
    assert page.tags.count("script") == 1
    assert page.tags.count("style") == 1
    assert "img" not in page.tags
    assert not any(name.startswith("on") for name in page.attributes)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"<>&\"'`=/\\\u202e\ud800\x00", "<b>", "5 ", "40 people: 25 men and 17 women. ", "“a” ", "\n\n", "said Ann Lowe"]),
        max_size=30,
    )
)
def test_any_story_gives_a_whole_page(pieces: list[str]) -> None:
    page = Page(page_of(named("".join(pieces)), named("".join(reversed(pieces)), "source.txt")))
    assert not page.open
    assert page.tags.count("script") == 1
    assert len(page.ids) == len(set(page.ids))


def test_tables_and_lists_are_shown_as_such() -> None:
    text = "# Votes\n\n- 12 for\n- 9 against\n\n| Ward | Votes |\n| --- | --- |\n| North | 1,200 |\n| South | 900 |\n"
    tags = Page(page_of(document_from_bytes(text.encode(), name="story.md"))).tags
    assert tags.count("li") >= 2
    assert "td" in tags


def test_words_that_go_on_in_the_next_paragraph_are_led_to_once() -> None:
    page = Page(marked(named("Five boats\n\nand six ships."), [Mark(Span(0, 20), "n1", "tick", anchor="n1at")]))
    assert page.ids == ["n1at"]
    assert page.links == ["#n1", "#n1"]


def test_copy_in_another_language_gets_one_sentence() -> None:
    french = (
        "Le maire a dit que les habitants de la ville ont voté pour le budget de la commune, et que les impôts ne seront pas plus élevés. "
        * 4
    )
    assert "French" in page_of(named(french))


def test_the_same_story_gives_the_same_bytes() -> None:
    assert page_of(named(STORY)) == page_of(named(STORY))


def test_the_marks_are_explained_and_the_notes_are_a_step_away() -> None:
    html = page_of(named(STORY))
    assert all(f'<span class="mark {kind}">' in html for kind in ("finding", "undecided", "tick"))
    assert '<a class="jump" href="#s1notes">' in html


def test_a_passage_is_marked_in_its_sentence() -> None:
    release = "Rain fell at <b>noon</b>. The fair\nsold 120 tickets <i>in all</i> on Sunday. It closed early."
    html = page_of(named("The fair sold 120 tickets on Sunday."), named(release, "release.txt"))
    [passage] = re.findall(r"<p>(.*<mark>.*)</p>", html)
    assert passage == "The fair sold <mark>120</mark> tickets &lt;i&gt;in all&lt;/i&gt; on Sunday."


def test_columns_of_figures_that_nothing_fills_are_left_out() -> None:
    heads = re.findall(r'<button type="button">(\w+)</button>', page_of(named("The fair sold 90 tickets.")))
    assert heads == ["figure", "what"]


def test_what_one_check_says_of_many_words_stands_together_and_every_kind_is_counted() -> None:
    release = "The fair sold 120 tickets, 45 cakes and 31 books on Sunday."
    html = page_of(named("The fair sold 120 tickets, 45 cakes and 31 books on Sunday."), named(release, "release.txt"))
    assert '<h2>Worked out, and agrees <span class="count">3</span></h2>' in html
    assert '<h3>figure as in the source (S102) <span class="count">3</span></h3>' in html
    assert [re.findall(r"“([^”]*)”", one)[0] for one in re.findall(r"<h4 .*</h4>", html)] == ["120", "45", "31"]


def test_each_finding_stands_alone() -> None:
    html = page_of(named("Police arrested 40 people: 25 on Friday and 17 on Saturday. They freed 30 people: 20 men and 13 women."))
    assert len(re.findall(r"<h3 class=\"about\">.*✗", html)) == 2
    assert 'class="group finding"' not in html


def test_of_two_lines_about_the_same_numbers_the_stronger_is_shown() -> None:
    tape = Tape()
    tape.strictly_apart(Quantity("40"), Quantity("58"))
    tape.surely_apart(Quantity("40"), Quantity("58"))
    assert tape_lines(tape.lines) == ["40 and 58 cannot be the same number"]
    tape = Tape()
    tape.strictly_apart(Quantity("40"), Quantity("40"))
    tape.surely_apart(Quantity("40"), Quantity("40"))
    assert tape_lines(tape.lines) == ["40 and 40 are the same as printed"]
