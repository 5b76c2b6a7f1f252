"""A brand, its customers, its staff, two platforms and the whole program, in one process.

A story acts as its people and then names what it heard. Whatever the program says is heard once:
`nothing_else_was_said` fails on anything no line of the story has named.
"""

import asyncio
import socket
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.program import Program
from bot.settings import load
from bot.store.tables import ASIDE, DONE, EPOCH, MICROSECOND, cases
from sandbox.telegram import Message, Person, Telegram
from sandbox.vk import Comment, Vk
from sandbox.vk.dialogues import Message as PrivateMessage

GROUP = 7
MONDAY_NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Noon in Moscow."""
TO_DO = f"""
SELECT (SELECT count(*) FROM inbox WHERE state NOT IN ({DONE}, {ASIDE})),
       (SELECT count(*) FROM outbox
        WHERE state = 'sending' OR (state = 'waiting' AND not_before <= :now))
"""


@dataclass
class FakeClock:
    now: datetime = MONDAY_NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class World:
    """Everything a story needs. Use it through the `world` fixture."""

    folder: Path
    overrides: dict[str, str] = field(default_factory=dict)
    forum: bool = True
    crashing: bool = False
    """Whether the program is killed and started again whenever the story waits."""
    clock: FakeClock = field(default_factory=FakeClock)

    async def start(self) -> "World":
        self.vk = Vk(GROUP, "Пекарня «Зерно»", "zerno", self.clock, (0.05,) * 50)
        self.vk.gate.limits["community"] = 1000
        self.tg = Telegram(now=self.clock, webhook_retry=(0.05,) * 50)
        await self.vk.start()
        await self.tg.start()
        self.staff = self.tg.group("Команда", forum=self.forum)
        self.maria = self.tg.person("Мария")
        self.oleg = self.tg.person("Олег")
        self.boss = self.tg.person("Вера")
        self.tg.found(self.staff, self.maria, self.oleg, self.boss)
        self.anna = self.vk.user("Анна", "Петрова")
        self.ivan = self.vk.user("Иван", "Седов")
        self.post = self.vk.post("Новые торты")
        self.heard: set[tuple[str, int]] = set()
        self.by_hand: set[int] = set()
        self.port = free_port()
        await self.switch_on()
        return self

    def settings(self) -> dict[str, str]:
        url = f"http://127.0.0.1:{self.port}"
        return {
            "TELEGRAM_TOKEN": self.tg.token,
            "TELEGRAM_API_URL": self.tg.url,
            "STAFF_CHAT": str(self.staff.id),
            "MANAGERS": str(self.boss.id),
            "VK_GROUP_ID": str(GROUP),
            "VK_TOKEN": self.vk.community_key,
            "VK_API_URL": self.vk.url,
            "PUBLIC_URL": url,
            "LISTEN": f"127.0.0.1:{self.port}",
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.folder}/otklik.db",
            "TELEGRAM_GROUP_RATE": "100000/1m",
            **self.overrides,
        }

    async def switch_on(self) -> None:
        """Start the program, for the first time or again."""
        settings = load(self.settings(), folder=self.folder)
        self.program = Program(settings, clock=self.clock, strict=True)
        await self.program.prepare()
        self._running = asyncio.ensure_future(self.program.run())
        started = asyncio.ensure_future(self.program.started.wait())
        await asyncio.wait([started, self._running], return_when=asyncio.FIRST_COMPLETED)
        if self._running.done():
            self._running.result()
        async with asyncio.timeout(5):
            while self.program.platforms.troubles:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            if settings.public_url:
                while not any(one.status == "ok" for one in self.vk.servers):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)

    async def switch_off(self) -> None:
        """Stop the program as SIGTERM does."""
        self.program.stop()
        await self._running

    async def kill(self) -> None:
        """End the program where it stands, as kill -9 does: nothing is settled any more."""
        self.program.vk_apis.clear()  # a kill waits for no call under way
        async with self.program.store._turn:  # what is in a transaction is undone by a kill
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def crash(self) -> None:
        """Kill the program, start it again, and wait until it has settled what was under way."""
        await self.kill()
        await self.switch_on()
        self.clock.now += timedelta(seconds=31)
        await self.program.tick()
        await self.program.sweep()

    async def stop(self) -> None:
        if not self._running.done():
            await self.switch_off()
        await self.tg.stop()
        await self.vk.stop()
        self._looking.close()

    # --- time

    async def choose(self, person: Person, card: Message, *presses: str) -> str | None:
        """Press buttons of the card one after another, from `more` on; return the last toast."""
        toast = None
        for what in ("more", *presses):
            toast = await self.press(person, card, what)
        return toast

    async def settle(self) -> None:
        """Wait until everything that is to be done now is done."""
        if self.crashing:
            await self.crash()
        calm = 0
        busy = ""
        try:
            async with asyncio.timeout(15):
                while calm < (14 if self.crashing else 5):  # a repeat comes after 50 ms
                    await asyncio.sleep(0.005)
                    busy = await self._busy()
                    calm = 0 if busy else calm + 1
        except TimeoutError:
            raise AssertionError(f"never came to rest: {busy}") from None

    async def _busy(self) -> str:
        """Return what is still to be done, or nothing."""
        program = self.program
        if not program.intake.idle or any(not relay.idle for relay in program.relays):
            return "something is under way"
        try:
            await self.vk.idle(timeout=1)
        except TimeoutError:
            return "VK delivers"
        if self.tg.pending:
            return f"Telegram delivers {self.tg.pending}"
        now = (self.clock() - EPOCH) // MICROSECOND
        todo = self._looking.execute(TO_DO, {"now": now}).fetchone()
        return f"inbox {todo[0]}, outbox {todo[1]}" if any(todo) else ""

    @cached_property
    def _looking(self) -> sqlite3.Connection:
        """A look at the file past the program, as it is asked for many times in each story."""
        return sqlite3.connect(self.folder / "otklik.db", isolation_level=None)

    async def later(self, **length: float) -> None:
        """Let time pass, tick, and settle."""
        await self.settle()
        self.clock.now += timedelta(**length)
        await self.program.tick()
        await self.program.sweep()
        await self.settle()

    # --- what is said

    async def public(self, *, under: int | None = None, says: str = "") -> Comment:
        """Hear the one new comment of the brand, and what it is."""
        await self.settle()
        new = [one for one in self._public() if ("vk", one.id) not in self.heard]
        fit = [one for one in new if under in (None, one.reply_to) and says in one.text]
        assert len(fit) == 1, f"expected one public line, heard {[one.text for one in new]}"
        self.heard.add(("vk", fit[0].id))
        return fit[0]

    async def in_group(self, says: str) -> Message:
        """Hear a new message in the staff group."""
        await self.settle()
        return self._hear(self.tg.messages(self.staff), says)

    async def in_private(self, person: Person, says: str) -> Message:
        """Hear a new private message to somebody."""
        await self.settle()
        return self._hear(self.tg.private(person), says)

    async def to_customer(self, person: int, says: str = "") -> PrivateMessage:
        """Hear the one new private message to a customer."""
        await self.settle()
        new = self._to_customer(person)
        fit = [one for one in new if says in one.text]
        assert len(fit) == 1, f"expected one private line, heard {[one.text for one in new]}"
        self.heard.add(("private", fit[0].id))
        return fit[0]

    def _to_customer(self, person: int) -> list[PrivateMessage]:
        return [
            one
            for one in self.vk.dialogue(person)
            if one.from_id == -GROUP
            and ("private", one.id) not in self.heard
            and one.id not in self.by_hand
        ]

    async def card(self, says: str) -> Message:
        """Hear a new card."""
        message = await self.in_group(says)
        assert any(button.data.startswith("resolve:") for button in message.buttons), message.text
        return message

    def _hear(self, messages: list[Message], says: str) -> Message:
        new = [one for one in messages if one.is_bot and self._key(one) not in self.heard]
        fit = [one for one in new if says in one.text]
        assert fit, f"nobody said {says!r}; new: {[one.text for one in new]}"
        self.heard.add(self._key(fit[0]))
        return fit[0]

    def _key(self, message: Message) -> tuple[str, int]:
        return str(message.chat.id), message.id

    def _public(self) -> list[Comment]:
        return [
            one
            for one in self.vk.comments(self.post, deleted=True)
            if one.from_id == -GROUP and one.id not in self.by_hand
        ]

    async def nothing_else_was_said(self) -> None:
        """Fail on whatever was said and no line of the story has named."""
        await self.settle()
        public = [one.text for one in self._public() if ("vk", one.id) not in self.heard]
        staff = [
            one.text
            for chat in (self.tg.messages(self.staff), *map(self.tg.private, self.people))
            for one in chat
            if one.is_bot and self._key(one) not in self.heard
        ]
        private = [
            one.text for person in (self.anna, self.ivan) for one in self._to_customer(person)
        ]
        assert not public + private + staff, f"also said: {public + private + staff}"
        await self.nothing_failed()

    async def nothing_failed(self) -> None:
        """Fail on anything that was set aside."""
        assert await self.program.state.set_aside() == []

    def bots_messages(self) -> list[Message]:
        """Return what the bot said in the staff chat so far."""
        return [one for one in self.tg.messages(self.staff) if one.is_bot]

    @property
    def people(self) -> tuple[Person, ...]:
        return self.maria, self.oleg, self.boss

    # --- what people do

    def complain(self, text: str = "Заказ везли три часа, торт приехал помятый!") -> int:
        """Let Anna complain under the post."""
        return self.vk.comment(self.anna, self.post, text)

    async def press(self, person: Person, message: Message, what: str) -> str | None:
        """Press a button; return the toast."""
        await self.settle()
        press = self.tg.press(person, message, what)
        await self.tg.answered(press)
        await self.settle()
        return press.answer

    async def press_again(self, person: Person, message: Message, data: str) -> str | None:
        """Press a button that is not there any more, as a slow client can."""
        await self.settle()
        press = self.tg.press_forged(person, message.chat, message.id, data)
        await self.tg.answered(press)
        await self.settle()
        return press.answer

    async def write(self, person: Person, text: str, reply_to: Message | None = None) -> Message:
        """Write in the case's topic."""
        await self.settle()
        topic = reply_to.topic if reply_to is not None else self.topic
        message = self.tg.say(person, self.staff, text, topic=topic, reply_to=reply_to)
        await self.settle()
        return message

    async def answer(self, card: Message, text: str) -> Comment:
        """Answer the card, publish, and wait until it is out."""
        await self.write(self.maria, text, reply_to=card)
        preview = await self.in_group(text)
        await self.press(self.maria, preview, "publish")
        await self.later(seconds=11)
        return await self.public(says=text)

    @property
    def topic(self) -> int | None:
        """The topic of the first case."""
        named = [one for one in self.tg.topics(self.staff) if one.name != "Лента"]
        return named[0].id if named else None

    async def case(self) -> Any:
        """Return the row of the first case."""
        async with self.program.store.read() as connection:
            return (await connection.execute(select(cases).order_by(cases.c.id))).first()

    async def breath(self, seconds: float = 0.01) -> None:
        """Wait in real time."""
        await asyncio.sleep(seconds)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait in real time until it is so."""
        async with asyncio.timeout(10):
            while not condition():  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def calls(self, method: str) -> list[Any]:
        await self.settle()
        return [one for one in (*self.vk.calls, *self.tg.calls) if one.method == method]


def free_port() -> int:
    """Return a port nobody listens on at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
