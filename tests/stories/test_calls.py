"""Every call of every story is one the platforms would take: the fixture looks at all of them."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from tests import schemas
from tests.stories.world import World

pytestmark = pytest.mark.skipif(
    not schemas.PRESENT, reason="the platforms' schemas are not here (PLATFORM_SCHEMAS)"
)


@dataclass
class Call:
    method: str
    params: dict[str, Any] = field(default_factory=dict)
    token_kind: str = "community"


async def test_the_calls_of_a_story_are_among_those_the_platforms_describe(world: World) -> None:
    complaint = world.complain()
    await world.public(under=complaint)
    await world.card("помятый")
    made = {one.method for one in (*world.vk.calls, *world.tg.calls)}
    assert {"wall.createComment", "users.get", "createForumTopic", "sendMessage"} <= made
    assert schemas.complaints(world.vk.calls, world.tg.calls) == []


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (Call("wall.shout"), "no such method"),
        (Call("wall.createComment", {"post_id": "1", "txt": "x"}), "unknown txt"),
        (Call("wall.createComment", {"owner_id": "-7"}), "post_id is missing"),
        (Call("wall.createComment", {"post_id": "one"}), "is no integer"),
        (Call("wall.editComment", {"comment_id": "1"}), "not for a community key"),
    ],
)
def test_a_call_that_vk_would_refuse_is_told(call: Call, complaint: str) -> None:
    assert any(complaint in line for line in schemas.complaints([call], []))


def test_a_call_that_telegram_would_refuse_is_told() -> None:
    said = schemas.complaints([], [Call("sendMessage", {"chat_id": 1, "txt": "x"})])
    assert said == ["sendMessage: unknown txt", "sendMessage: text is missing"]
