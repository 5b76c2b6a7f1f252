"""The demo's command: `python -m sandbox --port N [--once]`."""

import argparse
import asyncio
import contextlib
import io
import os
import sys
from collections.abc import Sequence

from sandbox.demo import PortUnusable, run
from sandbox.spoken import Speaker


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the demo; return its exit status."""
    given = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return asyncio.run(run(given.port, once=given.once, speaker=Speaker(sys.stdout)))
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
        description="Plays customers and staff against the unmodified bot, here on this machine.",
    )
    parser.add_argument("--port", type=_port, default=8080, help="port of the bot (default: 8080)")
    parser.add_argument("--once", action="store_true", help="stop when the opening was played")
    return parser


def _port(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= 65535:
        raise argparse.ArgumentTypeError(f"{given!r} is not a port: 1 to 65535")
    return int(given)


if __name__ == "__main__":
    sys.exit(main())
