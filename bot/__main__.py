"""The commands. Each imports what it needs and no more: `check` and `sort` answer in a blink."""

import argparse
import asyncio
import io
import json
import os
import signal
import sys
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.core.sorting import Lexicon, Sorted, sort
from bot.settings import Settings, WrongSettings, load, spoken
from bot.voice import speak
from locales.lexicon import LANGUAGES, load_check
from locales.lexicon import load as load_words

if TYPE_CHECKING:
    from bot.core.check import CheckWords, Context

WRONG_SETTINGS = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command; return its exit status."""
    given, rest = _parser().parse_known_args(arguments)
    if rest and given.command is not _demo:
        _parser().error(f"unrecognized arguments: {' '.join(rest)}")
    given.rest = rest
    command: Callable[[argparse.Namespace], int] = given.command
    return command(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="otklik",
        description="Keeps a brand from ignoring its customers: answers complaints under its VK "
        "posts at once, and brings them to the team's Telegram group until a person has answered.",
        epilog="Begin with 'otklik demo', which needs no account. Then copy .env.example to .env, "
        "fill it in, ask 'otklik doctor' what is still wrong, and 'otklik run'.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser(
        "run",
        help="start the bot (settings: environment, .env, otklik.toml)",
        description="Starts the bot: web server, workers, clock. Brings the database to the newest "
        "version first. Ctrl-C or SIGTERM ends it within ten seconds; sends under way are finished "
        "or left for the next start. Exit status 2: a setting is wrong, each is named in a line.",
    )
    run.add_argument(
        "--clock",
        type=Path,
        metavar="FILE",
        help="for rehearsals: be so many seconds ahead of "
        "the machine's clock as FILE says, which is read again and again",
    )
    run.set_defaults(command=_run)
    demo = commands.add_parser(
        "demo",
        help="a page on this machine to play every part, without any account",
        add_help=False,
    )
    demo.set_defaults(command=_demo)
    doctor = commands.add_parser(
        "doctor",
        help="say what does not work yet, and how to mend it",
        description="Looks at settings, database, clock, Telegram and VK without changing or "
        "sending anything. A line for each thing: ✓ well, ! works only in part, ✗ must be mended, "
        "and how. Exit status 1: the bot cannot do its main job.",
    )
    doctor.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    doctor.set_defaults(command=_doctor)
    failed = commands.add_parser(
        "failed",
        help="list, retry or drop what was set aside",
        description="Events that could not be understood and messages that could not be sent are "
        "set aside and wait for a person: 'list' shows them, 'retry ID' tries one again, 'drop ID' "
        "gives it up.",
    )
    failed.add_argument("what", nargs="?", default="list", choices=("list", "retry", "drop"))
    failed.add_argument("id", nargs="?", help="an id from the list, such as in12 or out7")
    failed.set_defaults(command=_failed)
    checking = commands.add_parser(
        "check",
        help="say what would hurt in a reply; needs no settings",
        description="Says what would hurt in a reply, why, and what is better; '!' marks what "
        "blocks it. With --json and no TEXT it answers lines with lines.",
    )
    checking.add_argument("text", nargs="?", help="the reply; without it, lines are read")
    checking.add_argument("--customer", default="", metavar="NAME", help="the first name")
    checking.add_argument("--private", action="store_true", help="it is a private message")
    checking.add_argument(
        "--locale", default="", choices=LANGUAGES, metavar="L", help="the customer's language"
    )
    checking.add_argument(
        "--json",
        action="store_true",
        help='a line {"text"} in, "customer", "private", "locale", "solved" if known; a line out, '
        '{"error"} for one that is wrong',
    )
    checking.set_defaults(command=_check)
    sorting = commands.add_parser(
        "sort",
        help="say what a comment is; needs no settings",
        description="Says what a comment is taken for: its kind ('?' where that is doubtful), "
        "theme, language, and the facts in it. With --json and no TEXT it answers lines with "
        "lines.",
    )
    sorting.add_argument("text", nargs="?", help="the comment; without it, --json reads lines")
    sorting.add_argument(
        "--json",
        action="store_true",
        help='a line {"text"} in, a line out; {"error"} for a wrong one',
    )
    sorting.set_defaults(command=_sort)
    return parser


def _run(given: argparse.Namespace) -> int:
    settings = _settings()
    if settings is None:
        return WRONG_SETTINGS
    for one in (signal.SIGTERM, signal.SIGINT):  # until the loop takes them over
        signal.signal(one, lambda *_: sys.exit(0))
    from bot import logs

    logs.set_up(settings.secrets, style=settings.log_format)
    if settings.not_built:
        names = ", ".join(settings.not_built)
        _say(speak(settings.locale, "setting-not-built", {"names": names}))
    return asyncio.run(_work(settings, given.clock))


async def _work(settings: Settings, ahead: Path | None) -> int:
    from bot.clock import moved_clock, system_clock
    from bot.program import Program
    from bot.store.engine import Failure

    loop = asyncio.get_running_loop()
    try:
        program = Program(settings, clock=moved_clock(ahead) if ahead else system_clock)
        for one in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(one, program.stop)
        await program.prepare()
    except (Failure, OSError) as error:
        values = {"name": "DATABASE_URL", "why": type(error).__name__}
        _say(speak(settings.locale, "setting-database-unusable", values))
        return WRONG_SETTINGS
    except ModuleNotFoundError as error:
        if error.name != "asyncpg":
            raise
        _say(speak(settings.locale, "setting-postgres", {"name": "DATABASE_URL"}))
        return WRONG_SETTINGS
    try:
        await program.run()
    except OSError:
        values = {"name": "LISTEN", "given": settings.listen}
        _say(speak(settings.locale, "setting-address-taken", values))
        return WRONG_SETTINGS
    return 0


def _demo(given: argparse.Namespace) -> int:
    """Hand over to the sandbox, which starts this program beside the stand-ins."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "sandbox", *given.rest])


def _doctor(given: argparse.Namespace) -> int:
    from bot.doctor import visit

    report = asyncio.run(visit())
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal of few letters must not end it
        sys.stdout.reconfigure(errors="replace")
    encoding = sys.stdout.encoding or "ascii"
    print(report.json(encoding) if given.json else "\n".join(report.lines(encoding)))
    return 0 if report.well else 1


def _failed(given: argparse.Namespace) -> int:
    settings = _settings()
    if settings is None:
        return WRONG_SETTINGS
    return asyncio.run(_look_at_failed(settings, given.what, given.id or ""))


async def _look_at_failed(settings: Settings, what: str, id: str) -> int:
    from bot.store import aside
    from bot.store.engine import Store
    from bot.store.migrate import migrate

    store = Store(settings.database_url)
    try:
        await migrate(store)
        if what == "list":
            rows = await aside.listed(store)
            for row in rows:
                values = {"id": row.id, "from": row.source, "problem": row.problem}
                print(speak(settings.locale, "failed-line", values))
            if not rows:
                print(speak(settings.locale, "failed-none", {}))
            return 0
        change = aside.retry if what == "retry" else aside.drop
        done = await change(store, id)
        key = {"retry": "failed-retried", "drop": "failed-dropped"}[what]
        print(speak(settings.locale, key if done else "failed-unknown", {"id": id}))
        return 0 if done else 1
    finally:
        await store.close()


def _check(given: argparse.Namespace) -> int:
    from bot.core.check import CheckWords, Context

    words, locale = CheckWords.of(load_check()), _staff_locale()
    context = Context(customer=given.customer, private=given.private, locale=given.locale)
    if given.text is not None:
        _print_findings(given.text, context, words, locale, as_json=given.json)
        return 0

    def answer(line: str) -> None:
        reply = _reply(line, context) if given.json else (line.rstrip("\n"), context)
        _print_findings(*reply, words, locale, as_json=given.json)

    return _answer_lines(answer)


class _WrongLine(ValueError):
    """What is wrong with a line of input, for whoever wrote it."""


def _answer_lines(answer: Callable[[str], None]) -> int:
    """Answer each line of standard input with a line, a wrong one with what is wrong with it."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for line in sys.stdin:
        try:
            answer(line)
        except _WrongLine as wrong:
            print(json.dumps({"error": str(wrong)}, ensure_ascii=False), flush=True)
    return 0


def _fields(line: str) -> dict[str, Any]:
    """Read a JSON object with a text; what is null is left out."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise _WrongLine("the line is not JSON") from None
    if not isinstance(given, dict):
        raise _WrongLine('the line is not a JSON object such as {"text": "…"}')
    fields = {name: value for name, value in given.items() if value is not None}
    if not isinstance(fields.get("text"), str):
        raise _WrongLine('"text" is missing or not a string')
    return fields


def _reply(line: str, context: "Context") -> "tuple[str, Context]":
    """Read a draft; what a line leaves out is as the options say."""
    fields = _fields(line)
    kinds = {"customer": str, "private": bool, "locale": str, "solved": bool}
    known = {name: fields[name] for name in kinds if name in fields}
    for name, value in known.items():
        if not isinstance(value, kinds[name]):
            called = "true or false" if kinds[name] is bool else "a string"
            raise _WrongLine(f'"{name}" is not {called}')
    if known.get("locale") and known["locale"] not in LANGUAGES:
        raise _WrongLine(f'"locale" is none of {", ".join(LANGUAGES)}')
    return fields["text"], replace(context, **known)


def _print_findings(
    text: str, context: "Context", words: "CheckWords", locale: str, *, as_json: bool
) -> None:
    from bot.core.check import check

    found = check(text, context=context, words=words)
    if as_json:
        findings = [
            {
                "rule": one.rule,
                "span": one.span,
                "advice": speak(locale, one.advice, {}),
                "blocks": one.blocks,
            }
            for one in found
        ]
        print(json.dumps({"findings": findings}, ensure_ascii=False), flush=True)
        return
    for one in found:
        meant = textwrap.shorten(text[slice(*one.span)], 60, placeholder="…")
        shown = f" «{meant}»" if meant else ""
        mark = " !" if one.blocks else ""
        print(f"{one.rule}{mark}:{shown} — {speak(locale, one.advice, {})}")


def _staff_locale() -> str:
    """Return the language of advice; settings that are wrong or missing do not matter here."""
    try:
        return load().locale
    except WrongSettings as error:
        return spoken(error.locale)


def _sort(given: argparse.Namespace) -> int:
    lexicon = Lexicon.of(load_words())
    if given.text is not None:
        _print_sorted(sort(given.text, lexicon), as_json=given.json)
        return 0

    def answer(line: str) -> None:
        text: str = _fields(line)["text"] if given.json else line.rstrip("\n")
        _print_sorted(sort(text, lexicon), as_json=given.json)

    return _answer_lines(answer)


def _print_sorted(found: Sorted, *, as_json: bool) -> None:
    if as_json:
        fields = {
            "kind": found.kind,
            "theme": found.theme,
            "facts": list(found.facts),
            "language": found.language,
            "sure": found.sure,
        }
        print(json.dumps(fields, ensure_ascii=False), flush=True)
        return
    sure = "" if found.sure else " ?"
    facts = f" [{', '.join(found.facts)}]" if found.facts else ""
    print(f"{found.kind}{sure} {found.theme or '-'} {found.language}{facts}")


def _settings() -> Settings | None:
    try:
        return load()
    except WrongSettings as error:
        locale = spoken(error.locale)
        for name, problem, values in error.problems:
            _say(speak(locale, f"setting-{problem}", {"name": name, **values}))
        return None


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
