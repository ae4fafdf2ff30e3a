"""The command line: what each command does, exit status, colours; no logic. Heavy rooms are entered only by the command that needs them.

Exit status: 0 nothing to report, 1 findings at error level (or at `--fail-on` level), 2 something could not be read or an option is wrong.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .arguments import parser
from .writing import STDIN, ended, spare, window, write, write_bytes, write_file

if TYPE_CHECKING:
    from .desk import Report
    from .document import Document
    from .ignores import Baseline
    from .settings import House


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status; never a traceback."""
    from .document import CrossfootError

    # Starting makes many things that stay; to look through them again and again for what can go takes a twentieth of the time.
    gc.set_threshold(20_000)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A file name or a story may hold what the terminal cannot show.
            stream.reconfigure(errors="backslashreplace")
    try:
        options = parser().parse_args(arguments)
        spare(getattr(options, "output", None), _named(options))
        status = _COMMANDS[options.command](options)
        sys.stdout.flush()
        return status
    except CrossfootError as trouble:
        print(f"crossfoot: {trouble}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # "crossfoot ... | head": the reader has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as trouble:
        print(
            f"crossfoot: Crossfoot itself failed ({type(trouble).__name__}: {trouble}); please report it with the command.", file=sys.stderr
        )
        return 2


def _check(options: argparse.Namespace) -> int:
    from .document import CrossfootError

    if not options.watch:
        return _checked(options)[0]
    from .serve.watch import watch

    if STDIN in (*options.stories, *options.source):
        raise CrossfootError("--watch: standard input cannot be watched; name files.")
    named = [Path(path) for path in (*options.stories, *options.source, *options.table, "crossfoot.toml", "pyproject.toml")]
    return watch(lambda: _checked(options)[1], named)


def _checked(options: argparse.Namespace) -> tuple[int, list[Path]]:
    """The exit status, and the files that the report rests on."""
    from .desk import check_files
    from .reports import render
    from .settings import names, settings_for
    from .waiting import Waiting

    settings = settings_for(Path.cwd())
    baseline = _baseline(options, Path(options.baseline) if options.baseline else settings.baseline)
    with Waiting(sys.stderr) as waiting:
        waiting.tell("reading the sources" if options.source else "reading")
        report = check_files(
            [_given(path) for path in _stories(options.stories)],
            published=_day(options.published) or settings.published,
            sources=[_given(path) for path in options.source],
            tables=[Path(path) for path in options.table],
            select=names(options.select) or settings.select,
            ignore=names(options.ignore) or settings.ignore,
            preview=settings.preview if options.preview is None else options.preview,
            sources_complete=options.sources_complete,
            fail_on=options.fail_on or settings.fail_on,
            allowed=settings.allow,
            baseline=baseline,
            settings=settings,
            house=settings.house,
            told=waiting.tell,
        )
    rests_on = report.files
    if options.write_baseline and baseline:
        return _kept(report, baseline), rests_on
    spare(options.output, rests_on)
    if options.format == "docx":
        _write_marked(report, options.output)
    else:
        width, colour = window(options.output)
        write(render(report, options.format, width=width, colour=colour), options.output)
    return 0 if options.exit_zero and report.exit_code == 1 else report.exit_code, rests_on


def _stories(paths: Sequence[str]) -> list[str]:
    """The stories, of a folder the Markdown in it and below it, and what fits a pattern that the shell has left as it was."""
    from glob import glob

    from .document import CrossfootError

    stories: list[str] = []
    for path in paths:
        within = sorted(map(str, Path(path).rglob("*.md"))) if path != STDIN and os.path.isdir(path) else [path]
        if "*" in path and not os.path.exists(path):
            within = sorted(glob(path, recursive=True)) or within
        if not within:
            raise CrossfootError(
                f"{path}: there is no Markdown in this folder; name the stories in it, as in `crossfoot check {path}/*.txt`."
            )
        stories += within
    return stories


def _baseline(options: argparse.Namespace, path: Path | None) -> Baseline | None:
    from .document import CrossfootError
    from .ignores import Baseline, read_baseline

    if path is None:
        if options.write_baseline:
            raise CrossfootError('--write-baseline needs --baseline FILE, or baseline = "..." in crossfoot.toml.')
        return None
    return Baseline(path) if options.write_baseline and not os.path.exists(path) else read_baseline(path)


def _kept(report: Report, baseline: Baseline) -> int:
    """Writes the baseline and says so."""
    from .desk import keep_as_baseline

    number = keep_as_baseline(report, baseline)
    print(f"{baseline.path}: {number} finding{'' if number == 1 else 's'} kept as the baseline.")
    for one in report.unreadable:
        print(f"crossfoot: {one.message}", file=sys.stderr)
    return 2 if report.unreadable else 0


def _ledger(options: argparse.Namespace) -> int:
    from .desk import read
    from .reports.ledger import FORMS

    if options.sheet:
        return _sheet(options)
    ledger = read(_given(options.story), published=_day(options.published), dates=_house().dates)
    if options.format == "parquet":
        from .reports.parquet import ledger_parquet

        return write_bytes(ledger_parquet(ledger), options.output)
    width, colour = window(options.output)
    write(FORMS[options.format](ledger, width=width, colour=colour), options.output)
    return 0


def _compare(options: argparse.Namespace) -> int:
    from .comparing import compare, compare_drafts
    from .document import CrossfootError
    from .reports.comparison import FORMS

    given, published = [_given(path) for path in options.stories], _day(options.published)
    if options.drafts and len(given) != 2:
        raise CrossfootError("--drafts: give two files, the old version and the new.")
    if not options.drafts and (options.source or options.table):
        raise CrossfootError("--source and --table belong to --drafts; reports of an event are compared with each other.")
    if options.drafts:
        sources, tables = [_given(path) for path in options.source], [Path(path) for path in options.table]
        comparison = compare_drafts(given[0], given[1], published=published, sources=sources, tables=tables, house=_house())
    else:
        comparison = compare(*given, published=published, house=_house())
    width, colour = window(options.output)
    write(FORMS[options.format](comparison, width=width, colour=colour), options.output)
    return comparison.exit_code


def _sheet(options: argparse.Namespace) -> int:
    from .desk import check_files
    from .reports.sheet import sheet

    report = check_files(
        [_given(options.story)],
        published=_day(options.published),
        sources=[_given(path) for path in options.source],
        tables=[Path(path) for path in options.table],
        house=_house(),
    )
    for one in report.unreadable:
        print(f"crossfoot: {one.message}", file=sys.stderr)
    for story in report.stories:
        write(sheet(story), options.output)
    return 2 if report.unreadable else 0


def _house() -> House:
    """How the newsroom in whose folder the command runs writes."""
    from .settings import settings_for

    return settings_for(Path.cwd()).house


def _ask(options: argparse.Namespace) -> int:
    from .records import ask, can_be_asked
    from .reports.data import dumped

    *tables, claim = options.tables
    if not tables or os.path.isfile(claim):
        told = (can_be_asked(table, mapping=options.mapping) for table in map(_table, options.tables))
        write("\n".join(map(ended, told)), options.output)
        return 0
    answers = [ask(table, claim, mapping=options.mapping) for table in map(_table, tables)]
    if options.format == "json":
        plain = [answer.as_dict() for answer in answers]
        write(dumped(plain[0] if len(plain) == 1 else {"version": 1, "answers": plain}, indent=2), options.output)
    else:
        write("\n".join(ended(answer.text()) for answer in answers), options.output)
    return int(any(answer.verdict == "refuted" for answer in answers))


def _describe(options: argparse.Namespace) -> int:
    from .records import describe

    write(ended(describe(_table(options.table))), options.output)
    return 0


def _table(path: str) -> Path:
    from .desk import table_trouble
    from .document import CrossfootError

    trouble = table_trouble(Path(path))
    if trouble:
        raise CrossfootError(trouble)
    return Path(path)


def _corpus(options: argparse.Namespace) -> int:
    from .checks import selected
    from .corpus import run_corpus
    from .corpus.entries import fields_called
    from .corpus.job import Job
    from .document import CrossfootError
    from .settings import names, settings_for

    if options.inputs[0] == "report":
        return _corpus_report(options)
    if options.output is None:
        raise CrossfootError("name the folder that the results go to, as in `crossfoot corpus stories.jsonl --output results`.")
    if options.limit <= 0 or options.shard_size < 1 or (options.workers or 1) < 1:
        raise CrossfootError("--limit, --shard-size and --workers must be more than zero.")
    settings = settings_for(Path.cwd())
    checks = selected(
        names(options.select) or settings.select,
        names(options.ignore) or settings.ignore,
        preview=settings.preview if options.preview is None else options.preview,
    )
    summary = run_corpus(
        Job(
            os.path.abspath(options.output),
            depth=options.depth,
            checks=tuple(check.name for check in checks),
            sources_complete=options.sources_complete,
            fields=fields_called(options.fields),
            limit=options.limit,
            house=settings.house,
        ),
        options.inputs,
        runner=options.runner,
        workers=options.workers,
        scheduler=options.scheduler,
        size=options.shard_size,
        resume=options.resume,
        told=sys.stderr,
    )
    sys.stdout.write(summary.text())
    return summary.exit_code


def _corpus_report(options: argparse.Namespace) -> int:
    from .corpus.judging import judgements, precision
    from .corpus.summary import summary_of
    from .document import CrossfootError

    if len(options.inputs) != 2:
        raise CrossfootError("name one folder, as in `crossfoot corpus report results`.")
    folder = Path(options.inputs[1])
    summary = summary_of(folder)
    sys.stdout.write(summary.text())
    judged = judgements(folder / "judged.jsonl") if (folder / "judged.jsonl").exists() else {}
    if judged:
        sys.stdout.write("\n" + precision(judged.values()))
    if options.sample:
        _judging_page(folder, options, judged)
    return summary.exit_code


def _judging_page(folder: Path, options: argparse.Namespace, judged: dict[str, dict[str, Any]]) -> None:
    """Writes the page on which a sample is judged, and says where it is."""
    from .corpus.judging import judging_page, sample

    path = options.output or str(folder / "judging.html")
    page = judging_page(sample(folder, options.judge, options.sample), judged, title=f"{options.judge} of {folder.name}")
    write(page, path)
    print(f"\n{path}: {options.sample} of each check to be judged; save the judgements as {folder / 'judged.jsonl'}.")


def _explain(options: argparse.Namespace) -> int:
    from .reports.explain import explained

    write(explained(options.name, everything=options.all, form=options.format), options.output)
    return 0


def _serve(options: argparse.Namespace) -> int:
    from .serve.web import serve

    serve(options.port, browser=options.open)
    return 0


def _lsp(options: argparse.Namespace) -> int:
    from .serve.lsp import serve

    serve()
    return 0


def _mcp(options: argparse.Namespace) -> int:
    from .serve.mcp import serve

    serve()
    return 0


def _named(options: argparse.Namespace) -> Iterator[str | Path]:
    """The files that the command line names to be read; of a table, the mapping beside it as well."""
    from .desk import files_of_table

    yield from _listed(options, "stories", "story", "source", "mapping", "baseline", "inputs")
    for table in _listed(options, "table", "tables"):
        yield from files_of_table(Path(table))


def _listed(options: argparse.Namespace, *names: str) -> Iterator[str]:
    for name in names:
        given = getattr(options, name, None) or []
        yield from [given] if isinstance(given, str) else given


def _given(path: str) -> Path | Document:
    """The path, or the text on standard input."""
    if path != STDIN:
        return Path(path)
    from .formats import document_from_bytes, limited

    return document_from_bytes(limited(sys.stdin.buffer, "<stdin>"), name="<stdin>")


def _day(words: str | None):  # type: ignore[no-untyped-def]
    from .document import CrossfootError
    from .settings import day

    try:
        return day(words) if words else None
    except ValueError as trouble:
        raise CrossfootError(f"--published: {trouble}") from trouble


def _write_marked(report: Report, path: str | None) -> None:
    """The Word story with its comments, and on standard error what could not be read."""
    from .document import CrossfootError
    from .reports.word import marked

    if path is None:
        raise CrossfootError("--format docx: name the file to write with --output, as in `--output story-checked.docx`.")
    for one in report.unreadable:
        print(f"crossfoot: {one.message}", file=sys.stderr)
    write_file(marked(report), path)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "ask": _ask,
    "check": _check,
    "compare": _compare,
    "corpus": _corpus,
    "describe": _describe,
    "explain": _explain,
    "ledger": _ledger,
    "lsp": _lsp,
    "mcp": _mcp,
    "serve": _serve,
}
