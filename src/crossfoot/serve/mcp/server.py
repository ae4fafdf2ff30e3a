"""The tools: each takes texts or the paths of files, and passes them on. What goes wrong is a sentence that an assistant can act on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp_types import ToolAnnotations
from pydantic import Field

from ... import __version__
from ...comparing import compare, compare_drafts
from ...desk import check_files, document, read, table_trouble
from ...document import CrossfootError, Document
from ...formats import load
from ...reports.explain import explained
from ...settings import House, day, settings_for
from . import answers

LARGEST = 1_000_000  # characters of a text

_PURPOSE = (
    "Crossfoot works out what can be computed in a news story: sums, percentages, dates, names and quotations, within the story, against "
    "its sources and against tables. It is deterministic and offline. Check a draft with check_story before showing it; a finding says "
    "that two statements do not agree, never which of them is wrong, so ask or look at the source before changing either."
)

Words = Annotated[str, Field(description="The words of the story. Give these or a path.")]
File = Annotated[str, Field(description="The path of a file: text, Markdown, HTML, Word, PDF, ...")]
Files = Annotated[list[str], Field(description="Paths of files: text, Markdown, HTML, Word, PDF, ...", max_length=50)]
Texts = Annotated[list[str], Field(description="Texts, whole and as they are", max_length=50)]
Day = Annotated[str, Field(description="The day of publication, as 2017-09-28, from which “Tuesday” is counted")]

P = ParamSpec("P")
T = TypeVar("T")


def server() -> MCPServer:
    """The server with its tools."""
    tools = [_tool(one) for one in (check_story, read_ledger, compare_reports, ask_table, explain_check)]
    return MCPServer("crossfoot", version=__version__, instructions=_PURPOSE, log_level="CRITICAL", tools=tools)


def _tool(asked: Callable[..., object]) -> Tool:
    """A tool that takes the arguments of its schema and no others: sources under a wrong name are not to be passed over in silence."""
    hints = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    made = Tool.from_function(_in_sentences(asked), structured_output=True, annotations=hints)
    arguments = made.fn_metadata.arg_model
    arguments.model_config["extra"] = "forbid"
    arguments.model_rebuild(force=True)
    made.parameters = arguments.model_json_schema(by_alias=True)
    return made


def check_story(
    text: Words = "",
    path: File = "",
    published: Day = "",
    source_texts: Texts = [],  # noqa: B006 -- the schema says that there need be none
    source_files: Files = [],  # noqa: B006
    table_files: Annotated[list[str], Field(description="Paths of CSV, Parquet, Excel, SQLite or DuckDB files", max_length=20)] = [],  # noqa: B006
    sources_complete: Annotated[bool, Field(description="Everything in the story should be in the sources")] = False,
    preview: Annotated[bool, Field(description="Run the checks that are still on trial as well")] = False,
) -> answers.Checked:
    """Checks a story or a draft: do its figures, dates, names and quotations agree with one another, with its sources and with tables?"""
    return answers.checked(
        check_files(
            [_story(text, path, published)],
            sources=_documents("source", source_texts, source_files, ""),
            tables=[Path(name) for name in table_files],
            sources_complete=sources_complete,
            preview=preview,
            house=_house(),
        )
    )


def read_ledger(text: Words = "", path: File = "", published: Day = "") -> answers.LedgerRead:
    """Reads a text into a ledger: who says what, and every figure with its unit, what is counted, where, when and by whom."""
    return answers.ledger_read(read(_story(text, path, published), dates=_house().dates))


def compare_reports(
    texts: Texts = [],  # noqa: B006
    files: Files = [],  # noqa: B006
    published: Day = "",
    drafts: Annotated[bool, Field(description="The two are the old and the new version of one story")] = False,
) -> answers.Comparing:
    """Lays reports of one event side by side, or two drafts of a story: which figures, dates, names and quotations differ."""
    given = _documents("report", texts, files, published)
    if not drafts:
        return answers.compared(compare(*given, house=_house()))
    if len(given) != 2:
        raise CrossfootError("Give two drafts, the old version and the new.")
    return answers.compared(compare_drafts(given[0], given[1], house=_house()))


def ask_table(
    table: Annotated[str, Field(description="The path of a CSV, Parquet, Excel, SQLite or DuckDB file")],
    claim: Annotated[str, Field(description="One sentence, such as “Thefts fell by 4 percent in 2023.”", max_length=1000)],
    mapping: Annotated[
        str, Field(description="The path of the file that says what the columns mean, where it does not lie beside the table")
    ] = "",
) -> answers.TableSays:
    """Asks a table whether a claim holds; the answer comes with the SQL that gave it."""
    trouble = table_trouble(Path(table))
    if trouble:
        raise CrossfootError(trouble)
    from ...records import ask

    return answers.table_says(ask(Path(table), claim, mapping=Path(mapping) if mapping else None))


def explain_check(
    name: Annotated[str, Field(description="A check, a code or a family; nothing: the list of all checks")] = "",
) -> str:
    """Says what a check finds and what it leaves alone."""
    return explained(name or None)


def _house() -> House:
    """How the newsroom in whose folder the server runs writes. What it leaves alone does not hold: an assistant is told of all of it."""
    return settings_for(Path.cwd()).house


def _story(text: str, path: str, published: str) -> Document:
    if bool(text.strip()) == bool(path):
        raise CrossfootError("Give either the text of the story or the path of its file.")
    return _documents("story", [text] if not path else [], [path] if path else [], published)[0]


def _documents(what: str, texts: Sequence[str], files: Sequence[str], published: str) -> list[Document]:
    """The texts, under names by which they can be told apart, and the files."""
    try:
        on = day(published) if published else None
    except ValueError as trouble:
        raise CrossfootError(f"published: {trouble}") from trouble
    named = [what] if len(texts) == 1 and not files else [f"{what} {number}" for number in range(1, len(texts) + 1)]
    given = [document(text, published=on, name=name) for name, text in zip(named, texts, strict=True)]
    given += [load(path, published=on) for path in files]
    for one in given:
        if len(one.text) > LARGEST:
            raise CrossfootError(f"{one.name} has more than a million characters, too much for this door; run `crossfoot check`.")
    return given


def _in_sentences(tool: Callable[P, T]) -> Callable[P, T]:
    """The tool, whose failures are sentences."""

    @wraps(tool)
    def asked(*args: P.args, **options: P.kwargs) -> T:
        try:
            return tool(*args, **options)
        except CrossfootError as trouble:
            raise ToolError(str(trouble)) from trouble
        except Exception as trouble:
            where = type(trouble).__name__
            raise ToolError(
                f"Crossfoot itself failed ({where}: {trouble}); please report it with the sentence that causes it."
            ) from trouble

    return asked
