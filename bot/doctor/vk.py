"""What can be seen in VK: the community's key and its rights, how events come, the other keys.

Every question is one that changes nothing. `groups.getById` without ids answers a community's key
with its own community and refuses every other kind of key
[VKCOM/vk-api-schema: groups/methods.json].
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

from bot.channels.vk import setup
from bot.channels.vk.api import NoAnswer, NotSent, VkApi, VkError
from bot.doctor.finding import Finding, Level, ok, problem, warning
from bot.settings import Settings

MOST_SERVERS = 10
"""Callback servers a community may have; one more is error 2000."""
REFUSALS = {
    **dict.fromkeys((5, 27), "refused"),
    **dict.fromkeys((1117, 3609), "expired"),
    28: "kind",
    **dict.fromkeys((14, 17, 24, 3300), "captcha"),
    **dict.fromkeys((6, 9, 29), "busy"),
    42: "address",
}
"""What a key's refusal means, by the classes of VK's errors.json."""
NOT_ITS_OWN = (15, 100)
"""What the question for its own community is answered with to a key that has none."""
AWAY = (1, 10, 36, 43)
NEEDED = ("wall", "manage")
USEFUL = ("messages",)
CALLBACK = {"ok": Level.OK, "wait": Level.OK, "unconfigured": Level.WARNING}
"""How VK's words for a callback server are to be taken; any other is `failed`."""
Servers = Sequence[tuple[str, str]]
"""Addresses and states of callback servers."""


async def examine(api: VkApi, settings: Settings) -> AsyncIterator[Finding]:
    """Look at the community and its key, in the order in which it is mended."""
    id, name = await _own(api)
    yield ok("vk.key")
    if id != settings.vk_group_id:
        wanted = str(settings.vk_group_id)
        yield problem("vk.community", "other", id=str(id), name=name, wanted=wanted)
        return
    yield ok("vk.community", name=name)
    rights = await setup.rights(api)
    for one in _rights(rights):
        yield one
    if "manage" in rights:
        yield await _news(api, id, settings)


async def _own(api: VkApi) -> tuple[int, str]:
    """Return whose key it is: the community's number and name."""
    try:
        answer = await api.call("groups.getById")
    except VkError as error:
        raise (VkError(28) if error.code in NOT_ITS_OWN else error) from None
    group = answer["groups"][0]
    return int(group["id"]), str(group["name"])


def failure(error: Exception) -> Finding:
    """Say why no more could be looked at."""
    match error:
        case NotSent() | NoAnswer() | TimeoutError():
            return problem("vk.server", "away")
        case VkError(code=code) if code in AWAY:
            return problem("vk.server", "away")
        case VkError(code=code):
            return problem("vk.key", REFUSALS.get(code, "odd"), code=str(code))
    return problem("vk.server", "odd", why=type(error).__name__)


def _rights(rights: frozenset[str]) -> Iterator[Finding]:
    for name in NEEDED:
        if name not in rights:
            yield problem(f"vk.{name}", "missing")
    for name in USEFUL:
        if name not in rights:
            yield warning(f"vk.{name}", "missing")
    if rights.issuperset(NEEDED + USEFUL):
        yield ok("vk.rights")


# How events come


async def _news(api: VkApi, group_id: int, settings: Settings) -> Finding:
    if not settings.public_url and not settings.vk_confirmation:
        answer = await api.call("groups.getLongPollSettings", group_id=group_id)
        return ok("vk.long-poll", "on" if answer["is_enabled"] else "off")
    answer = await api.call("groups.getCallbackServers", group_id=group_id)
    servers = [(str(one["url"]), str(one["status"])) for one in answer["items"]]
    if not settings.public_url:
        return _by_hand(servers)
    return _registered(servers, f"{settings.public_url}/vk/callback")


def _registered(servers: Servers, url: str) -> Finding:
    status = dict(servers).get(url)
    if status is not None:
        said = status if status in CALLBACK else "failed"
        return Finding("vk.callback", said, CALLBACK.get(status, Level.WARNING), {"url": url})
    if len(servers) >= MOST_SERVERS:
        return problem("vk.callback", "full")
    return ok("vk.callback", "absent")


def _by_hand(servers: Servers) -> Finding:
    """Say whether any server made in VK's settings is at work: VK does not tell which is ours."""
    if any(status == "ok" for _, status in servers):
        return ok("vk.callback", "by-hand")
    return problem("vk.callback", "none-by-hand")


# The other keys


async def readers(apis: Mapping[str, VkApi], settings: Settings) -> AsyncIterator[Finding]:
    """Look whether the keys that read back what was posted do so."""
    given = [kind for kind in ("service", "user") if kind in apis]
    for found in await asyncio.gather(*(_reads(apis[kind], kind, settings) for kind in given)):
        if found is not None:
            yield found
    if not given:
        yield warning("vk.reading", "none")


async def _reads(api: VkApi, kind: str, settings: Settings) -> Finding | None:
    """Return whether this key can read the wall; None where VK cannot tell at the moment."""
    check = f"vk.{kind}-key"
    try:
        await api.call("wall.get", domain=f"club{settings.vk_group_id}", count=1)
    except VkError as error:
        if error.code in AWAY or REFUSALS.get(error.code) == "busy":
            return None
        return warning(check, "refused", code=str(error.code))
    except (NotSent, NoAnswer):
        return None
    return ok(check)
