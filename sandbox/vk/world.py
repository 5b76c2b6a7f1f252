"""The community and everybody around it: what tests and the demo do there, and what is so now.

`World` holds the state that methods read and change, and the acts of people who use VK itself
and not its API. Every act queues its event; which carriers take it is the stream's business.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sandbox.vk.callback import CallbackServer, Couriers, Delivery
from sandbox.vk.correspondence import Correspondence
from sandbox.vk.events import Attempts, Event, Stream
from sandbox.vk.long_poll import LongPoll
from sandbox.vk.wall import Attachment, Comment, Wall

REPEAT_WINDOW = timedelta(hours=1)  # how long guid and random_id are remembered


@dataclass(frozen=True, slots=True)
class Person:
    """A user of VK."""

    id: int
    first_name: str
    last_name: str
    sex: int = 0
    screen_name: str = ""


class World(Correspondence):
    """One community with its readers, its wall, its listeners and its troubles."""

    def __init__(
        self,
        *,
        group_id: int,
        group_name: str,
        screen_name: str,
        now: Callable[[], datetime],
        retry_delays: Sequence[float],
        first_id: int = 1,
    ) -> None:
        self.group_name = group_name
        self.screen_name = screen_name
        self.people: dict[int, Person] = {}
        self.wall = Wall(group_id, first_id=first_id)
        self.couriers = Couriers(group_id, now=now, retry_delays=retry_delays)
        self.long_poll = LongPoll(group_id)
        stream = Stream([self.couriers.carry, self.long_poll.carry])
        super().__init__(group_id=group_id, now=now, stream=stream)
        self.community_rights = {"wall", "manage", "messages", "photos"}
        self.guids: dict[tuple[str, str], int] = {}
        self.guid_works = True
        self.links_forbidden = False
        self.echo_first = False
        self.admin_id = self.user("Елена", "Зернова")

    @property
    def servers(self) -> list[CallbackServer]:
        """The registered callback servers."""
        return list(self.couriers.servers.values())

    @property
    def deliveries(self) -> list[Delivery]:
        """Every POST made to a callback server, in the order they ended."""
        return self.couriers.deliveries

    def user(
        self,
        first_name: str,
        last_name: str,
        id: int | None = None,
        *,
        sex: int = 0,
        screen_name: str = "",
    ) -> int:
        """Register a person and return the id."""
        number = max([1000, *self.people]) + 1 if id is None else id
        self.people[number] = Person(number, first_name, last_name, sex, screen_name)
        return number

    def post(self, text: str) -> int:
        """Put a post on the wall in the community's name and return its id."""
        post = self.wall.add_post(text, self.now())
        self.emit("wall_post_new", self.wall.post_object(post))
        return post.id

    def comment(
        self,
        user_id: int,
        post_id: int,
        text: str,
        reply_to: int | None = None,
        attachments: Iterable[str | Attachment] = (),
        at: datetime | None = None,
    ) -> int:
        """Let somebody comment under a post (a negative `user_id`: a community); return the id."""
        draft = Comment(
            id=0,
            post_id=post_id,
            from_id=user_id,
            text=text,
            date=at or self.now(),
            reply_to=reply_to,
            attachments=self.attached(attachments),
        )
        return self.place(draft)[0].id

    def write_as_community(self, post_id: int, text: str, reply_to: int | None = None) -> int:
        """Let an employee comment by hand in the community's name; return the id."""
        return self.comment(-self.group_id, post_id, text, reply_to)

    def place(self, draft: Comment, *, echo: bool = False) -> tuple[Comment, Attempts]:
        """Put a comment on the wall; return it with the first attempts to tell of it."""
        comment = self.wall.add_comment(draft)
        event = Event("wall_reply_new", self.wall.event_object(comment))
        return comment, self.stream.emit(event, echo=echo)

    def edit(
        self, comment_id: int, text: str, *, attachments: tuple[Attachment, ...] | None = None
    ) -> None:
        """Change the text of a comment, and its attachments if any are passed."""
        old = self.wall.all_comments[comment_id]
        now_attached = old.attachments if attachments is None else attachments
        new = replace(old, text=text, attachments=now_attached, edits=(*old.edits, old.text))
        self.wall.keep(new)
        self.emit("wall_reply_edit", self.wall.event_object(new))

    def delete(self, comment_id: int, by: int | None = None) -> None:
        """Delete a comment; `by` is who does it, by default its author."""
        comment = self.wall.keep(replace(self.wall.all_comments[comment_id], deleted=True))
        self.emit(
            "wall_reply_delete",
            {
                "owner_id": self.wall.owner_id,
                "id": comment_id,
                "deleter_id": comment.from_id if by is None else by,
                "post_id": comment.post_id,
            },
        )

    def restore(self, comment_id: int) -> None:
        """Bring a deleted comment back."""
        comment = self.wall.keep(replace(self.wall.all_comments[comment_id], deleted=False))
        self.emit("wall_reply_restore", self.wall.event_object(comment))

    def comments(self, post_id: int, *, deleted: bool = False) -> list[Comment]:
        """Return what stands under a post, oldest first, on request with the deleted ones."""
        return self.wall.under(post_id, deleted=deleted)

    def duplicate_next(self, times: int = 1, new_event_id: bool = False) -> None:
        """Deliver the next event `times` times more, with the same event id or other ones."""
        self.stream.double_next(times, new_event_id=new_event_id)

    def hold(self) -> None:
        """Collect events until `let_go`."""
        self.stream.hold()

    def let_go(self, reverse: bool = False) -> None:
        """Deliver the collected events one after the other, in order or the last one first."""
        self.stream.let_go(reverse=reverse)

    def drop_echoes(self, count: int) -> None:
        """Never deliver the next `count` echoes of comments written through the API."""
        self.stream.echoes_to_drop = count

    def expire_long_poll_key(self) -> None:
        """Answer the long poll with failed 2 until the key is asked for again."""
        self.long_poll.expire_key()

    def forget_long_poll_events(self) -> None:
        """Drop what was kept for the long poll: an older `ts` is answered with failed 1."""
        self.long_poll.forget()

    def lose_long_poll(self) -> None:
        """Lose key and unread events: failed 3 until the server is asked for again."""
        self.long_poll.lose()
