"""The whole stand-in: people's hands, the Bot API's server, the couriers, and what can be seen."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import Enum

from sandbox.faults import Faults
from sandbox.telegram.hands import Hands
from sandbox.telegram.life import Life
from sandbox.telegram.server import Call, Server
from sandbox.telegram.taking import Taking
from sandbox.telegram.updates import Update, Updates
from sandbox.telegram.webhook import Couriers, Delivery, Webhook
from sandbox.telegram.world import Chat, Message, Person, Topic

WEBHOOK_RETRY = (1, 2, 4, 8, 16, 32, 60)


class Everywhere(Enum):
    """All topics of a chat, General included."""

    ALL = "all"


ALL = Everywhere.ALL


def utc_now() -> datetime:
    """Return the time of this machine."""
    return datetime.now(UTC)


class Telegram(Hands):
    """A local Telegram with one bot in it."""

    def __init__(
        self,
        token: str = "100:staff",
        username: str = "otklik_bot",
        *,
        now: Callable[[], datetime] = utc_now,
        webhook_retry: Sequence[float] = WEBHOOK_RETRY,
        name: str = "Отклик",
    ) -> None:
        self.token = token
        self.bot = Person(int(token.partition(":")[0]), name, username=username, is_bot=True)
        self._updates = Updates(now)
        self._couriers = Couriers(self._updates, now, webhook_retry)
        life = Life(self.bot, now, self._updates)
        self._server = Server(token, life, Taking(self._updates, self._couriers))
        super().__init__(life)

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> None:
        """Serve the Bot API and deliver updates; `port` 0 takes a free one."""
        await self._server.start(host, port)
        await self._couriers.start()

    async def stop(self) -> None:
        """Stop at once, hanging up on whoever waits."""
        await self._couriers.stop()
        await self._server.stop()

    @property
    def url(self) -> str:
        """Return the server's base address."""
        return self._server.url

    # Switches

    @property
    def faults(self) -> Faults:
        """Return the trouble on order, by method name."""
        return self._server.faults

    @property
    def down(self) -> bool:
        """Tell whether Telegram is out of reach, in both directions."""
        return self._server.down

    @down.setter
    def down(self, down: bool) -> None:
        self._server.down = self._couriers.paused = down
        self._updates.touch()

    @property
    def can_read_all_group_messages(self) -> bool:
        """Tell whether privacy mode is off."""
        return self._life.reads_everything

    @can_read_all_group_messages.setter
    def can_read_all_group_messages(self, everything: bool) -> None:
        self._life.reads_everything = everything

    @property
    def group_limit(self) -> int | None:
        """Return how many actions one group stands in a sliding minute; None: any number."""
        return self._server.limits.most

    @group_limit.setter
    def group_limit(self, most: int | None) -> None:
        self._server.limits.most = most

    @property
    def group_window(self) -> float:
        """Return how many real seconds the minute of `group_limit` has."""
        return self._server.limits.window

    @group_window.setter
    def group_window(self, seconds: float) -> None:
        self._server.limits.window = seconds

    def duplicate_next(self, times: int = 1) -> None:
        """Deliver the next update so many times more than once, with the same `update_id`."""
        self._updates.duplicate_next(times)

    def hold(self) -> None:
        """Keep all updates back."""
        self._updates.hold()

    def let_go(self, *, reverse: bool = False) -> None:
        """Deliver what was kept back, in reverse order if so wished."""
        self._updates.let_go(reverse=reverse, renumber=not self.webhook.url)

    # What can be seen

    def messages(
        self,
        chat: Chat,
        topic: int | Topic | Everywhere | None = ALL,
        *,
        service: bool = False,
        deleted: bool = False,
    ) -> list[Message]:
        """Return the messages that stand in a chat, or in one topic of it (None: General)."""
        wanted = topic.id if isinstance(topic, Topic) else topic
        return [
            message
            for message in chat.all_messages.values()
            if (wanted is ALL or message.topic == wanted)
            and (service or message.service is None)
            and (deleted or not message.deleted)
        ]

    def topics(self, chat: Chat) -> list[Topic]:
        """Return all topics ever opened in a chat, the deleted ones included."""
        return list(chat.topics.values())

    def private(self, person: Person) -> list[Message]:
        """Return the messages between somebody and the bot."""
        return self.messages(self.private_chat(person))

    def private_chat(self, person: Person) -> Chat:
        """Return somebody's chat with the bot."""
        return self._life.chats[person.id]

    @property
    def calls(self) -> list[Call]:
        """Return every call of the Bot API so far."""
        return self._server.calls

    @property
    def fetches(self) -> list[Call]:
        """Return every attempt to fetch a file so far."""
        return self._server.fetches

    @property
    def webhook(self) -> Webhook:
        """Return the webhook as it is set; its `url` is empty when there is none."""
        return self._couriers.webhook

    @property
    def deliveries(self) -> list[Delivery]:
        """Return every attempt to deliver an update to the webhook so far."""
        return self._couriers.deliveries

    @property
    def pending(self) -> list[Update]:
        """Return the updates the bot has not taken yet."""
        return self._updates.pending

    async def idle(self, timeout: float = 5.0) -> None:
        """Wait until the bot has taken every update (polling: confirmed by its next offset).

        :raises TimeoutError: naming what is left after so many seconds.
        """
        await self._updates.emptied(timeout)
