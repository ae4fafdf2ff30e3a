"""The report as one HTML file that needs nothing else: no network, no other file, and its script and style are the only ones that may run.

Left the story as it reads, with what was found, what agrees and what is undecided marked in three ways; right the notes, each with its sum,
and the sources, so that a quotation and its source stand side by side. Below, the ledger: who says what, every figure, and what belongs
together. Without a script all of it is there and every mark is a link.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from ..desk import Report, StoryReport, Unreadable, shown_evidence
from ..document import Document, Span
from ..finding import Evidence, Finding, Outcome, Tick, titled
from .ledger_page import ledger_parts
from .marked import Mark, marked, words
from .marked import under as text_under
from .tape import tape_lines
from .terminal import Ink, summary

ROWS = 20  # of a table's answer that are shown
_SIGNS = {"finding": "✗", "tick": "✓", "undecided": "?"}
_HEADINGS = {"finding": "Does not agree", "undecided": "Seen, and not decided", "tick": "Worked out, and agrees"}
_KEY = (
    '<p class="key"><span class="mark finding">does not agree</span> <span class="mark undecided">not decided</span> '
    '<span class="mark tick">agrees</span> <span class="mark tick side">dashed: held against it</span> {jump}</p>'
)
_LONGEST = 400  # characters of a sentence of a source that are shown around the words that matter
_EMPTY = {"finding": "Nothing was found that does not agree.", "undecided": "", "tick": ""}


def webpage(report: Report) -> str:
    """The page, as text in UTF-8."""
    title = words(report.stories[0].document.name) if len(report.stories) == 1 else f"{len(report.stories)} stories"
    stories = "\n".join(_Story(number, story).html() for number, story in enumerate(report.stories, 1))
    jump = (
        '<a class="jump" href="#s1notes">To the notes</a>' if len(report.stories) == 1 and not report.stories[0].case.story.unread else ""
    )
    return framed(title, summary(report, Ink(False)), stories, report.unreadable, key=_KEY.format(jump=jump) if stories else "")


def framed(title: str, lead: str, content: str, unreadable: Sequence[Unreadable] = (), *, key: str = "") -> str:
    """A page with its style and script around some content; `title`, `content` and the `key` to its marks are HTML already."""
    style, script = (part(f"page.{kind}") for kind in ("css", "js"))
    unread = "".join(f"<li>{words(one.message)}</li>" for one in unreadable)
    return f"""{head(title, style, script)}
<body>
<header><h1>{title}</h1><p>{words(lead)}</p>{key}</header>
{f'<section class="unreadable" aria-label="Unreadable files"><ul>{unread}</ul></section>' if unread else ""}
<main>
{content}
</main>
<footer><p>Crossfoot says what agrees and what does not, never who is right.</p></footer>
<script>{script}</script>
</body>
</html>
"""


def head(title: str, style: str, script: str) -> str:
    """A page up to its body: nothing is loaded, and no style and script but these are allowed; `title` is HTML already."""
    policy = f"default-src 'none'; style-src '{allowed(style)}'; script-src '{allowed(script)}'; base-uri 'none'; form-action 'none'"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Crossfoot: {title}</title>
<style>{style}</style>
</head>"""


def under(report: Report) -> str:
    """The words of a report's only story as they were given, with the marks of its page: to lie under a field that edits them."""
    return "".join(text_under(story.document.text, _Story(1, story).marks()) for story in report.stories[:1])


def part(name: str) -> str:
    """The style or the script of the page."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def allowed(content: str) -> str:
    """A script or a style as a policy names it: by its SHA-256."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


class _Story:
    """One story of the page. Every id on the page begins with the story's."""

    def __init__(self, number: int, report: StoryReport) -> None:
        self.id = f"s{number}"
        self.report = report
        outcomes: list[tuple[str, Outcome]] = [
            *(("finding", one) for one in report.findings),
            *(("undecided", one) for one in report.undecided),
            *(("tick", one) for one in report.ticks),
        ]
        self.notes = [(f"{self.id}n{at}", kind, outcome) for at, (kind, outcome) in enumerate(outcomes, 1)]
        self.cited = [source.document for source in report.case.sources]

    def html(self) -> str:
        """The whole story: text, notes, sources, ledger."""
        ledger = self.report.case.story
        if ledger.unread:
            return f'<section class="case"><p class="unread">{words(ledger.unread)}</p></section>'
        return f"""<section class="case" id="{self.id}">
<div class="sides">
<article class="story" aria-label="Story">
{marked(self.report.document, self.marks())}
</article>
<div class="margin">
{self.tabs()}
<section class="panel" id="{self.id}notes" aria-label="Notes">
{"".join(self.listed(kind) for kind in ("finding", "undecided", "tick"))}
{self.left_alone()}
</section>
{"".join(self.source(number, document) for number, document in enumerate(self.cited, 1))}
</div>
</div>
{ledger_parts(ledger, self.report, self.id)}
</section>"""

    def marks(self) -> list[Mark]:
        """Every place in the story that a note speaks of."""
        found = []
        for note, kind, outcome in self.notes:
            found.append(Mark(outcome.span, note, kind, anchor=f"{note}at"))
            found += [
                Mark(place.span, note, kind, main=False)
                for place in outcome.related
                if self.report.document_called(place.document) is self.report.document and place.span != outcome.span
            ]
        return found

    def tabs(self) -> str:
        """What the right side can show; a script makes these change it."""
        if not self.cited:
            return ""
        names = [(f"{self.id}notes", "Notes"), *((self._source_id(at), words(doc.name)) for at, doc in enumerate(self.cited, 1))]
        links = "".join(f'<a href="#{target}" data-panel="{target}">{name}</a>' for target, name in names)
        return f'<nav class="tabs" aria-label="Notes and sources">{links}</nav>'

    def _source_id(self, number: int) -> str:
        return f"{self.id}source{number}"

    def listed(self, kind: str) -> str:
        """The notes of one kind under their heading. What agrees and what is undecided stands together by check, for a long list says the
        same of many words; each finding stands alone."""
        notes = [one for one in self.notes if one[1] == kind]
        if not notes:
            return f"<h2>{_HEADINGS[kind]}</h2>\n<p>{_EMPTY[kind]}</p>" if _EMPTY[kind] else ""
        groups: dict[str, list[tuple[str, str, Outcome]]] = {}
        for note, _, outcome in notes:
            groups.setdefault(note if kind == "finding" else titled(outcome), []).append((note, kind, outcome))
        shown = "".join(self.group(title, members) if len(members) > 1 else self.note(*members[0]) for title, members in groups.items())
        return f"<h2>{_HEADINGS[kind]} {_count(notes)}</h2>\n{shown}"

    def group(self, title: str, members: Sequence[tuple[str, str, Outcome]]) -> str:
        """Several outcomes of one check below its name."""
        notes = "".join(self.note(*member, grouped=True) for member in members)
        return f'<section class="group {members[0][1]}"><h3>{words(title)} {_count(members)}</h3>\n{notes}</section>\n'

    def note(self, note: str, kind: str, outcome: Outcome, *, grouped: bool = False) -> str:
        """One outcome: the words it is about, what it says, its sum, what it rests on, which check says so (a group has said it)."""
        said = outcome.message if isinstance(outcome, (Finding, Tick)) else outcome.reason
        title = f'<a href="#{note}at">{words(_shortened(self.report.document.words(outcome.span)))}</a>'
        evidence = "".join(self.evidence(note, at, one) for at, one in enumerate(outcome.evidence))
        level = "h4" if grouped else "h3"
        # What agrees is seldom looked into: what it rests on is folded with its sum.
        ahead, folded = ("", evidence) if kind == "tick" else (evidence, "")
        return f"""<section class="note {kind}" id="{note}" tabindex="-1">
<{level} class="about"><span aria-hidden="true">{_SIGNS[kind]}</span> {title}</{level}>
<p>{words(said)}</p>
{ahead}
{self.repairs(outcome)}
{_working(kind, outcome, "" if grouped else _checked(outcome), folded)}
</section>
"""

    def repairs(self, outcome: Outcome) -> str:
        """What single change would make it agree."""
        repairs = " or ".join(
            f"“{words(self.report.document.words(repair.span))}” were “{words(repair.text)}”"
            for repair in (outcome.repairs if isinstance(outcome, Finding) else ())
        )
        return f'<p class="repair">It would agree if {repairs}.</p>' if repairs else ""

    def evidence(self, note: str, at: int, one: Evidence) -> str:
        """A passage of a source with the way to it, or the answer of a table with its query."""
        where = words(shown_evidence(self.report, one))
        if one.kind == "source" and one.span is not None and any(document.name == one.path for document in self.cited):
            where = f'<a href="#{note}e{at}">{where}</a>'
        quoted = f"<p>{self._in_its_sentence(one)}</p>" if one.text else ""
        shown = [*one.rows[:ROWS], *([("…",)] if len(one.rows) > ROWS else [])]
        rows = "".join(f"<tr>{''.join(f'<td>{words(cell)}</td>' for cell in row)}</tr>" for row in shown)
        table = f'<div class="wide"><table>{rows}</table></div>' if rows else ""
        query = f"<pre>{words(one.sql)}</pre>" if one.sql else ""
        # Several readings of one claim are compared by their first lines.
        folded = f"<details><summary>Rows and query</summary>{table}{query}</details>" if table or query else ""
        return f'<blockquote class="evidence"><cite>{where}</cite>{quoted}{folded}</blockquote>'

    def _in_its_sentence(self, one: Evidence) -> str:
        """The words of a source, marked in the sentence that they stand in."""
        source = next((source for source in self.report.case.sources if source.document.name == one.path), None)
        if source is None or one.span is None:
            return words(one.text)
        around = next((s for s in source.sentences if s.holds(one.span) and s.end - s.start <= _LONGEST), one.span)
        text = source.document.text
        sides = Span(around.start, one.span.start), Span(one.span.end, around.end)
        before, after = (words(source.document.words(side)) for side in sides)
        lead, tail = text[sides[0].end - 1 : sides[0].end].isspace(), text[sides[1].start : sides[1].start + 1].isspace()
        return f"{before}{' ' * lead}<mark>{words(one.text)}</mark>{' ' * tail}{after}" if before or after else words(one.text)

    def source(self, number: int, document: Document) -> str:
        """A source, with the passages that notes rest on."""
        marks = [
            Mark(one.span, note, kind, anchor=f"{note}e{at}")
            for note, kind, outcome in self.notes
            for at, one in enumerate(outcome.evidence)
            if one.kind == "source" and one.span is not None and one.path == document.name
        ]
        target = self._source_id(number)
        return f"""<section class="panel source" id="{target}" aria-label="Source {words(document.name)}">
<h2>{words(document.name)}</h2>
{marked(document, marks)}
</section>
"""

    def left_alone(self) -> str:
        """What was ignored, and why; wishes of no use."""
        ignored = "".join(
            f"<li>{words(one.finding.check)} ({one.finding.code}): {words(one.finding.message)} Ignored: {words(one.reason)}.</li>"
            for one in self.report.ignored
        )
        unused = "".join(f"<li>{f'Line {one.line}: ' if one.line else ''}{words(one.message)}</li>" for one in self.report.unused)
        return f"<h2>Ignored as asked</h2><ul>{ignored}{unused}</ul>" if ignored or unused else ""


def _count(notes: Sequence[object]) -> str:
    return f'<span class="count">{len(notes)}</span>'


def _checked(outcome: Outcome) -> str:
    """The check, or what was verified, and how grave it is."""
    grade = f" · {outcome.severity}" if isinstance(outcome, Finding) else ""
    trial = " · preview" if isinstance(outcome, Finding) and outcome.stage == "preview" else ""
    return f"{words(titled(outcome))}{grade}{trial}"


def _working(kind: str, outcome: Outcome, title: str, evidence: str) -> str:
    """The sum, with what is folded with it, behind its title: open where something does not agree."""
    lines = "".join(f"<li>{words(line)}</li>" for line in tape_lines(outcome.tape))
    tape = f'<ol class="tape" aria-label="Sum">{lines}</ol>' if lines else ""
    if not tape and not evidence:
        return f'<p class="check">{title}</p>' if title else ""
    opened = " open" if kind == "finding" else ""
    named = title or ("Source" if evidence else "Sum")
    return f'<details class="sum"{opened}><summary class="check">{named}</summary>{evidence}{tape}</details>'


def _shortened(shown: str) -> str:
    return f"“{shown}”" if len(shown) <= 120 else f"“{shown[:100].rsplit(' ', 1)[0]} …”"
