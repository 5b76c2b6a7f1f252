"""The community's wall: posts, the comments under them, and their shapes on the wire.

Posts and comments of one wall share one run of ids. A thread has one level: a reply to a reply
stays under the same top-level comment (`root`) and only its `reply_to` names the reply answered.
A deleted comment keeps its id and can be restored; it is shown only while live replies hang on it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

Attachment = Mapping[str, Any]
SHORT = re.compile(r"([a-z_]+?)(?:(-?[0-9]{1,18})_([0-9]{1,18})(?:_[0-9A-Za-z]+)?)?")


@dataclass(frozen=True, slots=True)
class Post:
    """A post in the community's name."""

    id: int
    text: str
    date: datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it stands now; `edits` are its earlier texts, oldest first."""

    id: int
    post_id: int
    from_id: int
    text: str
    date: datetime
    reply_to: int | None = None
    root: int | None = None
    deleted: bool = False
    attachments: tuple[Attachment, ...] = ()
    guid: str | None = None
    edits: tuple[str, ...] = ()

    @property
    def parents(self) -> list[int]:
        """The `parents_stack`: the top-level comment whose thread this is in, if any."""
        return [] if self.root is None else [self.root]


class Wall:
    """The posts and comments of one community."""

    def __init__(self, group_id: int, *, first_id: int = 1) -> None:
        self.owner_id = -group_id
        self.posts: dict[int, Post] = {}
        self.all_comments: dict[int, Comment] = {}
        self._next_id = first_id

    def new_id(self) -> int:
        """Return the next id of this wall."""
        self._next_id += 1
        return self._next_id - 1

    def add_post(self, text: str, date: datetime) -> Post:
        """Put a post on the wall."""
        post = Post(self.new_id(), text, date)
        self.posts[post.id] = post
        return post

    def add_comment(self, draft: Comment) -> Comment:
        """Put `draft` under its post with the next id, in the thread of what it answers."""
        if draft.post_id not in self.posts:
            raise LookupError(f"no post {draft.post_id}")
        root = None
        if draft.reply_to is not None:
            answered = self.all_comments[draft.reply_to]
            root = answered.root or answered.id
        return self.keep(replace(draft, id=self.new_id(), root=root))

    def keep(self, comment: Comment) -> Comment:
        """Make `comment` what stands under its id."""
        self.all_comments[comment.id] = comment
        return comment

    def live(self, comment_id: int) -> Comment | None:
        """Return the comment unless there is none or it is deleted."""
        comment = self.all_comments.get(comment_id)
        return None if comment is None or comment.deleted else comment

    def under(self, post_id: int, *, deleted: bool = False) -> list[Comment]:
        """Return the comments of a post, oldest first, on request with the deleted ones."""
        return [
            comment
            for comment in self.all_comments.values()
            if comment.post_id == post_id and (deleted or not comment.deleted)
        ]

    def thread(self, root: int) -> list[Comment]:
        """Return the live comments of the thread under `root`, oldest first."""
        return [c for c in self.all_comments.values() if c.root == root and not c.deleted]

    def top_level(self, post_id: int) -> list[Comment]:
        """Return what a reader sees as the top level: a deleted comment while it has replies."""
        return [
            comment
            for comment in self.under(post_id, deleted=True)
            if comment.root is None and (not comment.deleted or self.thread(comment.id))
        ]

    def comment_object(self, comment: Comment, *, thread_items: int = 0) -> dict[str, Any]:
        """Return a comment as the API's methods show it."""
        shape: dict[str, Any] = {
            "id": comment.id,
            "from_id": 0 if comment.deleted else comment.from_id,
            "date": int(comment.date.timestamp()),
            "text": "" if comment.deleted else comment.text,
            "post_id": comment.post_id,
            "owner_id": self.owner_id,
            "parents_stack": comment.parents,
        }
        if comment.deleted:
            shape["deleted"] = True
        if comment.attachments and not comment.deleted:
            shape["attachments"] = [dict(attachment) for attachment in comment.attachments]
        if comment.reply_to is not None:
            shape["reply_to_comment"] = comment.reply_to
            shape["reply_to_user"] = self.all_comments[comment.reply_to].from_id
        if comment.root is None:
            shape["thread"] = self._thread_object(comment.id, thread_items)
        return shape

    def _thread_object(self, root: int, most: int) -> dict[str, Any]:
        replies = self.thread(root)
        return {
            "count": len(replies),
            "items": [self.comment_object(reply) for reply in replies[:most]],
            "can_post": True,
            "show_reply_button": True,
            "groups_can_post": True,
        }

    def event_object(self, comment: Comment) -> dict[str, Any]:
        """Return a comment as `wall_reply_new`, `_edit` and `_restore` carry it."""
        shape = self.comment_object(comment) | {"post_owner_id": self.owner_id}
        shape.setdefault("thread", {"count": 0})
        return shape

    def post_object(self, post: Post) -> dict[str, Any]:
        """Return a post as the API's methods show it."""
        return {
            "id": post.id,
            "owner_id": self.owner_id,
            "from_id": self.owner_id,
            "date": int(post.date.timestamp()),
            "text": post.text,
            "post_type": "post",
            "comments": {"count": len(self.under(post.id)), "can_post": 1, "groups_can_post": True},
        }


def attachments_of(items: Iterable[str | Attachment]) -> tuple[Attachment, ...]:
    """Return attachments in VK's shape; `photo7_12` and a bare `photo` are short for one.

    An access key (`photo7_12_key`) opens the photo and is not shown.
    """
    return tuple(_attachment(item) if isinstance(item, str) else item for item in items)


def _attachment(short: str) -> Attachment:
    named = SHORT.fullmatch(short)
    if named is None:
        return {"type": "link", "link": {"url": short}}
    kind, owner, number = named.groups()
    return {"type": kind, kind: {"id": int(number or 1), "owner_id": int(owner or 1)}}
