"""The community's wall: what the bot says there, and what it can read back.

With a community key `wall.createComment` is all there is: what was posted can be neither edited nor
read again [VKCOM/vk-api-schema: access_token_type]. Reading back takes an application's service key
or an administrator's own.
"""

import hashlib
from collections.abc import Collection
from typing import Any

from bot.channels import Links, Posted, Unclear
from bot.channels.vk.api import NoAnswer, NotSent, VkApi, VkError, translated
from bot.core.case import Customer, Place

FAILURES = (VkError, NotSent, NoAnswer)
PAGE = 100
SITE = "https://vk.com"


class VkCommunity:
    """One VK community, as the bot speaks in it."""

    name = "vk"
    workers = 6

    def __init__(self, group_id: int, api: VkApi, *, reader: VkApi | None = None) -> None:
        self.group_id = group_id
        self.api = api
        self._reader = reader

    async def post(self, place: Place, target: int | None, text: str, key: str) -> Posted:
        """Comment under the post, as the community. Raises a ChannelError."""
        try:
            answer = await self.api.call(
                "wall.createComment",
                owner_id=place.owner,
                post_id=place.item,
                from_group=self.group_id,
                message=text,
                reply_to_comment=target,
                guid=hashlib.sha256(f"{place.key}:{key}".encode()).hexdigest()[:32],
            )
        except FAILURES as error:
            raise translated(error) from None
        try:
            return Posted(int(answer["comment_id"]))
        except (KeyError, TypeError, ValueError):
            raise Unclear("vk-unclear") from None

    async def look_for(
        self, place: Place, target: int | None, root: int | None, text: str
    ) -> Posted | None:
        """Return the community's comment that says `text` under `target`, or None.

        `root` is the comment at the root of the branch. Raises Unclear where that cannot be read,
        or where there is more than one page to read.
        """
        if self._reader is None:
            raise Unclear("vk-unclear")
        try:
            answer = await self._reader.call(
                "wall.getComments",
                owner_id=place.owner,
                post_id=place.item,
                comment_id=root,
                count=PAGE,
                sort="desc",
                preview_length=0,
            )
            items: list[dict[str, Any]] = answer["items"]
            found = next((one for one in items if self._is(one, target, text)), None)
            if found is not None:
                return Posted(int(found["id"]))
            if len(items) >= PAGE:
                raise Unclear("vk-unclear")
        except (*FAILURES, KeyError, TypeError, ValueError):
            raise Unclear("vk-unclear") from None
        return None

    def _is(self, comment: dict[str, Any], target: int | None, text: str) -> bool:
        return (
            comment.get("from_id") == -self.group_id
            and comment.get("reply_to_comment") == target
            and str(comment.get("text", "")).split() == text.split()
        )

    async def names(self, ids: Collection[int]) -> list[Customer]:
        """Return what VK calls these people; those it does not know are left out.

        Raises a ChannelError. At most 1000 at a time [users.get].
        """
        try:
            answer = await self.api.call("users.get", user_ids=",".join(map(str, sorted(ids))))
        except FAILURES as error:
            raise translated(error) from None
        try:
            return [
                Customer("vk", one["id"], one.get("first_name", ""), one.get("last_name", ""))
                for one in answer
            ]
        except (AttributeError, KeyError, TypeError):
            raise Unclear("vk-unclear") from None

    def links(self, place: Place, comment: int, author: int) -> Links:
        """Return where the comment and its author are found by a person."""
        page = "club" if author < 0 else "id"
        return Links(
            comment=f"{SITE}/wall{place.owner}_{place.item}?reply={comment}",
            profile=f"{SITE}/{page}{abs(author)}",
        )
