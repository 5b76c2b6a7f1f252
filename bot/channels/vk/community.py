"""The community: what the bot says on its wall and in its messages, and what it can read back.

With a community key `wall.createComment` is all there is for comments: what was posted can be
neither edited nor read again [VKCOM/vk-api-schema: access_token_type]. Reading back takes an
application's service key or an administrator's own; editing and photos on the wall take the latter.
Private messages can be sent, edited and illustrated with the community key, to whoever allows it.
"""

import hashlib
import re
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from bot.channels import Abilities, Links, Posted, Refused, TryLater, Unclear
from bot.channels.vk import photos
from bot.channels.vk.api import NoAnswer, NotSent, VkApi, VkError, translated
from bot.core.case import CaseId, Customer, Place

FAILURES = (VkError, NotSent, NoAnswer)
PAGE = 100
SITE = "https://vk.com"
LOOK_AGAIN_AFTER = 5
"""Seconds until a look is repeated that brought no answer."""
REF = "case-"
"""Begins what a link into private messages carries; the number of the case follows."""
NO_RIGHT = (7, 15, 27)
"""What VK answers to a key that may not write messages."""
A_NAME = re.compile(r"[A-Za-z0-9_.]{1,64}")


class VkCommunity:
    """One VK community, as the bot speaks in it."""

    name = "vk"
    workers = 6
    repeats_within = timedelta(minutes=50)
    """VK knows a `random_id` for an hour [dev.vk.com/ru/method/messages.send]."""

    def __init__(
        self,
        group_id: int,
        api: VkApi,
        *,
        reader: VkApi | None = None,
        administrator: VkApi | None = None,
    ) -> None:
        self.group_id = group_id
        self.api = api
        self.screen_name = f"club{group_id}"
        self._reader = reader
        self._administrator = administrator
        by_administrator = administrator is not None
        self.can = Abilities(
            private=True, photos=by_administrator, private_photos=True, revises=by_administrator
        )

    async def post(
        self, place: Place, target: int | None, text: str, key: str, *, photo: bytes | None = None
    ) -> Posted:
        """Comment under the post, or write to the customer alone. Raises a ChannelError."""
        if place.private:
            return await self._write(place, text, key, photo=photo)
        picture = None
        if photo is not None and self._administrator is not None:
            picture = await photos.for_wall(self._administrator, self.group_id, photo)
        try:
            answer = await self.api.call(
                "wall.createComment",
                owner_id=place.owner,
                post_id=place.item,
                from_group=self.group_id,
                message=text,
                reply_to_comment=target,
                attachments=picture,
                guid=hashlib.sha256(f"{place.key}:{key}".encode()).hexdigest()[:32],
            )
        except FAILURES as error:
            raise translated(error) from None
        try:
            return Posted(int(answer["comment_id"]))
        except (KeyError, TypeError, ValueError):
            raise Unclear("vk-unclear") from None

    async def _write(self, place: Place, text: str, key: str, *, photo: bytes | None) -> Posted:
        picture = None
        if photo is not None:
            picture = await photos.for_message(self.api, place.item, photo)
        try:
            answer = await self.api.call(
                "messages.send",
                peer_id=place.item,
                message=text,
                attachment=picture,
                random_id=random_id(f"{place.key}:{key}"),
            )
        except VkError as error:
            if error.code in NO_RIGHT:
                raise Refused("vk-messages") from None
            raise translated(error) from None
        except FAILURES as error:
            raise translated(error) from None
        try:
            return Posted(int(answer))
        except (TypeError, ValueError):
            raise Unclear("vk-unclear") from None

    async def revise(self, place: Place, comment: int, text: str) -> None:
        """Change what the community has said. Raises a ChannelError, but never `Unclear`."""
        try:
            if place.private:
                await self.api.call(
                    "messages.edit", peer_id=place.item, message_id=comment, message=text
                )
            elif self._administrator is not None:
                await self._administrator.call(
                    "wall.editComment", owner_id=place.owner, comment_id=comment, message=text
                )
            else:
                raise Refused("vk-key")
        except FAILURES as error:
            ours = translated(error)
            if isinstance(ours, Unclear):  # to change it twice is to change it once
                raise TryLater("vk-away", after=5) from None
            raise ours from None

    def invitation(self, case: CaseId) -> str:
        """Return a link to the community's messages; `ref` comes back with the first of them."""
        return f"https://vk.me/{self.screen_name}?ref={REF}{case}"

    async def learn_name(self) -> None:
        """Learn the short name that links are made of; without it the number does as well."""
        try:
            answer = await self.api.call("groups.getById", group_id=self.group_id)
            found = answer["groups"][0]["screen_name"]
        except (*FAILURES, KeyError, IndexError, TypeError):
            return
        if isinstance(found, str) and A_NAME.fullmatch(found):
            self.screen_name = found

    async def look_for(
        self, place: Place, target: int | None, root: int | None, text: str
    ) -> Posted | None:
        """Return the community's comment that says `text` under `target`, or None.

        `root` is the comment at the root of the branch. Raises TryLater where VK is busy or away,
        Unclear where that cannot be read, or where there is more than one page to read.
        """
        if self._reader is None or place.private:
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
        except FAILURES as error:
            raise read_later(error) or Unclear("vk-unclear") from None
        except (KeyError, TypeError, ValueError):
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
        if place.private:
            return Links(
                comment=f"{SITE}/gim{self.group_id}?sel={place.item}",
                profile=f"{SITE}/{page}{abs(author)}",
            )
        return Links(
            comment=f"{SITE}/wall{place.owner}_{place.item}?reply={comment}",
            profile=f"{SITE}/{page}{abs(author)}",
        )


def read_later(error: Exception) -> TryLater | None:
    """Return when to read again, None for never: reading changes nothing, so nothing is doubted."""
    match translated(error):
        case TryLater() as later:
            return later
        case Unclear(problem=problem):
            return TryLater(problem, after=LOOK_AGAIN_AFTER)
    return None


def random_id(key: str) -> int:
    """Return the number by which VK knows a repeat: never 0, which would switch that off."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:7], 16) + 1
