"""The demo's command: `python -m sandbox --port N [--language L] [--once]`."""

import argparse
import asyncio
import contextlib
import io
import os
import signal
import sys
from collections.abc import Mapping, Sequence

from sandbox.words import LANGUAGES


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the demo; return its exit status."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until the loop listens, Ctrl-C just ends it
    from sandbox.demo import PortUnusable, run
    from sandbox.spoken import Speaker

    given = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    speaker = Speaker(sys.stdout)
    try:
        return asyncio.run(
            run(given.port, language=given.language, once=given.once, speaker=speaker)
        )
    except PortUnusable as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read along has left
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:  # before the signals were listened to
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="otklik demo",
        description="A page on this machine on which to play every part: customers, staff, the "
        "manager. Local stand-ins take the place of VK and Telegram; the bot is the real one.",
    )
    parser.add_argument("--port", type=_port, default=8080, help="port of the page (8080)")
    parser.add_argument(
        "--language", choices=LANGUAGES, default=_usual(os.environ), help="language to begin in"
    )
    parser.add_argument(
        "--once",
        action="store_true",
        help="no page: play a morning in the terminal (in Russian), and stop",
    )
    return parser


def _usual(environment: Mapping[str, str]) -> str:
    """Return the language of this machine, or English where there are no texts for it."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    spoken = next(filter(None, names), "")[:2].lower()
    return spoken if spoken in LANGUAGES else "en"


def _port(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= 65535:
        raise argparse.ArgumentTypeError(f"{given!r} is not a port: 1 to 65535")
    return int(given)


if __name__ == "__main__":
    sys.exit(main())
