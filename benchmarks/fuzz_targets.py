"""What the fuzzer throws things at: every door through which a stranger's bytes come in, each with sound examples to begin from.

A target takes bytes and may raise nothing but CrossfootError, which is a sentence. Examples are the stories of the pages, and the small
files of `fuzz_examples`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import crossfoot
from crossfoot import CrossfootError
from crossfoot.checks import selected
from crossfoot.corpus.entries import Fields, entries
from crossfoot.corpus.job import Job
from crossfoot.corpus.shards import Shard
from crossfoot.corpus.task import rows_of
from crossfoot.desk import check_files
from crossfoot.formats import document_from_bytes, document_from_text
from crossfoot.ignores import read_baseline
from crossfoot.reports import FORMS, render
from crossfoot.settings import settings_for

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = Path(__file__).with_name("fuzz_examples")
sys.path.insert(0, str(ROOT / "tests"))
from pages import FENCE  # noqa: E402
from papers import Pdf, excel, open_document, word  # noqa: E402

# What stands where a value is due: other kinds of value, and some that are hard to swallow.
VALUES = [
    b"5",
    b"-1",
    b"0",
    b'"x"',
    b'""',
    b"[]",
    b"[5]",
    b'["x", 5]',
    b"{}",
    b"{ x = 5 }",
    b"true",
    b"inf",
    b"nan",
    b"1979-05-27",
    b'"1e99999999"',
]
VALUES += [
    b"1979-05-27T07:32:00Z",
    b"07:32:00",
    b'"1/0"',
    b"[[5]]",
    b'"\\ud800"',
    b'"%"',
    b"9" * 5000,
    b"[" * 3000,
    b"null",
    b'["boats"]',
    b"1e999",
]
WORDS = [
    b"\xe2\x80\x9c",
    b"\xe2\x80\x9d",
    b'"',
    b"'",
    b"said",
    b" per cent",
    b"%",
    b" of ",
    b"(",
    b")",
    b"\n\n",
    b"\x00",
    b"\r\n",
    b"\xff",
    b" from 4 to 5",
]
WORDS += [
    b"2019-02-30",
    b" 1/0 ",
    b"9" * 300,
    b"0.0000",
    b"\xed\xa0\x80",
    b"\xe2\x80\xae",
    "e\u0301".encode(),
    b" million",
    b" a year",
    b"| 4 | 5 |\n",
]
WORDS += [
    "\u0661\u0662\u00b2\u00bd\u2460\u96f6".encode(),
    b" the rest",
    b"<",
    b">",
    b"&#",
    b"-->",
    b"twenty-",
    b" 31 February ",
    b" 0 percent",
    b" 0 ",
]


@dataclass(frozen=True, slots=True)
class Target:
    """A door, its examples, and what is put into them."""

    run: Callable[[bytes], object]
    examples: Callable[[], list[bytes]]
    words: tuple[bytes, ...] = tuple(WORDS)


@cache
def stories() -> list[bytes]:
    """The stories of all pages, and the invented articles."""
    pages = [*(ROOT / "src" / "crossfoot" / "checks").rglob("*.md"), *(ROOT / "tests" / "reading").rglob("*.md")]
    told = [
        match[3] for page in sorted(pages) for match in FENCE.finditer(page.read_text(encoding="utf-8")) if match[2].startswith("story")
    ]
    told += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "stories").rglob("*.md"))]
    return [story.encode() for story in told]


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def story(content: bytes) -> None:
    """The whole trip of a story, with every check."""
    crossfoot.check(_text(content), preview=True).as_dict()


def reports(content: bytes) -> None:
    """The report in every form."""
    report = crossfoot.check(document_from_bytes(content, name="story.md"), preview=True)
    for form in FORMS:
        render(report, form).encode("utf-8", "backslashreplace")


def held_against(content: bytes) -> None:
    """Half of it as the story, half as its source; both as what they are not."""
    half, other = _text(content[: len(content) // 2]), _text(content[len(content) // 2 :])
    crossfoot.check(half, sources=[document_from_text(other, name="source")], sources_complete=True, preview=True).as_dict()
    crossfoot.compare(*(document_from_text(one, name=name) for one, name in ((half, "a"), (other, "b")))).as_dict()


def filed(name: str, content: bytes) -> None:
    """A file of that name, read and checked; every place has a name."""
    report = crossfoot.check(document_from_bytes(content, name=name), preview=True)
    report.as_dict()


def marked_up(made: Callable[[str], bytes], name: str, content: bytes) -> None:
    """The same where what is changed lies packed inside the file."""
    filed(name, made(content.decode("utf-8", "replace")))


@cache
def _folder() -> Path:
    # Kept open for as long as the process lives.
    _folder.held = tempfile.TemporaryDirectory(prefix="fuzz")  # type: ignore[attr-defined]
    return Path(_folder.held.name)  # type: ignore[attr-defined]


def _kept(name: str, content: bytes) -> Path:
    path = _folder() / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def mapping(content: bytes) -> None:
    """A mapping file beside a table, which is then asked."""
    path = _kept("mapping.toml", content)
    table = _folder() / "boats.csv"
    if not table.is_file():
        table.write_bytes((EXAMPLES / "csv.csv").read_bytes())
    for claim in ("Leith had 60 boats in 2019.", "Oban had the fewest boats of any town in 2018."):
        crossfoot.ask(table, claim, mapping=path).as_dict()


def table(content: bytes) -> None:
    """A table of a stranger, asked without a mapping."""
    path = _kept("table.csv", content)
    for claim in ("Leith had 60 boats in 2019.", "Boats rose from 40 to 60."):
        crossfoot.ask(path, claim).as_dict()


def _checked(name: str, **options: Any) -> None:
    """A story checked under settings; what the desk has caught counts as well."""
    text = document_from_text("Police arrested 40 people: 25 on Friday and 17 on Saturday.", name=name)
    for trouble in check_files([text], **options).unreadable:
        assert "itself failed" not in trouble.message, trouble.message


def settings(content: bytes) -> None:
    """Settings in both files where they may stand, and a story checked under them."""
    name = "pyproject.toml" if b"tool" in content[:6] else "crossfoot.toml"
    path = _kept(f"{name}.d/{name}", content)
    told = settings_for(path.parent)
    _checked(str(path.parent / "s.txt"), allowed=told.allow, settings=told, house=told.house)


def suppressions(content: bytes) -> None:
    """Comments, (cq) and front matter in Markdown."""
    filed("s.md", content)


def baseline(content: bytes) -> None:
    """A list of what stood in the files on the first day."""
    _checked("s.txt", baseline=read_baseline(_kept("baseline.json", content)))


def corpus(kind: str, content: bytes) -> None:
    """A shard; what is wrong with a document is a sentence as well."""
    path = _kept(f"shard.{kind}", content)
    for sealed in entries(Shard("0", kind, (str(path),), (path.name,)), Fields()):  # type: ignore[arg-type]
        with suppress(CrossfootError):
            rows_of(sealed.open(), Job("", checks=tuple(check.name for check in selected(preview=True))))


def _sound(name: str) -> Callable[[], list[bytes]]:
    """The files of that name among the examples."""
    return lambda: [path.read_bytes() for path in sorted(EXAMPLES.glob(f"{name}.*"))]


TARGETS: dict[str, Target] = {
    "story": Target(story, stories),
    "reports": Target(reports, stories),
    "held-against": Target(held_against, stories),
    "text": Target(partial(filed, "s.txt"), stories),
    "markdown": Target(
        partial(filed, "s.md"),
        lambda: [*stories()[::5], *_sound("suppressions")()],
        (*WORDS, b"# ", b"> ", b"* ", b"```\n", b"[a](b)", b"***"),
    ),
    "html": Target(
        partial(filed, "s.html"),
        _sound("html"),
        (*WORDS, b"<p>", b"</p>", b"<td colspan=99999999>", b"<!--", b"<![CDATA[", b"&#x110000;", b"<br>"),
    ),
    "csv": Target(partial(filed, "s.csv"), _sound("csv")),
    "subtitles": Target(
        partial(filed, "s.vtt"), _sound("subtitles"), (*WORDS, b"<v ", b"-->", b"00:00:01.000 --> 99:99:99.999\n", b"NOTE ", b">> ")
    ),
    "mail": Target(
        partial(filed, "s.eml"),
        _sound("mail"),
        (*WORDS, b"Content-Type: text/plain; charset=", b"=?x?b?", b"--b", b"utf-7", b"\n\n", b"=\n"),
    ),
    "rtf": Target(
        partial(filed, "s.rtf"),
        _sound("rtf"),
        (*WORDS, b"\\bin9999999999 ", b"\\u-99999999 ", b"{\\", b"\\'", b"\\uc99999 ", b"\\cell", b"\\row", b"}"),
    ),
    "pdf": Target(partial(filed, "s.pdf"), lambda: [Pdf().page().lines(72, 700, "Of the 40 boats, 25 sank.", "It was old.").content()]),
    "word": Target(
        partial(marked_up, word, "s.docx"),
        _sound("word"),
        (*WORDS, b"<w:p>", b"</w:p>", b"<w:tc>", b"</w:tc>", b"<w:t>", b"</w:t>", b"<w:br/>"),
    ),
    "odt": Target(
        partial(marked_up, open_document, "s.odt"),
        _sound("odt"),
        (*WORDS, b"<text:p>", b"</text:p>", b"999999999", b"<text:s/>", b"-5"),
    ),
    "excel": Target(
        partial(marked_up, lambda body: excel(("A", body), strings=["Town"], formats=["0%", "yyyy-mm-dd"]), "s.xlsx"),
        _sound("excel"),
        (*WORDS, b"1e999", b"-1", b"99999999999", b'<c r="XFD1048576"><v>1</v></c>', b"nan", b"inf", b't="d"', b't="b"', b's="9"'),
    ),
    "mapping": Target(mapping, _sound("mapping"), tuple(VALUES)),
    "table": Target(table, _sound("csv"), (*WORDS, b",", b'"', b"\n", b"\t", b"'; DROP TABLE x; --", b"1e400", b"2019-13-45", b"NaN")),
    "settings": Target(settings, _sound("settings"), tuple(VALUES)),
    "suppressions": Target(
        suppressions,
        _sound("suppressions"),
        (*WORDS, b"<!-- crossfoot: ignore ", b" -- ", b"-->", b"---\n", b"source: ", b"(cq)", b"[", b"date: 2019-99-99\n"),
    ),
    "baseline": Target(baseline, _sound("baseline"), (*VALUES, b"Infinity", b"NaN", b'"count": 1e999', b"[", b"{")),
    "lines": Target(
        partial(corpus, "jsonl"),
        _sound("lines"),
        (*VALUES, b'"\\u0000"', b'{"text": 5}\n', b"\n", b'"text"', b'"tables": [[1]]', b"Infinity"),
    ),
    "warc": Target(
        partial(corpus, "warc"),
        _sound("warc"),
        (*WORDS, b"Content-Length: 99999999999999\r\n", b"Content-Length: -1\r\n", b"\r\n\r\n", b"ffffffff\r\n", b"0\r\n"),
    ),
}
