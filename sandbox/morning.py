"""A morning in the bakery, played in the terminal: what its people do, and what they wait for.

Nobody here knows the bot: they write, press and read on the two platforms, and go on when they
have read what they expected. What does not come ends the demo as failed.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import aiohttp

from sandbox.bakery import GROUP, Bakery, utc_now
from sandbox.child import Child
from sandbox.spoken import Speaker, Watcher
from sandbox.telegram import Message, Person

T = TypeVar("T")
READY_WITHIN = 60.0
ASK_READY = 0.1
SAID_WITHIN = 20.0
LOOK = 0.03
"""Seconds between two looks at what was said."""


class Failed(Exception):
    """The bot died, or did not say what it should have."""


class Morning:
    """The opening of the bakery's day, told to a reader as it happens."""

    def __init__(self, bakery: Bakery, child: Child, speaker: Speaker, *, pause: float) -> None:
        self.vk, self.tg, self.staff = bakery.vk, bakery.tg, bakery.staff
        self.maria, self.oleg, self.vera = bakery.team
        self._bakery = bakery
        self._child = child
        self._speaker = speaker
        self._pause = pause
        self._acting = asyncio.Lock()
        self.watcher = Watcher(self.vk, self.tg, self.staff, speaker)
        self.watcher.people = list(bakery.team)

    async def watch(self) -> None:
        """Say what happens, until cancelled."""
        while True:
            async with self._acting:
                self.watcher.look()
            await asyncio.sleep(LOOK)

    async def play(self) -> None:
        """Play the opening.

        :raises Failed: the bot did not say what it should have.
        """
        self._speaker.explain(
            f"Отклик, показ на этой машине: вместо ВКонтакте и Telegram местные копии, бот "
            f"настоящий, на порту {self._child.port}. Люди придуманы, сеть не нужна, часы и дни "
            f"сжаты до секунд. Время московское. В строке: когда, что (+ новое, ~ изменено, "
            f"− удалено, • нажата кнопка), где, кто и текст; ↳ значит ответ на чьи-то слова, в "
            f"[скобках] кнопки. Запускаю бота…"
        )
        await self._ready()
        await self._opening()
        self._speaker.explain(
            "Вот и всё. Каждому бот ответил при всех в ту же секунду, а тем, кто ждёт ответа, "
            "назвал срок. Жалобы и вопросы стали делами, каждое со своей темой. По существу "
            "отвечали люди, и ушло только то, что они опубликовали. О просроченном узнала "
            "руководитель. Когда беду исправили, клиента один раз попросили дополнить отзыв, и "
            "команда увидела, что он его изменил."
        )

    async def _opening(self) -> None:
        explain = self._speaker.explain
        explain("Руководитель Вера один раз нажимает /start, чтобы бот мог писать ей лично.")
        self.tg.say_private(self.vera, "/start")
        await self._private(self.vera, "Вера")

        explain(
            "Анна жалуется под записью. Бот сразу отвечает ей при всех и называет срок, "
            "а в чате команды заводит тему с карточкой."
        )
        post = self.vk.post("Медовик снова в меню, и его можно заказать с доставкой!")
        anna = self._bakery.anna
        complaint = self.vk.comment(
            anna, post, "Заказ везли три часа, торт приехал помятый. Праздник испорчен!"
        )
        card = await self._card("Праздник испорчен")
        await self._answered(complaint)

        explain("Кирилл спрашивает: тоже дело. Лена хвалит: ей спасибо, а в чате строчка в Ленте.")
        kirill, lena = self._bakery.kirill, self._bakery.lena
        question = self.vk.comment(kirill, post, "Подскажите, а вы печёте хлеб без глютена?")
        await self._card("без глютена")
        await self._answered(question)
        praise = self.vk.comment(lena, post, "Ваши круассаны лучшие в городе, спасибо!")
        await self._in_group("лучшие в городе")
        await self._answered(praise)

        explain(
            "Мария берёт дело Анны. Олег пишет в тему: это заметка для своих. Мария отвечает на "
            "карточку: это черновик, он уйдёт, только когда она нажмёт «Опубликовать»."
        )
        await self._press(self.maria, card, "take")
        await self._say(self.oleg, "Анна заказывает у нас каждый месяц", topic=card.topic)
        await self._publish(
            self.maria,
            card,
            "Анна, простите: мы плохо закрепили торт. Завтра к 12:00 привезём новый.",
        )

        explain(
            "Ольга написала час назад, пока бот был выключен: срок уже прошёл. "
            "Бот отвечает ей, зовёт команду и пишет Вере лично."
        )
        olga = self._bakery.olga
        hour_ago = utc_now() - timedelta(hours=1)
        late = self.vk.comment(
            olga, post, "Вместо пирога привезли чужой заказ. Никто не перезвонил!", at=hour_ago
        )
        overdue = await self._card("чужой заказ")
        await self._answered(late)
        reminder = await self._in_group("просрочен на", topic=overdue.topic)
        await self._private(self.vera, "чужой заказ")

        explain("Олег берёт дело прямо из напоминания и отвечает. Больше об Ольге не напоминают.")
        await self._press(self.oleg, reminder, "take")
        await self._publish(
            self.oleg, overdue, "Ольга, мы перепутали заказы. Ваш пирог уже едет, будет через час."
        )

        explain(
            "Торт Анны заменили. Мария записывает итог, тема закрывается. Спустя время (здесь три "
            "секунды) бот один раз просит Анну дополнить отзыв, и она его меняет."
        )
        await self._press(self.maria, card, "resolve")
        await self._press(self.maria, card, "fixed")
        await self._answered(complaint, times=3)
        await self._in_group("Просим обновить отзыв")
        await asyncio.sleep(self._pause)
        self.vk.edit(
            complaint,
            "Торт приехал помятый, но на другой день привезли новый и извинились. Спасибо!",
        )
        await self._in_group("после нашей просьбы")
        await self._until("карточку с итогом", lambda: "комментарий изменён" in card.text)
        await asyncio.sleep(self._pause)
        self.watcher.look()

    # --- acts

    async def _say(self, person: Person, text: str, *, topic: int | None) -> None:
        self.tg.say(person, self.staff, text, topic=topic)
        await asyncio.sleep(self._pause)

    async def _press(self, person: Person, message: Message, what: str) -> None:
        """Press the button with this word in its data, and say what the bot answered."""

        def found() -> str | None:
            data = (one.data or "" for one in message.buttons)
            return next((one for one in data if what in one.split(":")), None)

        wanted = await self._until(f"кнопку {what}", found)
        async with self._acting:
            self.watcher.look()
            label = message.button(wanted).text
            press = self.tg.press(person, message, wanted)
            try:
                await self.tg.answered(press)
            except TimeoutError:
                raise Failed(f"Бот не ответил на нажатие [{label}]") from None
            self.watcher.pressed(person, message, label, press.answer or "")
        await asyncio.sleep(self._pause)

    async def _publish(self, person: Person, card: Message, text: str) -> None:
        """Answer a card, publish the preview, and wait until it is out."""
        self.tg.say(person, self.staff, text, reply_to=card)
        preview = await self._in_group(text, topic=card.topic)
        await self._press(person, preview, "publish")
        await self._until("ответ под записью", lambda: self._public(text))
        await self._until("отметку об отправке", lambda: not preview.buttons)
        await asyncio.sleep(self._pause)

    # --- what is waited for

    async def _ready(self) -> None:
        async with aiohttp.ClientSession() as session:
            for _ in range(int(READY_WITHIN / ASK_READY)):
                if await self._child.problems(session) == []:
                    break
                await asyncio.sleep(ASK_READY)
            else:
                raise Failed("Бот не поднялся за минуту")
        await self._until("адрес для событий", lambda: self.tg.webhook.url)
        ready = lambda: any(one.status == "ok" for one in self.vk.servers)  # noqa: E731
        await self._until("сервер событий ВКонтакте", ready)

    async def _answered(self, comment: int, *, times: int = 1) -> None:
        """Wait for so many lines of the brand under a comment."""

        def enough() -> bool:
            lines = self.vk.wall.all_comments.values()
            return sum(one.reply_to == comment and one.from_id == -GROUP for one in lines) >= times

        await self._until("ответ под комментарием", enough)
        await asyncio.sleep(self._pause)

    def _public(self, text: str) -> bool:
        return any(one.text == text for one in self.vk.wall.all_comments.values())

    async def _card(self, says: str) -> Message:
        """Wait for the card with this text and its buttons."""

        def found() -> Message | None:
            fit = (one for one in self.tg.messages(self.staff) if says in one.text)
            return next((one for one in fit if _is_card(one)), None)

        return await self._until(f"карточку «{says}»", found)

    async def _in_group(self, says: str, *, topic: int | None = None) -> Message:
        """Wait for a message of the bot in the staff group."""

        def found() -> Message | None:
            messages = self.tg.messages(self.staff)
            fit = (one for one in messages if one.is_bot and says in one.text)
            return next((one for one in fit if topic in (None, one.topic)), None)

        return await self._until(f"«{says}» в чате команды", found)

    async def _private(self, person: Person, says: str) -> Message:
        """Wait for a private message of the bot."""

        def found() -> Message | None:
            messages = self.tg.private(person)
            return next((one for one in messages if one.is_bot and says in one.text), None)

        message = await self._until(f"личное сообщение ({person.name})", found)
        await asyncio.sleep(self._pause)
        return message

    async def _until(self, what: str, found: Callable[[], T | None]) -> T:
        """Wait until something is there.

        :raises Failed: it did not come.
        """
        for _ in range(int(SAID_WITHIN / LOOK)):
            if it := found():
                return it
            await asyncio.sleep(LOOK)
        raise Failed(f"Не дождались от бота: {what}")


def _is_card(message: Message) -> bool:
    return any((button.data or "").startswith("resolve:") for button in message.buttons)
