"""The ledger below the story on the page: who says what by party, every figure in a table that can be sorted, and what belongs together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..desk import StoryReport
from ..ledger import Figure, Ledger, Statement, Tally
from .marked import words
from .sheet import Results


def ledger_parts(ledger: Ledger, report: StoryReport, own: str) -> str:
    """All three, as far as there is something to show; every id begins with `own`."""
    parts = [_statements(ledger, own), _figures(ledger, report, own), _tallies(ledger, own)]
    return "\n".join(part for part in parts if part)


def _statements(ledger: Ledger, own: str) -> str:
    """Who says what, by party, side by side."""
    speakers: dict[object, list[Statement]] = {}
    for said in ledger.statements:
        named = " ".join(ledger.words(span) for span in said.speaker_spans)
        speakers.setdefault(id(said.speaker) if said.speaker else named, []).append(said)
    if not speakers:
        return ""
    cards = "".join(_account(ledger, statements) for statements in speakers.values())
    return _part(f"{own}said", "Who says what", f'<div class="accounts">{cards}</div>')


def _part(own: str, title: str, content: str) -> str:
    return f'<section class="ledger" aria-labelledby="{own}"><h2 id="{own}">{title}</h2>\n{content}</section>'


def _account(ledger: Ledger, statements: Sequence[Statement]) -> str:
    party = statements[0].speaker
    named = " ".join(ledger.words(span) for span in statements[0].speaker_spans)
    name = words(party.name) if party else (f"“{words(named)}”" if named else "The story does not say who")
    about = [party.role, party.affiliation.name if party.affiliation else None] if party else []
    role = ", ".join(words(one) for one in about if one and party and one != party.name)
    lines = "".join(_said(ledger, said) for said in statements)
    return f"<section><h3>{name}</h3>{f'<p>{role}</p>' if role else ''}<ul>{lines}</ul></section>"


def _said(ledger: Ledger, said: Statement) -> str:
    content = " … ".join(ledger.words(span) for span in said.content) or ledger.words(said.to or said.cue or said.span)
    through = f" (through {words(said.via.name)})" if said.via else ""
    return f'<li><span class="kind">{words(said.kind)}</span> {words(content)}{through}</li>'


def _figures(ledger: Ledger, report: StoryReport, own: str) -> str:
    """Every figure in a table that can be sorted, with what the checks made of it."""
    if not ledger.figures:
        return ""
    results = Results(report)
    heads = ("result", "what", "where", "when", "whose")
    rows: list[tuple[str, list[str]]] = []
    for figure in ledger.figures:
        value = figure.quantity.value
        key = "" if value is None else f' data-value="{float(value):.12g}"'
        about = [
            results.of(figure.span)[0],
            ledger.words(figure.counted.span) if figure.counted else "",
            "; ".join(ledger.words(phrase.span) for phrase in figure.where),
            ledger.words(figure.when.span) if figure.when else "",
            figure.by.name if figure.by else "",
        ]
        rows.append((f'<th scope="row"{key}>{words(ledger.words(figure.span))}</th>', about))
    # Columns that nothing fills are left out.
    filled = [at for at in range(len(heads)) if any(about[at] for _, about in rows)]
    head = "".join(f'<th scope="col"><button type="button">{name}</button></th>' for name in ("figure", *(heads[at] for at in filled)))
    body = "\n".join(f"<tr>{first}{''.join(f'<td>{words(about[at])}</td>' for at in filled)}</tr>" for first, about in rows)
    table = f'<table class="sortable"><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>'
    return _part(
        f"{own}figures", "Figures", f'<div class="wide" tabindex="0" role="region" aria-label="Table of the figures">{table}</div>'
    )


def _tallies(ledger: Ledger, own: str) -> str:
    """Parts and their whole, each as a small chart."""
    charts = "".join(_chart(ledger, tally) for tally in ledger.tallies)
    if not charts:
        return ""
    return _part(f"{own}parts", "Parts of a whole", f'<div class="charts">{charts}</div>')


def _chart(ledger: Ledger, tally: Tally) -> str:
    parts = [(part, value) for part in tally.parts if (value := part.quantity.value) is not None and value >= 0]
    whole = tally.whole.quantity.value if tally.whole else None
    longest = max([*(value for _, value in parts), whole or Fraction(0)], default=Fraction(0))
    if len(parts) < 2 or not longest:
        return ""
    title = f"{words(ledger.words(tally.whole.span))} in all" if tally.whole else "without a total"
    labels = _labels(ledger, [part for part, _ in parts])
    bars = "".join(
        _bar(label, words(ledger.words(part.span)), float(100 * value / longest))
        for label, (part, value) in zip(labels, parts, strict=True)
    )
    return f"<figure><figcaption>{title}</figcaption><table>{bars}</table></figure>"


def _labels(ledger: Ledger, parts: Sequence[Figure]) -> list[str]:
    """A heading for each bar: the place, the time or what is counted, whichever tells most of the parts from one another."""
    spans = (
        [part.where[0].span if part.where else None for part in parts],
        [part.when.span if part.when else None for part in parts],
        [part.counted.span if part.counted else None for part in parts],
    )
    named = [[words(ledger.words(span)) if span else "" for span in column] for column in spans]
    best = max(named, key=lambda names: len({name for name in names if name}))
    return [f'<th scope="row">{name}</th>' if name else "<td></td>" for name in best] if any(best) else [""] * len(best)


def _bar(head: str, figure: str, width: float) -> str:
    bar = f'<svg width="100" height="10" aria-hidden="true" focusable="false"><rect width="{width:.1f}" height="10"></rect></svg>'
    return f"<tr>{head}<td>{bar}</td><td>{figure}</td></tr>"
