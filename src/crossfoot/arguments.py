"""What the command line takes: its commands, their options and what each is for."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from . import __version__


class _Arguments(argparse.ArgumentParser):
    """Argument errors in one sentence, after which help is one command away."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message} (see `{self.prog} --help`)", file=sys.stderr)
        raise SystemExit(2)


def parser() -> argparse.ArgumentParser:
    """What the command line takes; `command` says which was asked for."""
    line = _Arguments(
        prog="crossfoot",
        description="Proofreads what can be computed in a news story: figures, dates, names and quotations.",
        epilog="Exit status: 0 nothing to report, 1 findings, 2 something could not be read or an option is wrong.",
    )
    line.add_argument("--version", action="version", version=f"crossfoot {__version__}")
    commands = line.add_subparsers(metavar="COMMAND", required=True)
    _check_arguments(commands.add_parser("check", help="check stories, against themselves, sources and tables"))
    _ledger_arguments(commands.add_parser("ledger", help="who says what, and every figure"))
    _compare_arguments(commands.add_parser("compare", help="the same event in several reports, or two versions of a story"))
    _ask_arguments(commands.add_parser("ask", help="ask tables whether a claim holds"))
    _describe_arguments(commands.add_parser("describe", help="what a table holds and can answer"))
    _corpus_arguments(commands.add_parser("corpus", help="many stories at once, into Parquet; `corpus report DIR`: what a run has come to"))
    _explain_arguments(commands.add_parser("explain", help="what a check looks for, and what it leaves alone"))
    _serve_arguments(commands.add_parser("serve", help="a page on this machine: paste a story, and see its report while you edit"))
    commands.add_parser("lsp", help="findings in the editor: a language server on standard input and output").set_defaults(command="lsp")
    commands.add_parser("mcp", help="the checks as tools of an assistant: an MCP server on standard input and output").set_defaults(
        command="mcp"
    )
    return line


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "stories",
        nargs="+",
        metavar="STORY",
        help="a text, Markdown, HTML, Word, PDF or other document; a folder of Markdown; - for standard input",
    )
    parser.add_argument("--source", action="append", default=[], metavar="FILE", help="a document the story is based on; may be repeated")
    parser.add_argument("--sources-complete", action="store_true", help="everything in the story should be in the sources")
    parser.add_argument(
        "--table", action="append", default=[], metavar="FILE", help="a table to ask: CSV, Parquet, Excel, SQLite, DuckDB; may be repeated"
    )
    parser.add_argument("--published", metavar="DATE", help="the day of publication, as 2017-09-28")
    parser.add_argument("--select", action="append", default=[], metavar="NAMES", help="only these checks, codes or families: totals,P103")
    parser.add_argument("--ignore", action="append", default=[], metavar="NAMES", help="all but these")
    parser.add_argument("--preview", action="store_true", default=None, help="run the checks that are still on trial as well")
    parser.add_argument("--baseline", metavar="FILE", help="findings listed in this file are ignored")
    parser.add_argument("--write-baseline", action="store_true", help="list what is found now in the baseline, and drop what is no longer")
    parser.add_argument(
        "--format",
        choices=("text", "json", "jsonl", "github", "sarif", "html", "docx"),
        default="text",
        help="docx: the Word story with the findings as comments (needs --output)",
    )
    parser.add_argument("--output", metavar="FILE", help="write the report to a file")
    parser.add_argument("--fail-on", choices=("error", "warning", "info"), help="the least severity that makes the exit status 1")
    parser.add_argument("--exit-zero", action="store_true", help="exit status 0 even where there are findings")
    parser.add_argument("--watch", action="store_true", help="check again whenever the story, a source, a table or the settings are saved")
    parser.set_defaults(command="check")


def _ledger_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("story", metavar="STORY", help="a text, Markdown, HTML, Word, PDF or other document; - for standard input")
    parser.add_argument("--published", metavar="DATE", help="the day of publication, as 2017-09-28")
    parser.add_argument("--format", choices=("text", "json", "jsonl", "csv", "parquet"), default="text")
    parser.add_argument("--sheet", action="store_true", help="a fact-checker's worksheet: one row per fact, with what was found (CSV)")
    parser.add_argument("--source", action="append", default=[], metavar="FILE", help="for --sheet: a document the story is based on")
    parser.add_argument("--table", action="append", default=[], metavar="FILE", help="for --sheet: a table to ask")
    parser.add_argument("--output", metavar="FILE", help="write the ledger to a file")
    parser.set_defaults(command="ledger")


def _compare_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("stories", nargs="+", metavar="STORY", help="two documents or more; - for standard input")
    parser.add_argument("--drafts", action="store_true", help="the two are the old and the new version of one story")
    parser.add_argument("--published", metavar="DATE", help="the day of publication, as 2017-09-28")
    parser.add_argument("--source", action="append", default=[], metavar="FILE", help="for --drafts: a document the story is based on")
    parser.add_argument("--table", action="append", default=[], metavar="FILE", help="for --drafts: a table to ask")
    parser.add_argument("--format", choices=("text", "json", "html"), default="text")
    parser.add_argument("--output", metavar="FILE", help="write the comparison to a file")
    parser.set_defaults(command="compare")


def _ask_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "tables", nargs="+", metavar="TABLE", help="CSV, Parquet, Excel, SQLite or DuckDB files; the claim comes last, in quotation marks"
    )
    parser.add_argument("--mapping", metavar="FILE", help="what the columns mean")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--output", metavar="FILE", help="write the answer to a file")
    parser.set_defaults(command="ask")


def _describe_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("table", metavar="TABLE", help="a CSV, Parquet, Excel, SQLite or DuckDB file")
    parser.add_argument("--output", metavar="FILE", help="write the description to a file")
    parser.set_defaults(command="describe")


def _corpus_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="folders, JSON lines (.gz, .zst), Parquet, WARC, or URLs that fsspec knows; or `report DIR`",
    )
    parser.add_argument("--output", metavar="DIR", help="the folder that the results go to")
    parser.add_argument("--resume", action="store_true", help="go on with the run that lies there")
    parser.add_argument(
        "--depth", choices=("figures", "quotes", "full"), default="full", help="figures and dates; who says what as well; all"
    )
    parser.add_argument("--runner", choices=("local", "dask"), default="local")
    parser.add_argument("--workers", type=int, metavar="N", help="how many processes; as many as there are cores, where it is not said")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="Dask's scheduler, as tcp://host:8786; without it one is started here")
    parser.add_argument(
        "--fields", action="append", default=[], metavar="OURS=THEIRS", help="what the input calls id, title, date, text, ..."
    )
    parser.add_argument("--limit", type=float, default=60, metavar="SECONDS", help="the longest that one document may take")
    parser.add_argument("--shard-size", type=int, default=1000, metavar="N", help="documents in a shard, more or less")
    parser.add_argument("--sources-complete", action="store_true", help="everything in a document should be in its sources")
    parser.add_argument("--select", action="append", default=[], metavar="NAMES", help="only these checks, codes or families: totals,P103")
    parser.add_argument("--ignore", action="append", default=[], metavar="NAMES", help="all but these")
    parser.add_argument("--preview", action="store_true", default=None, help="run the checks that are still on trial as well")
    parser.add_argument("--sample", type=int, default=20, metavar="N", help="for report: so many of each check on the page for judging")
    parser.add_argument("--judge", choices=("findings", "ticks"), default="findings", help="for report: what is on that page")
    parser.set_defaults(command="corpus")


def _explain_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="a check, a code or a family; none: the list of all checks")
    parser.add_argument("--all", action="store_true", help="the pages of all checks")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--output", metavar="FILE", help="write the page to a file")
    parser.set_defaults(command="explain")


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8765, help="where the page answers, on this machine only; 0: any free port")
    parser.add_argument("--open", action="store_true", help="open the page in the browser")
    parser.set_defaults(command="serve")
