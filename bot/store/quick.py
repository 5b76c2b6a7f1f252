"""Many rows into SQLite in one visit to a thread.

A transaction through the async engine visits the driver's thread at least four times, and each
visit waits for the interpreter's lock twice. The intake lives on this: with one visit a group costs
a quarter less (`python -m bench intake`), and its promise, on disk or an error, is the same.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy.exc import OperationalError

Values = Sequence[tuple[Any, ...]]


class QuickWriter:
    """A plain connection in a thread of its own. Its callers take turns."""

    def __init__(self, path: str, pragmas: Sequence[str]) -> None:
        self._path = path
        self._pragmas = pragmas
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="quick")
        self._connection: sqlite3.Connection | None = None

    async def write(self, statement: str, values: Values) -> None:
        """Execute `statement` for each row, all or none; on return they are on disk.

        Raises OperationalError. A cancelled caller leaves only when the thread has finished.
        """
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self._thread, self._write, statement, values)
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            await asyncio.wait([work])
            raise

    async def close(self) -> None:
        """Close the connection."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    def _write(self, statement: str, values: Values) -> None:
        try:
            self._transact(self._open(), statement, values)
        except sqlite3.OperationalError as error:
            raise OperationalError(statement, None, error) from None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(self._path, isolation_level=None)
            for pragma in self._pragmas:
                self._connection.execute(pragma)
        return self._connection

    def _transact(self, connection: sqlite3.Connection, statement: str, values: Values) -> None:
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.executemany(statement, values)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
