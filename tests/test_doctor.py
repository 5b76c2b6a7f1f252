"""The doctor finds whatever is wrong and says what to do, touching nothing.

Both platforms are the local ones, over real HTTP. Everything any test hears is also put into the
words of all three languages, with no variable missing, a mend wherever it is not well, and none of
the secrets in it.
"""

import ast
import asyncio
import io
import json
import os
import shutil
import sqlite3
import ssl
import sys
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from aiogram.client.session.aiohttp import AiohttpSession
from fluent.syntax import ast as fluent
from fluent.syntax import parse

import bot.doctor
from bot.__main__ import main
from bot.clock import Clock, system_clock
from bot.doctor import finding, machine, needed, visit
from bot.doctor.finding import Finding, Level
from bot.doctor.report import MARKS, PLAIN_MARKS, Report
from bot.settings import Settings, load
from bot.store import migrate as migrations
from bot.store import version as versions
from bot.store.engine import Store
from bot.store.migrate import migrate
from bot.store.version import Version
from bot.voice import LANGUAGES, NoSuchWords, speak
from sandbox.faults import Error, Status
from sandbox.telegram import Chat, Telegram
from sandbox.vk import Vk
from tests import schemas

ROOT = Path(__file__).parents[1]
GROUP = 7
TOKEN = "100:staff-hunter2-token"
PUBLIC = "https://bot.zerno.example"
HOOK, CALLBACK = f"{PUBLIC}/telegram/webhook", f"{PUBLIC}/vk/callback"
OK, WARNING, PROBLEM = Level.OK, Level.WARNING, Level.PROBLEM
ASKED_OF_TELEGRAM = {"getMe", "getChat", "getChatMember", "getWebhookInfo", "sendChatAction"}
ASKED_OF_VK = {
    "groups.getById", "groups.getTokenPermissions", "groups.getLongPollSettings",
    "groups.getCallbackServers", "wall.get",
}  # fmt: skip
ONE_CONTEXT = cache(ssl.create_default_context)


class Visit:
    """What a visit found."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @property
    def ill(self) -> set[str]:
        """All that is not well, but what the program cannot do for anybody."""
        found = [one for one in self.report.findings if one.level is not OK]
        return {f"{one.check} {one.said}" for one in found} - {"summary.places unheard"}

    @property
    def well(self) -> set[str]:
        return {f"{one.check} {one.said}" for one in self.report.findings if one.level is OK}

    def __getitem__(self, check: str) -> Finding:
        [found] = [one for one in self.report.findings if one.check == check]
        return found

    def mend(self, check: str, locale: str = "en") -> str:
        return speak(locale, f"{self[check].key}.mend", self[check].values, strict=True)


class Clinic:
    """A brand whose bot is about to be started: all is well until a test spoils something."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lines: list[str] = []
        self.tg = Telegram(TOKEN)
        self.vk = Vk(
            GROUP, "Пекарня «Зерно»", "zerno", system_clock, (),
            community_key="vk1.a.hunter2-community", user_key="vk1.a.hunter2-user",
            service_key="hunter2-service",
        )  # fmt: skip
        self.vk.gate.limits.update(community=1000, user=1000, service=1000)
        self.staff = self.tg.group("Команда", forum=True)
        self.boss = self.tg.person("Вера", "Ильина")
        self.tg.join(self.boss, self.staff)
        self.tg.say_private(self.boss, "/start")

    async def start(self) -> "Clinic":
        await self.tg.start()
        await self.vk.start()
        self.env = {
            "LOCALE": "en",
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.tg.url,
            "STAFF_CHAT": str(self.staff.id),
            "MANAGERS": str(self.boss.id),
            "VK_GROUP_ID": str(GROUP),
            "VK_TOKEN": self.vk.community_key,
            "VK_SERVICE_TOKEN": self.vk.service_key,
            "VK_API_URL": self.vk.url,
        }
        return self

    def without_vk(self) -> None:
        for name in [name for name in self.env if name.startswith("VK_")]:
            del self.env[name]

    def move_to(self, staff: Chat) -> None:
        """Let another chat be the team's, with the manager in it."""
        self.staff = staff
        self.tg.join(self.boss, staff)
        self.env["STAFF_CHAT"] = str(staff.id)

    def write(self) -> None:
        lines = [f"{name}='{value}'" for name, value in self.env.items()]
        (self.folder / ".env").write_text("\n".join(lines + self.lines), "utf-8")

    async def visit(self, clock: Clock = system_clock) -> Visit:
        self.write()
        report = await visit(clock)
        self.spoken(report)
        return Visit(report)

    def spoken(self, report: Report) -> None:
        """Say it in every language: nothing is missing, and nothing is given away."""
        for locale in LANGUAGES:
            told = Report(report.findings, locale, strict=True)
            said = told.json()
            for one in json.loads(said)["checks"]:
                assert (one["mend"] is None) == (one["level"] == "ok"), one
            assert "hunter2" not in said and "hunter2" not in "".join(told.lines())

    async def main(self, *arguments: str) -> int:
        self.write()
        return await asyncio.to_thread(main, ["doctor", *arguments])


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep this machine's settings out of it, and all waits that nobody here needs."""

    async def close(session: AiohttpSession) -> None:
        if session._session is not None:
            await session._session.close()

    monkeypatch.setattr(AiohttpSession, "close", close)  # its own sleeps for a quarter of a second
    monkeypatch.setattr(ssl, "create_default_context", ONE_CONTEXT)  # reads all certificates
    monkeypatch.setattr(bot.doctor, "COMMUNITY_PACE", 1000)
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def clinic(tmp_path: Path) -> AsyncIterator[Clinic]:
    made = await Clinic(tmp_path).start()
    yield made
    await made.tg.stop()
    await made.vk.stop()
    if schemas.PRESENT:
        with_a_key = [one for one in made.vk.calls if one.token_kind]
        assert schemas.complaints(with_a_key, made.tg.calls) == []


# --- all well


async def test_where_all_is_well_it_says_so_and_what_will_work(clinic: Clinic) -> None:
    seen = await clinic.visit()
    assert seen.ill == set() and seen.report.well
    assert seen.well >= {
        "settings ok", "database new", "hours open", "telegram.token ok", "telegram.chat ok",
        "telegram.forum ok", "telegram.admin ok", "telegram.topics ok", "telegram.webhook polled",
        "telegram.managers ok", "vk.key ok", "vk.community ok", "vk.rights ok", "vk.long-poll off",
        "vk.service-key ok", "summary.comments auto",
        "summary.team topics", "summary.overdue called",
    }  # fmt: skip
    assert seen["summary.places"].level is WARNING, "what nobody hears yet is always told"


async def test_things_are_told_in_the_order_in_which_they_are_mended(clinic: Clinic) -> None:
    parts = [one.check.partition(".")[0] for one in (await clinic.visit()).report.findings]
    assert list(dict.fromkeys(parts)) == [
        "settings", "database", "hours", "telegram", "vk", "summary",
    ]  # fmt: skip


async def test_with_a_public_address_both_platforms_are_told_where_to_send(clinic: Clinic) -> None:
    clinic.env["PUBLIC_URL"] = PUBLIC
    seen = await clinic.visit()
    assert seen.ill == set()
    assert seen.well >= {"telegram.webhook unset", "vk.callback absent"}


async def test_a_bot_at_work_is_found_at_work(clinic: Clinic) -> None:
    clinic.env["PUBLIC_URL"] = PUBLIC
    clinic.tg.webhook.url = HOOK
    server = clinic.vk.couriers.add(title="Otklik", url=CALLBACK, secret="s", creator_id=0)
    await clinic.vk.idle()
    server.status = "ok"
    seen = await clinic.visit()
    assert seen.ill == set()
    assert seen.well >= {"telegram.webhook ok", "vk.callback ok"}


async def test_it_only_asks_and_leaves_nothing_behind(clinic: Clinic) -> None:
    clinic.env |= {"PUBLIC_URL": PUBLIC, "VK_USER_TOKEN": clinic.vk.user_key}
    await clinic.visit()
    del clinic.env["PUBLIC_URL"]
    await clinic.visit()
    assert {one.method for one in clinic.tg.calls} == ASKED_OF_TELEGRAM
    assert {one.method for one in clinic.vk.calls} == ASKED_OF_VK
    assert clinic.tg.webhook.url == "" and not clinic.vk.servers
    assert not clinic.vk.long_poll.enabled
    assert [one for one in clinic.tg.messages(clinic.staff) if one.is_bot] == []
    assert [one for one in clinic.tg.private(clinic.boss) if one.is_bot] == []
    assert [one.name for one in clinic.folder.iterdir()] == [".env"]


# --- Telegram


def refused_token(clinic: Clinic) -> None:
    clinic.env["TELEGRAM_TOKEN"] = "1:hunter2"


def no_id_yet(clinic: Clinic) -> None:
    clinic.env["STAFF_CHAT"] = "-1"


def unknown_chat(clinic: Clinic) -> None:
    clinic.env["STAFF_CHAT"] = "-1009999999999"


def never_added(clinic: Clinic) -> None:
    clinic.move_to(clinic.tg.group("Команда", forum=True, bot=None))


def thrown_out(clinic: Clinic) -> None:
    clinic.tg.kick_bot(clinic.staff)


def in_a_public_group_it_left(clinic: Clinic) -> None:
    left = {"ok": True, "result": {"status": "left", "user": {"id": clinic.tg.bot.id}}}
    clinic.tg.faults.order("getChatMember", Status(200, json.dumps(left)))


def a_channel(clinic: Clinic) -> None:
    clinic.move_to(clinic.tg.group("Новости", kind="channel"))


def moved(clinic: Clinic) -> None:
    clinic.move_to(clinic.tg.group("Команда", kind="group"))
    clinic.tg.upgrade(clinic.staff).is_forum = True


def no_topics_in_the_group(clinic: Clinic) -> None:
    clinic.staff.is_forum = False


def no_administrator(clinic: Clinic) -> None:
    clinic.tg.add_bot_to(clinic.staff, status="member")


def no_administrator_and_no_topics(clinic: Clinic) -> None:
    no_administrator(clinic)
    no_topics_in_the_group(clinic)


def no_administrator_and_privacy(clinic: Clinic) -> None:
    no_administrator_and_no_topics(clinic)
    clinic.tg.can_read_all_group_messages = False


def no_right_to_topics(clinic: Clinic) -> None:
    clinic.tg.add_bot_to(clinic.staff, rights={"can_manage_chat"})


def never_wrote(clinic: Clinic) -> None:
    clinic.boss.started = False


def has_blocked(clinic: Clinic) -> None:
    clinic.tg.block(clinic.boss)


def left_the_group(clinic: Clinic) -> None:
    clinic.tg.leave(clinic.boss, clinic.staff)


def unknown_owner(clinic: Clinic) -> None:
    clinic.env["OWNERS"] = "999"


def no_managers(clinic: Clinic) -> None:
    clinic.env["MANAGERS"] = ""


def webhook_elsewhere(clinic: Clinic) -> None:
    clinic.env["PUBLIC_URL"] = PUBLIC
    clinic.tg.webhook.url = f"https://crm.example/bots/{TOKEN}"


def webhook_while_polling(clinic: Clinic) -> None:
    clinic.tg.webhook.url = f"https://crm.example/bots/{TOKEN}"


def webhook_in_trouble(clinic: Clinic) -> None:
    clinic.env["PUBLIC_URL"] = PUBLIC
    clinic.tg.webhook.url = HOOK
    clinic.tg.webhook.last_error_date = int(datetime.now(UTC).timestamp()) - 60
    clinic.tg.webhook.last_error_message = f"Connection refused for {TOKEN}"


def telegram_down(clinic: Clinic) -> None:
    clinic.tg.down = True


def telegram_too_busy(clinic: Clinic) -> None:
    clinic.tg.faults.order("getMe", Error(429, "Too Many Requests", {"retry_after": 30}))


def not_a_token_at_all(clinic: Clinic) -> None:
    clinic.tg.faults.order("getMe", Error(404, "Not Found"))


def no_telegram_at_that_address(clinic: Clinic) -> None:
    clinic.tg.faults.order("getChat", Status(200, '{"ok": true, "result": {}}'))


IN_TELEGRAM: list[tuple[Callable[[Clinic], None], str, str, Level, str]] = [
    (refused_token, "telegram.token", "refused", PROBLEM, "@BotFather"),
    (not_a_token_at_all, "telegram.token", "refused", PROBLEM, "@BotFather"),
    (no_id_yet, "telegram.chat", "placeholder", PROBLEM, "add @otklik_bot to the team's group"),
    (unknown_chat, "telegram.chat", "unknown", PROBLEM, "starts with -100"),
    (never_added, "telegram.chat", "outside", PROBLEM, "Add @otklik_bot"),
    (thrown_out, "telegram.chat", "outside", PROBLEM, "Add @otklik_bot"),
    (in_a_public_group_it_left, "telegram.chat", "outside", PROBLEM, "Add @otklik_bot"),
    (a_channel, "telegram.chat", "channel", PROBLEM, "Make a group"),
    (moved, "telegram.chat", "moved", WARNING, "STAFF_CHAT=-100"),
    (no_topics_in_the_group, "telegram.forum", "off", WARNING, "Topics"),
    (no_administrator, "telegram.admin", "needed", PROBLEM, "Manage topics"),
    (no_administrator_and_no_topics, "telegram.admin", "missing", WARNING, "Add administrator"),
    (no_administrator_and_privacy, "telegram.privacy", "on", WARNING, "/setprivacy"),
    (no_right_to_topics, "telegram.topics", "missing", PROBLEM, "Manage topics"),
    (never_wrote, "telegram.managers", "far", WARNING, "https://t.me/otklik_bot"),
    (has_blocked, "telegram.managers", "far", WARNING, "Unblock"),
    (left_the_group, "telegram.members", "outside", WARNING, "Add this person"),
    (unknown_owner, "telegram.members", "outside", WARNING, "OWNERS"),
    (no_managers, "telegram.managers", "none", WARNING, "MANAGERS"),
    (webhook_elsewhere, "telegram.webhook", "foreign", WARNING, "another program"),
    (webhook_while_polling, "telegram.webhook", "taken", WARNING, "another program"),
    (webhook_in_trouble, "telegram.webhook", "failing", WARNING, "HTTPS"),
    (telegram_down, "telegram.server", "away", PROBLEM, "online"),
    (telegram_too_busy, "telegram.server", "busy", PROBLEM, "Wait"),
    (no_telegram_at_that_address, "telegram.server", "odd", PROBLEM, "TELEGRAM_API_URL"),
]
FOLLOWS = {
    "no_administrator_and_no_topics": {"telegram.forum off"},
    "no_administrator_and_privacy": {"telegram.forum off", "telegram.admin missing"},
    "never_wrote": {"summary.overdue group-only"},
    "has_blocked": {"summary.overdue group-only"},
    "no_managers": {"summary.overdue group-only"},
}
"""What else is not well in the same case."""


@pytest.mark.parametrize(
    ("spoil", "check", "said", "level", "mend"),
    IN_TELEGRAM,
    ids=lambda one: getattr(one, "__name__", ""),
)
async def test_what_is_wrong_in_telegram_is_found_with_its_mend(
    clinic: Clinic, spoil: Callable[[Clinic], None], check: str, said: str, level: Level, mend: str
) -> None:
    spoil(clinic)
    seen = await clinic.visit()
    assert (seen[check].said, seen[check].level) == (said, level)
    assert mend in seen.mend(check)
    follows = {"summary.team none"} if level is PROBLEM else FOLLOWS.get(spoil.__name__, set())
    assert seen.ill == {f"{check} {said}"} | follows
    assert seen.report.well == (level is WARNING)


async def test_a_group_that_moved_is_looked_at_where_it_is_now(clinic: Clinic) -> None:
    moved(clinic)
    seen = await clinic.visit()
    assert seen.report.well and seen.well >= {"telegram.forum ok", "telegram.topics ok"}
    assert seen["telegram.chat"].values["new"] == str(clinic.staff.migrated_to)


async def test_a_manager_is_named_as_the_group_knows_them(clinic: Clinic) -> None:
    never_wrote(clinic)
    clinic.env["MANAGERS"] = f"{clinic.boss.id},999"
    findings = (await clinic.visit()).report.findings
    far = [one.values["who"] for one in findings if one.check == "telegram.managers"]
    assert far == [f"Вера Ильина ({clinic.boss.id})", "999"]


async def test_without_administrators_rights_privacy_off_is_enough(clinic: Clinic) -> None:
    no_administrator_and_no_topics(clinic)
    assert "telegram.privacy ok" in (await clinic.visit()).well


async def test_only_the_host_of_a_foreign_webhook_is_told(clinic: Clinic) -> None:
    webhook_elsewhere(clinic)
    clinic.tg.webhook.url = "https://name:hunter2@crm.example:8443/hunter2"
    assert (await clinic.visit())["telegram.webhook"].values == {"place": "crm.example:8443"}


async def test_a_webhook_s_old_error_is_no_news(clinic: Clinic) -> None:
    webhook_in_trouble(clinic)
    clinic.tg.webhook.last_error_date = int(datetime.now(UTC).timestamp()) - 2 * 3600
    assert "telegram.webhook ok" in (await clinic.visit()).well


async def test_a_telegram_server_of_another_version_is_understood(clinic: Clinic) -> None:
    chat = {"id": clinic.staff.id, "type": "supergroup", "title": "К", "is_forum": True}
    bot = {"status": "administrator", "can_manage_topics": True, "user": {"id": 100}}
    for method, result in (("getChat", chat), ("getChatMember", bot)):
        answer = json.dumps({"ok": True, "result": result})
        clinic.tg.faults.order(method, Status(200, answer))
    assert (await clinic.visit()).ill == set()


async def test_what_the_platforms_say_stays_in_one_line(clinic: Clinic) -> None:
    clinic.staff.title = "Team\n✗ all\x1b[2J is lost"
    [line] = [
        one for one in (await clinic.visit()).report.lines() if "all" in one and "lost" in one
    ]
    assert "\x1b" not in line and line.startswith(MARKS[OK])


# --- VK


def vk_refuses(code: int) -> Callable[[Clinic], None]:
    def spoil(clinic: Clinic) -> None:
        clinic.vk.faults.order("groups.getById", Error(code))

    spoil.__name__ = f"error_{code}"
    return spoil


def wrong_key(clinic: Clinic) -> None:
    clinic.env["VK_TOKEN"] = "vk1.a.hunter2"


def a_person_s_key(clinic: Clinic) -> None:
    clinic.env["VK_TOKEN"] = clinic.vk.user_key


def an_application_s_key(clinic: Clinic) -> None:
    clinic.env["VK_TOKEN"] = clinic.vk.service_key


def another_community(clinic: Clinic) -> None:
    clinic.env["VK_GROUP_ID"] = "8"


def without(right: str) -> Callable[[Clinic], None]:
    def spoil(clinic: Clinic) -> None:
        clinic.vk.community_rights.discard(right)

    spoil.__name__ = f"without_{right}"
    return spoil


def callback(status: str) -> Callable[[Clinic], None]:
    def spoil(clinic: Clinic) -> None:
        clinic.env["PUBLIC_URL"] = PUBLIC
        clinic.vk.couriers.confirm = lambda server: None  # type: ignore[method-assign]
        server = clinic.vk.couriers.add(title="O", url=CALLBACK, secret="s", creator_id=0)
        server.status = status

    spoil.__name__ = f"callback_{status}"
    return spoil


def no_room_for_a_server(clinic: Clinic) -> None:
    clinic.env["PUBLIC_URL"] = PUBLIC
    clinic.vk.couriers.confirm = lambda server: None  # type: ignore[method-assign]
    for _ in range(10):
        clinic.vk.couriers.add(title="CRM", url="https://crm.example", secret="", creator_id=0)


def no_server_by_hand(clinic: Clinic) -> None:
    clinic.env["VK_CONFIRMATION"] = "c0de"


def vk_down(clinic: Clinic) -> None:
    clinic.vk.down = True


def no_vk_at_that_address(clinic: Clinic) -> None:
    clinic.vk.faults.order("groups.getById", Status(200, '{"response": {"groups": []}}'))


def wrong_service_key(clinic: Clinic) -> None:
    clinic.env["VK_SERVICE_TOKEN"] = "hunter2"


def wrong_user_key(clinic: Clinic) -> None:
    clinic.env["VK_USER_TOKEN"] = "hunter2"


def no_key_to_read_with(clinic: Clinic) -> None:
    del clinic.env["VK_SERVICE_TOKEN"]


IN_VK: list[tuple[Callable[[Clinic], None], str, str, Level, str]] = [
    (wrong_key, "vk.key", "refused", PROBLEM, "Create a new token"),
    (vk_refuses(27), "vk.key", "refused", PROBLEM, "Create a new token"),
    (vk_refuses(1117), "vk.key", "expired", PROBLEM, "Create a new token"),
    (a_person_s_key, "vk.key", "kind", PROBLEM, "A community's token is needed"),
    (an_application_s_key, "vk.key", "kind", PROBLEM, "A community's token is needed"),
    (vk_refuses(14), "vk.key", "captcha", PROBLEM, "pass the check"),
    (vk_refuses(29), "vk.key", "busy", PROBLEM, "Wait"),
    (vk_refuses(42), "vk.key", "address", PROBLEM, "address"),
    (vk_refuses(23), "vk.key", "odd", PROBLEM, "dev.vk.com"),
    (vk_refuses(10), "vk.server", "away", PROBLEM, "online"),
    (another_community, "vk.community", "other", PROBLEM, "VK_GROUP_ID=7"),
    (without("wall"), "vk.wall", "missing", PROBLEM, "right to the wall"),
    (without("manage"), "vk.manage", "missing", PROBLEM, "manage the community"),
    (without("messages"), "vk.messages", "missing", WARNING, "right to messages"),
    (callback("failed"), "vk.callback", "failed", WARNING, "HTTPS"),
    (callback("unheard-of"), "vk.callback", "failed", WARNING, "HTTPS"),
    (callback("unconfigured"), "vk.callback", "unconfigured", WARNING, "otklik run"),
    (no_room_for_a_server, "vk.callback", "full", PROBLEM, "Remove one"),
    (no_server_by_hand, "vk.callback", "none-by-hand", PROBLEM, "empty VK_CONFIRMATION"),
    (vk_down, "vk.server", "away", PROBLEM, "online"),
    (no_vk_at_that_address, "vk.server", "odd", PROBLEM, "VK_API_URL"),
    (wrong_service_key, "vk.service-key", "refused", WARNING, "id.vk.com"),
    (wrong_user_key, "vk.user-key", "refused", WARNING, "administrator"),
    (no_key_to_read_with, "vk.reading", "none", WARNING, "VK_SERVICE_TOKEN"),
]


@pytest.mark.parametrize(
    ("spoil", "check", "said", "level", "mend"), IN_VK, ids=lambda one: getattr(one, "__name__", "")
)
async def test_what_is_wrong_in_vk_is_found_with_its_mend(
    clinic: Clinic, spoil: Callable[[Clinic], None], check: str, said: str, level: Level, mend: str
) -> None:
    spoil(clinic)
    seen = await clinic.visit()
    assert (seen[check].said, seen[check].level) == (said, level)
    assert mend in seen.mend(check)
    follows = {"summary.comments unheard", "summary.team none"} if level is PROBLEM else set()
    if check == "vk.wall":  # what is heard can still be brought to the team
        follows = {"summary.comments escalated"}
    assert seen.ill == {f"{check} {said}"} | follows
    assert seen.report.well == (level is WARNING)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(callback("wait"), "wait"), (callback("ok"), "ok"), (lambda clinic: None, "absent")],
)
async def test_a_callback_server_that_does_well_is_told(
    clinic: Clinic, spoil: Callable[[Clinic], None], said: str
) -> None:
    clinic.env["PUBLIC_URL"] = PUBLIC
    spoil(clinic)
    seen = await clinic.visit()
    assert seen.ill == set() and f"vk.callback {said}" in seen.well


async def test_a_server_made_by_hand_is_believed_where_one_is_confirmed(clinic: Clinic) -> None:
    callback("ok")(clinic)
    del clinic.env["PUBLIC_URL"]
    clinic.env["VK_CONFIRMATION"] = "c0de"
    seen = await clinic.visit()
    assert seen.ill == set() and "vk.callback by-hand" in seen.well


async def test_long_poll_that_is_on_is_told(clinic: Clinic) -> None:
    clinic.vk.long_poll.enabled = True
    assert "vk.long-poll on" in (await clinic.visit()).well


async def test_the_administrator_s_key_is_enough_to_read(clinic: Clinic) -> None:
    del clinic.env["VK_SERVICE_TOKEN"]
    clinic.env["VK_USER_TOKEN"] = clinic.vk.user_key
    seen = await clinic.visit()
    assert seen.ill == set() and "vk.user-key ok" in seen.well


@pytest.mark.parametrize("fault", [Error(6), Error(10), Status(503)])
async def test_a_key_vk_cannot_judge_at_the_moment_is_passed_over(
    clinic: Clinic, fault: Error | Status
) -> None:
    clinic.vk.faults.order("wall.get", fault)
    seen = await clinic.visit()
    assert seen.ill == set() and "vk.service-key ok" not in seen.well


async def test_a_platform_that_is_away_keeps_nobody_from_the_other(clinic: Clinic) -> None:
    telegram_down(clinic)
    seen = await clinic.visit()
    assert "telegram.server away" in seen.ill and "vk.rights ok" in seen.well
    clinic.tg.down, clinic.vk.down = False, True
    seen = await clinic.visit()
    assert "vk.server away" in seen.ill and "telegram.topics ok" in seen.well


async def test_a_platform_that_keeps_silent_is_away_in_the_end(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sandbox.faults import Silence

    monkeypatch.setattr(bot.doctor, "PATIENCE", 0.05)
    clinic.without_vk()
    clinic.tg.faults.order("getChat", Silence())
    seen = await clinic.visit()
    assert "telegram.server away" in seen.ill and "telegram.token ok" in seen.well


async def test_a_bug_is_not_taken_for_a_platform_s_failure(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(settings: Settings) -> list[str]:
        raise KeyError("bug")

    monkeypatch.setattr(machine, "clocks", broken)
    with pytest.raises(ExceptionGroup):
        await clinic.visit()


# --- the settings


async def test_wrong_settings_are_named_as_run_names_them(
    clinic: Clinic, capsys: pytest.CaptureFixture[str]
) -> None:
    clinic.env |= {"STAFF_CHAT": "team", "UNDO": "soon", "PUBLIC_URL": "http://a.b"}
    del clinic.env["TELEGRAM_TOKEN"]
    clinic.write()
    assert main(["run"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 4
    assert await clinic.main() == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line[2:] for line in lines if line.startswith("✗")][:4] == told
    assert await clinic.main("--json") == 1
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert [one["text"] for one in checks if one["check"] == "settings"] == told


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("TELEGRAM_TOKEN", "staff", "@BotFather"),
        ("STAFF_CHAT", "1001", "STAFF_CHAT=-1"),
        ("VK_GROUP_ID", "-7", "club123"),
        ("VK_TOKEN", "", "Create token"),
        ("UNDO", "soon", "Fix UNDO"),
    ],
)
async def test_a_wrong_setting_has_its_own_mend(
    clinic: Clinic, name: str, value: str, mend: str
) -> None:
    clinic.env[name] = value
    assert mend in (await clinic.visit()).mend("settings")


WRONG_VALUES = {
    "LOCALE": "de", "TIMEZONE": "Mars", "WORKING_HOURS": "9", "TELEGRAM_TOKEN": "x",
    "TELEGRAM_API_URL": "x", "STAFF_CHAT": "x", "MANAGERS": "@vera", "OWNERS": "x",
    "VK_GROUP_ID": "x", "VK_TOKEN": "", "VK_API_URL": "x", "PUBLIC_URL": "x", "LISTEN": "x",
    "DATABASE_URL": "x", "ACK": "x", "ACK_CEILING": "x", "DRY_RUN": "x", "UNDO": "x",
    "ASK_HOURS": "x", "HOLIDAYS": "x", "TELEGRAM_GROUP_RATE": "x", "TELEGRAM_SECRET": "?",
}  # fmt: skip


async def test_one_wrong_setting_keeps_nobody_from_the_rest(clinic: Clinic) -> None:
    whole = {one.partition(" ")[0] for one in (await clinic.visit()).well}
    for name, value in WRONG_VALUES.items():
        right = clinic.env.get(name, "")
        clinic.env[name] = value
        seen = await clinic.visit()
        clinic.env[name] = right
        assert seen.ill == {"settings wrong"}, name
        left = {one for one in whole if not one.startswith("summary.") and one != "settings"}
        told = {one.partition(" ")[0] for one in seen.well}
        assert told == {one for one in left if name not in needed(one)}, name


async def test_names_of_settings_that_checks_need_are_real() -> None:
    named = {name for names in bot.doctor.NEEDS.values() for name in names}
    assert {name.lower() for name in named} <= Settings.model_fields.keys()


async def test_three_mistakes_in_one_file_are_found_each_with_its_mend(clinic: Clinic) -> None:
    clinic.env |= {"WORKING_HOURS": "Mo-Fri 9-18", "VK_GROUP_ID": "8"}
    no_right_to_topics(clinic)
    seen = await clinic.visit()
    assert seen.ill == {
        "settings wrong", "vk.community other", "telegram.topics missing",
    }  # fmt: skip
    assert "WORKING_HOURS" in seen.mend("settings")
    assert "VK_GROUP_ID=7" in seen.mend("vk.community")
    assert "Manage topics" in seen.mend("telegram.topics")
    assert not seen.report.well


async def test_three_mistakes_of_values_are_found_each_with_its_mend(clinic: Clinic) -> None:
    clinic.env |= {"TELEGRAM_TOKEN": "1:hunter2", "VK_TOKEN": "hunter2", "MANAGERS": ""}
    seen = await clinic.visit()
    assert {"telegram.token refused", "vk.key refused"} <= seen.ill
    clinic.env |= {"TELEGRAM_TOKEN": TOKEN}
    assert {"telegram.managers none", "vk.key refused"} <= (await clinic.visit()).ill


async def test_where_there_is_no_env_file_that_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = Visit(await visit())
    assert "settings.file missing" in found.ill
    assert found["settings.file"].values == {"folder": str(tmp_path)}


async def test_a_slip_of_the_pen_in_a_name_is_told(clinic: Clinic) -> None:
    clinic.env["VK_GROUPID"] = clinic.env.pop("VK_GROUP_ID")
    clinic.env["POSTGRES_PASSWORD"] = "of another program"
    del clinic.env["VK_TOKEN"]
    seen = await clinic.visit()
    assert seen["settings.names"].values == {"name": "VK_GROUPID", "meant": "VK_GROUP_ID"}
    assert "VK_GROUP_ID" in seen.mend("settings.names")
    assert "settings.communities none" in seen.ill


async def test_a_line_that_is_no_name_at_all_is_not_repeated(clinic: Clinic) -> None:
    clinic.lines.append("VK_SERVICE_TOKEN:hunter2")
    assert (await clinic.visit()).ill == set()


async def test_a_bot_that_listens_to_nobody_cannot_work(clinic: Clinic) -> None:
    clinic.without_vk()
    seen = await clinic.visit()
    assert seen.ill == {"settings.communities none", "summary.team none"}
    assert not seen.report.well
    assert "VK_GROUP_ID" in seen.mend("settings.communities")


async def test_communities_whose_part_is_not_built_are_nobody(clinic: Clinic) -> None:
    clinic.without_vk()
    clinic.env["TELEGRAM_COMMUNITIES"] = "-1005"
    seen = await clinic.visit()
    if "TELEGRAM_COMMUNITIES" in load(folder=clinic.folder).not_built:
        assert seen.ill >= {"settings.communities none", "settings.unbuilt some"}
    else:
        assert "settings.communities none" not in seen.ill


@pytest.mark.parametrize(
    "files", [{"otklik.toml": b"UNDOO = 5"}, {"otklik.toml": b"["}, {".env": b"\xff\xfe"}]
)
async def test_a_file_that_cannot_be_read_is_told(files: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    found = Visit(await visit())
    assert found["settings"].said == "wrong" and found["settings"].level is PROBLEM


@pytest.mark.parametrize(
    ("settings", "said"),
    [({"ACK": "approve"}, "approve"), ({"ACK": "off"}, "off"), ({"DRY_RUN": "true"}, "dry")],
)
async def test_what_the_settings_do_to_the_first_answer_is_told(
    clinic: Clinic, settings: dict[str, str], said: str
) -> None:
    clinic.env |= settings
    seen = await clinic.visit()
    assert seen.report.well and f"summary.comments {said}" in seen.well


async def test_cards_without_topics_are_told(clinic: Clinic) -> None:
    no_topics_in_the_group(clinic)
    assert "summary.team cards" in (await clinic.visit()).well


# --- the database


def sqlite(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def made(path: Path) -> str:
    store = Store(sqlite(path))
    await migrate(store)
    await store.close()
    return sqlite(path)


def changed(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


async def stands(clinic: Clinic, url: str) -> Finding:
    clinic.without_vk()
    clinic.env["DATABASE_URL"] = url
    return (await clinic.visit())["database"]


async def test_a_database_of_this_version_is_well_and_left_as_it_was(clinic: Clinic) -> None:
    path = clinic.folder / "a #?%.db"
    url = await made(path)
    before = {one.name: one.read_bytes() for one in clinic.folder.iterdir()}
    assert (await stands(clinic, url)).said == "newest"
    after = {one.name: one.read_bytes() for one in clinic.folder.iterdir() if one.name != ".env"}
    assert after == before


async def test_a_database_at_work_is_read_as_it_is_now(clinic: Clinic) -> None:
    store = Store(sqlite(clinic.folder / "otklik.db"))
    await migrate(store)
    assert (await stands(clinic, sqlite(clinic.folder / "otklik.db"))).said == "newest"
    await store.close()


async def test_an_empty_database_will_be_prepared(clinic: Clinic) -> None:
    (clinic.folder / "otklik.db").touch()
    found = await stands(clinic, sqlite(clinic.folder / "otklik.db"))
    assert (found.said, found.level) == ("none", OK)


async def test_an_older_database_will_be_migrated(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = await made(clinic.folder / "otklik.db")
    scripts = clinic.folder / "migrations"
    shutil.copytree(migrations.HERE, scripts)
    with sqlite3.connect(clinic.folder / "otklik.db") as connection:
        [(head,)] = connection.execute("SELECT version_num FROM alembic_version")
    connection.close()
    later = f'revision = "later"\ndown_revision = "{head}"\n'
    (scripts / "versions" / "later.py").write_text(later, "utf-8")
    monkeypatch.setattr(versions, "HERE", scripts)
    found = await stands(clinic, url)
    assert (found.said, found.level) == ("older", OK)


async def test_a_newer_database_is_a_problem(clinic: Clinic) -> None:
    url = await made(clinic.folder / "otklik.db")
    changed(clinic.folder / "otklik.db", "UPDATE alembic_version SET version_num = 'later'")
    found = await stands(clinic, url)
    assert (found.said, found.level) == ("unknown", PROBLEM)


async def test_another_program_s_database_is_a_problem(clinic: Clinic) -> None:
    changed(clinic.folder / "crm.db", "CREATE TABLE cases (id)")
    found = await stands(clinic, sqlite(clinic.folder / "crm.db"))
    assert (found.said, found.level) == ("foreign", PROBLEM)


async def test_what_is_no_database_is_a_problem(clinic: Clinic) -> None:
    (clinic.folder / "otklik.db").write_text("Dear diary, " * 100, "utf-8")
    found = await stands(clinic, sqlite(clinic.folder / "otklik.db"))
    assert (found.said, found.level) == ("unusable", PROBLEM)


async def test_a_folder_that_is_not_there_yet_will_be_made(clinic: Clinic) -> None:
    found = await stands(clinic, sqlite(clinic.folder / "data" / "deep" / "otklik.db"))
    assert (found.said, found.level) == ("new", OK)
    assert not (clinic.folder / "data").exists()


async def test_a_place_that_takes_no_file_is_a_problem(clinic: Clinic) -> None:
    (clinic.folder / "data").touch()
    found = await stands(clinic, sqlite(clinic.folder / "data" / "otklik.db"))
    assert (found.said, found.level) == ("no-place", PROBLEM)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder that takes nobody's files")
async def test_a_folder_that_takes_no_file_is_a_problem(clinic: Clinic) -> None:
    found = await stands(clinic, sqlite(Path("/proc/otklik.db")))
    assert (found.said, found.level) == ("no-place", PROBLEM)
    assert found.values["where"] == "/proc"


async def test_a_full_disk_is_a_problem(clinic: Clinic) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    clinic.write()
    settings = load()
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))  # as full as a disk may look
    try:
        [found] = [one async for one in machine.database(settings)]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (found.said, found.level) == ("no-place", PROBLEM)


async def test_a_file_that_may_not_be_written_is_a_problem(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = await made(clinic.folder / "otklik.db")
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anything
    found = await stands(clinic, url)
    assert (found.said, found.level) == ("unwritable", PROBLEM)


async def test_a_database_server_that_is_not_there_is_a_problem(clinic: Clinic) -> None:
    found = await stands(clinic, "postgresql+asyncpg://otklik:hunter2@127.0.0.1:1/otklik")
    assert (found.said, found.level) == ("unusable", PROBLEM)
    assert found.values["where"] == "127.0.0.1/otklik"


async def test_a_database_server_that_keeps_silent_is_a_problem(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(url: str) -> Version:
        await asyncio.sleep(60)
        raise AssertionError

    monkeypatch.setattr(bot.doctor, "PATIENCE", 0.05)
    monkeypatch.setattr(machine, "version", silent)
    found = await stands(clinic, "postgresql+asyncpg://otklik:hunter2@127.0.0.1:1/otklik")
    assert (found.said, found.level) == ("unusable", PROBLEM)


async def test_without_the_extra_for_postgresql_it_is_named(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    found = await stands(clinic, "postgresql+asyncpg://otklik:hunter2@127.0.0.1:1/otklik")
    assert (found.said, found.level) == ("no-driver", PROBLEM)


@pytest.mark.skipif("TEST_POSTGRES_URL" not in os.environ, reason="needs a PostgreSQL")
async def test_a_postgresql_database_is_looked_at_too() -> None:
    assert await versions.version(os.environ["TEST_POSTGRES_URL"]) in Version


# --- the clock and the hours


@pytest.mark.parametrize(
    ("off", "said"),
    [
        (timedelta(seconds=20), "ok"),
        (timedelta(seconds=-20), "ok"),
        (timedelta(minutes=5), "fast"),
        (timedelta(hours=-1), "slow"),
    ],
)
async def test_a_clock_that_is_off_is_told(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, off: timedelta, said: str
) -> None:
    clinic.without_vk()
    monkeypatch.setattr(machine, "clocks", lambda settings: [settings.telegram_api_url])
    found = (await clinic.visit(lambda: datetime.now(UTC) + off))["clock"]
    assert (found.said, found.level) == (said, OK if said == "ok" else WARNING)
    if said != "ok":
        assert found.values == {"minutes": str(round(abs(off).total_seconds() / 60))}


async def test_a_server_that_tells_no_time_is_passed_over(clinic: Clinic) -> None:
    assert await machine.ahead("http://127.0.0.1:1", system_clock) is None
    assert machine.moment({"Date": "yesterday"}) is None and machine.moment({}) is None


async def test_a_server_on_this_machine_proves_nothing_about_the_clock(clinic: Clinic) -> None:
    clinic.write()
    assert machine.clocks(load()) == []
    clinic.env |= {"TELEGRAM_API_URL": "https://a.example", "VK_API_URL": "https://b.example"}
    clinic.write()
    assert machine.clocks(load()) == ["https://a.example", "https://b.example"]


async def test_working_hours_are_told_in_the_brand_s_time(clinic: Clinic) -> None:
    clinic.without_vk()
    clinic.env |= {"WORKING_HOURS": "Mon-Fri 09:00-18:00", "TIMEZONE": "Asia/Omsk"}
    seen = await clinic.visit(lambda: datetime(2026, 11, 20, 13, 0, tzinfo=UTC))
    assert seen["hours"].said == "closed"
    assert seen["hours"].values == {
        "zone": "Asia/Omsk", "time": "19:00", "opens": "23 November, 09:00",
    }  # fmt: skip


async def test_hours_that_never_come_are_a_problem(clinic: Clinic) -> None:
    clinic.without_vk()
    first = datetime(2026, 1, 1, tzinfo=UTC)
    clinic.env["HOLIDAYS"] = ",".join(
        str((first + timedelta(days=day)).date()) for day in range(500)
    )
    seen = await clinic.visit(lambda: first)
    assert (seen["hours"].said, seen["hours"].level) == ("never", PROBLEM)
    assert "HOLIDAYS" in seen.mend("hours")


# --- how it is told


async def test_json_is_one_object_with_a_line_for_each_check(
    clinic: Clinic, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await clinic.main("--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["well", "checks"] and told["well"] is True
    for one in told["checks"]:
        assert list(one) == ["check", "level", "text", "mend"]
        assert one["text"] and one["level"] in ("ok", "warning")
        assert (one["mend"] is None) == (one["level"] == "ok")
    no_administrator(clinic)
    assert await clinic.main("--json") == 1
    told = json.loads(capsys.readouterr().out)
    [admin] = [one for one in told["checks"] if one["check"] == "telegram.admin"]
    assert told["well"] is False and admin["level"] == "problem" and "topics" in admin["mend"]


async def test_people_read_a_line_for_each_thing_and_its_mend_below(
    clinic: Clinic, capsys: pytest.CaptureFixture[str]
) -> None:
    no_right_to_topics(clinic)
    assert await clinic.main() == 1
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("✗ The bot has no right to make topics: cases won't reach the team.")
    assert lines[at + 1].startswith("  → ") and "@otklik_bot" in lines[at + 1]
    assert all(line[:2] in ("✓ ", "! ", "✗ ", "  ", "") for line in lines[:-1])
    assert lines[-1] == speak("en", "doctor-unwell", {"mark": "✗"})
    clinic.tg.add_bot_to(clinic.staff)
    assert await clinic.main() == 0
    assert capsys.readouterr().out.splitlines()[-1] == speak("en", "doctor-well", {})


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "utf-8"])
@pytest.mark.parametrize("arguments", [(), ("--json",)])
def test_a_terminal_of_few_letters_ends_nothing(
    arguments: tuple[str, ...], encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    assert main(["doctor", *arguments]) == 1
    sys.stdout.flush()
    said = raw.getvalue().decode(encoding)
    if arguments:
        assert json.loads(said)["checks"][0]["text"].startswith("TELEGRAM_TOKEN: не задано")
    else:
        marks = MARKS if encoding == "utf-8" else PLAIN_MARKS
        assert said.startswith(f"{marks[PROBLEM]} TELEGRAM_TOKEN: ")


# --- the words

BY_TABLE = {
    *(f"database-{one.value}" for one in Version),
    *(f"telegram-chat-{said}" for said in bot.doctor.telegram.NO_CHAT.values()),
    *(f"telegram-webhook-{said}" for said in ("foreign", "taken")),
    *(f"vk-key-{said}" for said in (*bot.doctor.vk.REFUSALS.values(), "odd")),
    *(f"vk-callback-{said}" for said in (*bot.doctor.vk.CALLBACK, "failed")),
    *(f"vk-{right}-missing" for right in bot.doctor.vk.NEEDED + bot.doctor.vk.USEFUL),
    *(f"vk-{kind}-key-{said}" for kind in ("user", "service") for said in ("ok", "refused")),
    *(f"summary-comments-{said}" for said in ("auto", "approve", "off")),
}
"""What is said by way of a table, and not found as it stands in the code."""


def called() -> set[str]:
    """Return the keys that stand in the code as they are."""
    found: set[str] = set()
    for file in (ROOT / "bot" / "doctor").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in dir(finding):
                found |= set(keys(node))
    return found


def keys(call: ast.Call) -> list[str]:
    texts: list[list[Any]] = [
        [one.body, one.orelse] if isinstance(one, ast.IfExp) else [one] for one in call.args
    ]
    if not texts or not isinstance(texts[0][0], ast.Constant):
        return []
    said = texts[1] if len(texts) > 1 else [ast.Constant("ok")]
    check = str(texts[0][0].value).replace(".", "-")
    return [f"{check}-{one.value}" for one in said if isinstance(one, ast.Constant)]


def test_all_that_can_be_said_has_words_and_all_words_are_used() -> None:
    body = parse((ROOT / "locales" / "en" / "doctor.ftl").read_text("utf-8")).body
    words = {one.id.name for one in body if isinstance(one, fluent.Message)}
    wanted = {f"doctor-{key}" for key in called() | BY_TABLE} | {"doctor-well", "doctor-unwell"}
    assert words == wanted


def test_there_are_no_words_for_what_nobody_says() -> None:
    with pytest.raises(NoSuchWords):
        Report([finding.ok("telegram.weather")], "en").json()
