"""The API's methods on the wall.

Writing under a post is the one thing here a community's key may do; reading is for the user and
the service key, changing for the user key alone (the administrator's).
"""

import asyncio
import re
from datetime import datetime
from typing import Any

from sandbox.vk.gate import COMMUNITY, SERVICE, USER, Asked, Method
from sandbox.vk.params import Params, missing
from sandbox.vk.refusals import Refusal
from sandbox.vk.wall import Comment, Post
from sandbox.vk.world import REPEAT_WINDOW, World

LINK = re.compile(r"(?i)https?://|\b[\w-]+\.(?:ru|com|me|net|org|рф)\b")


async def create_comment(asked: Asked) -> dict[str, Any]:
    """Write under a post, unless this `guid` already did so within the hour."""
    world, params = asked.world, asked.params
    draft = _draft(asked)
    earlier = _earlier(world, asked.kind, draft)
    if earlier is not None:
        return {"comment_id": earlier.id, "parents_stack": earlier.parents}
    comment, first_attempts = world.place(draft, echo=True)
    if params.has("guid"):
        world.guids[asked.kind, params.text("guid")] = comment.id
    if world.echo_first and first_attempts:
        await asyncio.wait(first_attempts)
    return {"comment_id": comment.id, "parents_stack": comment.parents}


def _draft(asked: Asked) -> Comment:
    world, params = asked.world, asked.params
    post = _post(world, params)
    reply_to = params.number("reply_to_comment", 0) or None
    if reply_to is not None:
        answered = world.wall.live(reply_to)
        if answered is None or answered.post_id != post.id:
            raise Refusal(213)
    text = params.text("message", "")
    if not text and not params.has("attachments") and not params.has("sticker_id"):
        raise missing("message")
    if world.links_forbidden and LINK.search(text):
        raise Refusal(222)
    return Comment(
        id=0,
        post_id=post.id,
        from_id=_author(asked),
        text=text,
        date=world.now(),
        reply_to=reply_to,
        attachments=world.attached(params.items("attachments")),
        guid=params.text("guid", "") or None,
    )


def _author(asked: Asked) -> int:
    group_id = asked.world.group_id
    from_group = asked.params.number("from_group", 0)
    if from_group not in {0, group_id}:
        raise Refusal(100, "from_group is the id of a group")
    as_community = asked.kind == COMMUNITY or from_group == group_id
    return -group_id if as_community else asked.world.admin_id


def _earlier(world: World, kind: str, draft: Comment) -> Comment | None:
    if draft.guid is None or not world.guid_works:
        return None
    comment_id = world.guids.get((kind, draft.guid))
    if comment_id is None:
        return None
    comment = world.wall.all_comments[comment_id]
    return comment if _recent(comment.date, world.now()) else None


def _recent(then: datetime, now: datetime) -> bool:
    return now - then < REPEAT_WINDOW


async def edit_comment(asked: Asked) -> int:
    """Change a comment of the community's or the administrator's own, attachments included."""
    world, params = asked.world, asked.params
    comment = _comment(asked, 211)
    if comment.from_id not in {-world.group_id, world.admin_id}:
        raise Refusal(211)
    if not params.has("message") and not params.has("attachments"):
        raise missing("message")
    attachments = world.attached(params.items("attachments"))
    world.edit(comment.id, params.text("message", ""), attachments=attachments)
    return 1


async def delete_comment(asked: Asked) -> int:
    """Delete a comment in the administrator's name."""
    asked.world.delete(_comment(asked, 211).id, by=asked.world.admin_id)
    return 1


async def restore_comment(asked: Asked) -> int:
    """Bring a deleted comment back."""
    comment = _comment(asked, 211, deleted=True)
    if not comment.deleted:
        raise Refusal(243)
    asked.world.restore(comment.id)
    return 1


async def get_comment(asked: Asked) -> dict[str, Any]:
    """Show one comment, a deleted one without its text."""
    wall = asked.world.wall
    return {"items": [wall.comment_object(_comment(asked, 212, deleted=True))]}


async def get_comments(asked: Asked) -> dict[str, Any]:
    """Show the top level under a post, or with `comment_id` the thread of that comment."""
    world, params = asked.world, asked.params
    post = _post(world, params)
    root = params.number("comment_id", 0)
    level = world.wall.thread(root) if root else world.wall.top_level(post.id)
    thread_items = params.number("thread_items_count", 0, least=0, most=10)
    page = _page(level, params)
    items = [world.wall.comment_object(c, thread_items=thread_items) for c in page]
    answer = {
        "count": len(level) if root else len(world.wall.under(post.id)),
        "items": [_trimmed(item, params) for item in items],
        "current_level_count": len(level),
        "can_post": True,
        "show_reply_button": True,
        "groups_can_post": True,
    }
    return answer | (_extended(world, page) if params.flag("extended") else {})


def _page(level: list[Comment], params: Params) -> list[Comment]:
    """Cut the page asked for; with `start_comment_id` the offset counts from that comment."""
    ordered = level[::-1] if params.text("sort", "asc") == "desc" else level
    start_id = params.number("start_comment_id", 0)
    starts = [place for place, comment in enumerate(ordered) if comment.id == start_id]
    first = max((starts[0] if starts else 0) + params.number("offset", 0), 0)
    return ordered[first : first + params.number("count", 10, least=0, most=100)]


def _trimmed(item: dict[str, Any], params: Params) -> dict[str, Any]:
    length = params.number("preview_length", 0, least=0)
    if length and len(item["text"]) > length:
        item = item | {"text": item["text"][:length] + "..."}
    if params.flag("need_likes"):
        item = item | {"likes": {"count": 0, "user_likes": 0, "can_like": 1}}
    return item


def _extended(world: World, comments: list[Comment]) -> dict[str, Any]:
    authors = {comment.from_id for comment in comments if not comment.deleted}
    people = [world.people[author] for author in sorted(authors) if author in world.people]
    return {
        "profiles": [
            {"id": p.id, "first_name": p.first_name, "last_name": p.last_name} for p in people
        ],
        "groups": [
            {"id": world.group_id, "name": world.group_name, "screen_name": world.screen_name}
        ],
    }


async def get_posts(asked: Asked) -> dict[str, Any]:
    """Show the wall's posts, newest first."""
    wall, params = asked.world.wall, asked.params
    if params.number("owner_id", wall.owner_id) != wall.owner_id:
        raise Refusal(15)
    posts = [wall.post_object(post) for post in reversed(wall.posts.values())]
    first = params.number("offset", 0, least=0)
    last = first + params.number("count", 20, least=0, most=100)
    return {"count": len(posts), "items": posts[first:last]}


async def get_posts_by_id(asked: Asked) -> dict[str, Any]:
    """Show posts by `-group_post`; those that are not there are left out."""
    wall = asked.world.wall
    asked.params.text("posts")
    known = {f"{wall.owner_id}_{post.id}": post for post in wall.posts.values()}
    found = [known[name] for name in asked.params.items("posts") if name in known]
    return {"items": [wall.post_object(post) for post in found]}


def _post(world: World, params: Params) -> Post:
    owner_id = params.number("owner_id")
    post = world.wall.posts.get(params.number("post_id", least=0))
    if owner_id != world.wall.owner_id or post is None:
        raise Refusal(212)
    return post


def _comment(asked: Asked, otherwise: int, *, deleted: bool = False) -> Comment:
    owner_id = asked.params.number("owner_id")
    comment = asked.world.wall.all_comments.get(asked.params.number("comment_id", least=0))
    if owner_id != -asked.world.group_id or comment is None or (comment.deleted and not deleted):
        raise Refusal(otherwise)
    return comment


READERS = frozenset({USER, SERVICE})
ADMINISTRATOR = frozenset({USER})

METHODS = {
    "wall.createComment": Method(create_comment, frozenset({COMMUNITY, USER}), "wall"),
    "wall.editComment": Method(edit_comment, ADMINISTRATOR),
    "wall.deleteComment": Method(delete_comment, ADMINISTRATOR),
    "wall.restoreComment": Method(restore_comment, ADMINISTRATOR),
    "wall.getComment": Method(get_comment, ADMINISTRATOR),
    "wall.getComments": Method(get_comments, READERS),
    "wall.get": Method(get_posts, READERS),
    "wall.getById": Method(get_posts_by_id, READERS),
}
