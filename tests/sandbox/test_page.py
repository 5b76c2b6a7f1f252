"""The page's server: what it tells, what it does, and what it refuses."""

import asyncio
import json
import tomllib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox import catalogue, words
from sandbox.loyalty import Loyalty
from sandbox.page import clocks
from sandbox.page.server import Page
from sandbox.page.show import Show
from sandbox.vk.events import Attempts, Event


class Reader:
    """Somebody with the page open, at a show whose bot may not be up yet."""

    def __init__(self, show: Show, session: aiohttp.ClientSession, url: str) -> None:
        self.show = show
        self.session = session
        self.url = url

    async def act(self, act: str, headers: dict[str, str] | None = None, /, **given: Any) -> Any:
        """Do something; return status and answer."""
        sent = json.dumps(given)
        told = {"Content-Type": "application/json"} | (headers or {})
        async with self.session.post(f"{self.url}/act/{act}", data=sent, headers=told) as answer:
            said = await answer.text()
            return answer.status, json.loads(said) if said.startswith("{") else said

    async def seen(self) -> Any:
        """Return all that a page is told when it is opened."""
        async with self.session.get(f"{self.url}/stream") as stream:
            return json.loads((await stream.content.readline()).removeprefix(b"data: "))

    async def said(self) -> Any:
        """Return the messages of the staff group, all but who comes and goes."""
        messages = (await self.seen())["team"]["messages"]
        return [one for one in messages if "service" not in one]

    @property
    def anna(self) -> int:
        return self.show.bakery.anna

    @property
    def post(self) -> int:
        return min(self.show.bakery.vk.wall.posts)


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    async with (
        Show(tmp_path, "en") as show,
        Page(show).listen(0) as port,
        aiohttp.ClientSession() as session,
    ):
        yield Reader(show, session, f"http://127.0.0.1:{port}")


async def test_what_is_written_on_the_page_stands_under_the_post_and_is_told(
    reader: Reader,
) -> None:
    status, told = await reader.act(
        "comment", person=reader.anna, post=reader.post, text=" Hello & <b>bye</b> "
    )
    assert status == 200
    seen = await reader.seen()
    (comment,) = seen["community"]["posts"][0]["comments"]
    assert comment["id"] == told["id"] and comment["text"] == "Hello & <b>bye</b>"
    assert comment["name"] == "Anna Peters"
    assert set(seen) == {
        "world", "time", "bot", "troubles", "clocks", "community", "dialogues", "team", "manager",
    }  # fmt: skip


async def test_a_message_of_staff_comes_as_html_in_which_nothing_is_markup(reader: Reader) -> None:
    bakery = reader.show.bakery
    common = {"chat": bakery.staff.id, "person": bakery.maria.id}
    assert (await reader.act("say", **common, text="<img src=x onerror=1>"))[0] == 200
    (message,) = await reader.said()
    assert message["html"] == "&lt;img src=x onerror=1&gt;"
    status, _ = await reader.act(
        "edit_message", **common, message=message["id"], text="No such thing"
    )
    assert status == 200
    (message,) = await reader.said()
    assert message["text"] == "No such thing" and message["edited"]


@pytest.mark.parametrize(
    ("act", "given", "why"),
    [
        ("comment", {"text": "  "}, "act-empty"),
        ("comment", {"text": "x" * 4097}, "act-long"),
        ("comment", {"text": 5}, "act-empty"),
        ("comment", {"text": "Hi", "post": 99}, "act-gone"),
        ("comment", {"text": "Hi", "person": 99}, "act-nobody"),
        ("comment", {"text": "Hi", "reply_to": 99}, "act-gone"),
        ("comment", {"text": "Hi", "take": 99}, "act-gone"),
        ("edit_comment", {"comment": 99, "text": "Hi"}, "act-gone"),
        ("write", {"person": 99, "text": "Hi"}, "act-nobody"),
        ("write", {"text": " ", "photo": False}, "act-empty"),
        ("write", {"text": "Hi", "ref": "case 1 <b>"}, "act-gone"),
        ("write", {"text": "Hi", "ref": 1}, "act-gone"),
        ("write", {"text": "Hi", "by_hand": True}, "act-not-allowed"),
        ("edit_private", {"message": 99, "text": "Hi"}, "act-gone"),
        ("permit", {"person": 99, "on": True}, "act-nobody"),
        ("delete_comment", {"comment": "x"}, "act-gone"),
        ("say", {"chat": 5, "text": "Hi"}, "act-gone"),
        ("press", {"chat": None}, "act-gone"),
        ("travel", {"seconds": -5}, "act-no-way-back"),
        ("trouble", {"name": "flood", "on": True}, "act-gone"),
    ],
)
async def test_nonsense_is_told_in_words_and_changes_nothing(
    reader: Reader, act: str, given: dict[str, Any], why: str
) -> None:
    before = await reader.seen()
    usual = {"person": reader.anna, "post": reader.post} if act in ("comment", "write") else {}
    status, told = await reader.act(act, **(usual | given))
    assert (status, told) == (400, {"error": why, "text": words.say("en", why)})
    after = await reader.seen()
    for section in ("community", "dialogues", "time"):
        assert before[section] == after[section]


async def test_a_private_message_keeps_the_ref_and_is_told_with_what_comes_back(
    reader: Reader,
) -> None:
    vk, anna = reader.show.bakery.vk, reader.anna
    status, told = await reader.act("write", person=anna, text="Order 4815", ref="case-1")
    assert status == 200 and vk.dialogue(anna)[0].ref == "case-1"
    assert (await reader.act("write", person=anna, text="We are on it", by_hand=True))[0] == 200
    dialogue, *others = (await reader.seen())["dialogues"]
    assert dialogue["person"] == anna and dialogue["allowed"]
    assert [one["text"] for one in dialogue["messages"]] == ["Order 4815", "We are on it"]
    assert [one["from"] for one in dialogue["messages"]] == [anna, -vk.group_id]
    assert dialogue["messages"][0]["id"] == told["id"]
    assert [one["messages"] for one in others] == [[], [], []]


async def test_a_customer_forbids_messages_and_allows_them_again(reader: Reader) -> None:
    await reader.act("write", person=reader.anna, text="Hi")
    for on in (False, True):
        assert (await reader.act("permit", person=reader.anna, on=on))[0] == 200
        assert (await reader.seen())["dialogues"][0]["allowed"] is on


async def test_photos_hang_on_comments_and_on_private_messages_each_its_own(
    reader: Reader,
) -> None:
    anna = reader.anna
    await reader.act("comment", person=anna, post=reader.post, text="Look", photo=True)
    await reader.act("comment", person=anna, post=reader.post, text="And no photo")
    await reader.act("write", person=anna, text="", photo=True)
    seen = await reader.seen()
    first, second = seen["community"]["posts"][0]["comments"]
    (private,) = seen["dialogues"][0]["messages"]
    shown = [*first["photos"], *private["photos"]]
    assert len(set(shown)) == 2 and all(name.startswith(f"photo{anna}_") for name in shown)
    assert second["photos"] == []


async def test_staff_send_a_photo_with_a_caption_in_answer_to_a_message(reader: Reader) -> None:
    bakery = reader.show.bakery
    common = {"chat": bakery.staff.id, "person": bakery.maria.id}
    _, asked = await reader.act("say", **common, text="How does it look?")
    status, _ = await reader.act(
        "say", **common, text="Like this & that", photo=True, reply_to=asked["id"]
    )
    assert status == 200
    _, shown = await reader.said()
    assert shown["photo"] and shown["text"] == "Like this & that"
    assert shown["html"] == "Like this &amp; that" and shown["answers"]["id"] == asked["id"]
    status, told = await reader.act("say", **common, text="x" * 1025, photo=True)
    assert status == 400 and told["error"] == "act-long-caption"


async def test_a_comment_is_deleted_by_its_author_or_by_an_employee(reader: Reader) -> None:
    vk, events = reader.show.bakery.vk, []

    def listener(event: Event, before: Attempts) -> Attempts:
        events.append(event)
        return ()

    vk.stream.carriers.append(listener)
    vk.let_go()
    for more in ({}, {"by_hand": True}):
        id = vk.comment(reader.anna, reader.post, "Hi")
        assert (await reader.act("delete_comment", comment=id, **more))[0] == 200
        assert vk.wall.live(id) is None
    deleters = [one.object["deleter_id"] for one in events if one.type == "wall_reply_delete"]
    assert deleters == [reader.anna, vk.admin_id]


async def test_a_newcomer_joins_once_the_bot_listens_and_is_new_for_three_days(
    reader: Reader,
) -> None:
    bakery = reader.show.bakery
    async with asyncio.timeout(60):
        while bakery.newcomer is None:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    assert bakery.tg.webhook.url
    team = (await reader.seen())["team"]
    assert [(one["name"], one["new"]) for one in team["people"]] == [
        ("Maria", False), ("Oliver", False), ("Vera", False), ("Nina", True),
    ]  # fmt: skip
    (joined,) = team["messages"]
    assert (joined["name"], joined["service"]) == ("Nina", "new_chat_members")
    await reader.act("travel", seconds=timedelta(days=3).total_seconds())
    assert not (await reader.seen())["team"]["people"][-1]["new"]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_catalogue_is_in_the_language_of_the_demo_and_its_codes_lie_beside_it(
    language: str, tmp_path: Path
) -> None:
    catalogue.write(tmp_path, language, Loyalty("a secret"))
    written = tomllib.loads((tmp_path / "otklik.toml").read_text("utf-8"))
    coffee, cake = written["compensations"]
    assert coffee["name"] == words.say(language, "gift-coffee") and coffee["who"] == "staff"
    assert cake["name"] == words.say(language, "gift-cake") and cake["who"] == "manager"
    assert cake["secret"] == "a secret"
    assert written["COMPENSATION_BUDGET"] >= coffee["value"] + cake["value"]
    codes = (tmp_path / coffee["codes"]).read_text("utf-8").split()
    assert len(set(codes)) == catalogue.CODES


async def test_only_a_page_of_this_server_may_act(reader: Reader) -> None:
    given = {"person": reader.anna, "post": reader.post, "text": "Hi"}
    for headers in (
        {"Origin": "https://elsewhere.example"},
        {"Host": "elsewhere.example"},
        {"Content-Type": "text/plain"},
    ):
        assert (await reader.act("comment", headers, **given))[0] == 403, headers
    assert (await reader.act("comment", {"Origin": reader.url}, **given))[0] == 200
    assert (await reader.act("dance"))[0] == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/app.js", 200), ("/look.css", 200), ("/texts/bg", 200), ("/texts/xx", 404),
     ("/server.py", 404), ("/..%2fserver.py", 404), ("/%2e%2e/server.py", 404), ("/static", 404)],
)  # fmt: skip
async def test_nothing_is_served_but_the_page_s_own_files(
    reader: Reader, path: str, status: int
) -> None:
    url = aiohttp.client.URL(f"{reader.url}{path}", encoded=True)
    async with reader.session.get(url) as answer:
        assert answer.status == status
        if status == 200:
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'self'")


async def test_time_moves_for_everybody_at_once(reader: Reader) -> None:
    show = reader.show
    before = show.clock()
    await reader.act("travel", seconds=3600)
    assert timedelta(hours=1) <= show.clock() - before < timedelta(hours=1, minutes=1)
    assert show.bakery.vk.now == show.clock
    written = float((show.folder / "clock").read_text())
    assert written == show.clock.shift.total_seconds()


async def test_a_new_beginning_has_nobody_of_the_old_one(reader: Reader) -> None:
    await reader.act("comment", person=reader.anna, post=reader.post, text="Hi")
    await reader.act("trouble", name="vk-down", on=True)
    assert (await reader.seen())["troubles"] == ["vk-down"]
    old = reader.show.take
    assert (await reader.act("restart", language="ru", take=old))[0] == 200
    seen = await reader.seen()
    assert seen["world"]["take"] == old + 1 and seen["world"]["language"] == "ru"
    assert seen["community"]["posts"][0]["comments"] == [] and seen["troubles"] == []
    status, _ = await reader.act("travel", seconds=60, take=old)
    assert status == 400, "an act meant for the old world must not touch the new one"


def test_the_texts_of_the_demo_are_the_same_in_every_language() -> None:
    for language in words.LANGUAGES:
        assert words.keys(language) == words.keys("ru")
        for key, text in words.templates(language).items():
            wanted = set(words.TEMPLATE.findall(words.templates("ru")[key]))
            assert set(words.TEMPLATE.findall(text)) == wanted, f"{language}: {key}"


def test_every_text_the_page_asks_for_is_there_and_no_other() -> None:
    page = "".join(
        file.read_text("utf-8") for file in Path("sandbox/page/static").glob("*.js")
    ) + "".join(file.read_text("utf-8") for file in Path("sandbox").rglob("*.py"))
    known = words.keys("en")
    unused = [key for key in known if key not in page and not _made_up(key)]
    assert unused == []


def _made_up(key: str) -> bool:
    """Tell whether a key is put together of parts in the code."""
    parts = ("cast-", "chip-", "sample-", "clock-", "health-", "trouble-", "tour-", "theme-",
             "time-", "tab-", "service-")  # fmt: skip
    return key.startswith(parts)


def test_clocks_of_a_bot_that_has_no_database_yet_are_unreadable(tmp_path: Path) -> None:
    with pytest.raises(clocks.Unreadable):
        clocks.read(tmp_path / "otklik.db")
    (tmp_path / "otklik.db").write_text("no database")
    with pytest.raises(clocks.Unreadable):
        clocks.read(tmp_path / "otklik.db")
