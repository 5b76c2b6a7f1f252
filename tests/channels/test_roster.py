"""Who is of the staff: whoever is in the staff chat now, whatever they call themselves."""

import json

import pytest
from aiogram import Bot
from aiogram.types import Update, User

from bot.channels import TryLater
from bot.channels.telegram.roster import KEPT, Roster
from bot.channels.telegram.sender import StaffChat
from bot.core.case import Role
from sandbox.faults import Error, Status
from sandbox.telegram import Chat, Person, Telegram


class Timer:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def timer() -> Timer:
    return Timer()


@pytest.fixture
def people(tg: Telegram, staff: Chat) -> dict[str, Person]:
    found = {name: tg.person(name) for name in ("Мария", "Вера", "Хозяин", "Чужой", "Бывший")}
    for name in ("Мария", "Вера", "Хозяин", "Бывший"):
        tg.join(found[name], staff)
    tg.leave(found["Бывший"], staff)
    return found


@pytest.fixture
def roster(bot: Bot, staff: Chat, people: dict[str, Person], timer: Timer) -> Roster:
    return Roster(
        bot,
        StaffChat(staff.id),
        managers=[people["Вера"].id],
        owners=[people["Хозяин"].id, people["Вера"].id],
        timer=timer,
    )


@pytest.fixture
async def listening(bot: Bot, people: dict[str, Person]) -> None:
    """Updates about members come only to whom asks for them."""
    await bot.get_updates(timeout=0, allowed_updates=["chat_member"])


def user(person: Person) -> User:
    return User(id=person.id, is_bot=False, first_name=person.first_name)


def asked(tg: Telegram) -> int:
    return [call.method for call in tg.calls].count("getChatMember")


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Мария", Role.STAFF),
        ("Вера", Role.MANAGER),
        ("Хозяин", Role.OWNER),
        ("Чужой", Role.STRANGER),
        ("Бывший", Role.STRANGER),
    ],
)
async def test_members_have_roles_and_others_are_strangers(
    roster: Roster, people: dict[str, Person], name: str, role: Role
) -> None:
    member = await roster.member(user(people[name]))
    assert (member.id, member.name, member.role) == (people[name].id, name, role)


async def test_a_manager_who_left_the_chat_is_a_stranger(
    tg: Telegram, staff: Chat, roster: Roster, people: dict[str, Person]
) -> None:
    tg.leave(people["Вера"], staff)
    assert (await roster.member(user(people["Вера"]))).role is Role.STRANGER


async def test_a_display_name_proves_nothing(roster: Roster) -> None:
    forged = User(id=987_654_321, is_bot=False, first_name="Вера")
    assert (await roster.member(forged)).role is Role.STRANGER


@pytest.mark.parametrize("status", ["creator", "administrator", "member", "restricted"])
async def test_every_standing_inside_counts(
    tg: Telegram, staff: Chat, roster: Roster, status: str
) -> None:
    nina = tg.person("Нина")
    tg.join(nina, staff, status)
    assert (await roster.member(user(nina))).role is Role.STAFF


@pytest.mark.parametrize("inside", [True, False])
async def test_somebody_restricted_counts_while_inside(
    tg: Telegram, staff: Chat, roster: Roster, inside: bool, listening: None
) -> None:
    nina = tg.person("Нина")
    tg.join(nina, staff, "restricted")
    await take_updates(tg, roster, is_member=inside)
    role = Role.STAFF if inside else Role.STRANGER
    assert (await roster.member(user(nina))).role is role
    assert asked(tg) == 0


async def test_an_answer_is_believed_for_ten_minutes_and_then_asked_again(
    tg: Telegram, staff: Chat, roster: Roster, people: dict[str, Person], timer: Timer
) -> None:
    for _ in range(3):
        await roster.member(user(people["Мария"]))
    await roster.member(user(people["Чужой"]))
    await roster.member(user(people["Чужой"]))
    assert asked(tg) == 2 and KEPT == 600
    tg.leave(people["Мария"], staff)
    timer.now = 599
    assert (await roster.member(user(people["Мария"]))).role is Role.STAFF
    timer.now = 601
    assert (await roster.member(user(people["Мария"]))).role is Role.STRANGER
    assert asked(tg) == 3


async def test_a_chat_member_update_is_believed_at_once(
    tg: Telegram, staff: Chat, roster: Roster, people: dict[str, Person], listening: None
) -> None:
    await roster.member(user(people["Мария"]))
    await roster.member(user(people["Чужой"]))
    before = asked(tg)
    tg.leave(people["Мария"], staff, kicked=True)
    tg.join(people["Чужой"], staff)
    await take_updates(tg, roster)
    assert (await roster.member(user(people["Мария"]))).role is Role.STRANGER
    assert (await roster.member(user(people["Чужой"]))).role is Role.STAFF
    assert asked(tg) == before


async def take_updates(tg: Telegram, roster: Roster, **changes: object) -> None:
    """Let the roster learn from what Telegram tells of members."""
    for one in tg.pending:
        raw = one.view()
        if "chat_member" in raw:
            if changes:
                raw["chat_member"]["new_chat_member"] |= changes
            update = Update.model_validate(json.loads(json.dumps(raw)))
            assert update.chat_member is not None
            roster.learn(update.chat_member.new_chat_member)


@pytest.mark.parametrize("fault", [Error(500), Status(502), Error(429, "x", {"retry_after": 3})])
async def test_while_telegram_is_away_nobody_is_judged(
    tg: Telegram, roster: Roster, people: dict[str, Person], fault: Error | Status
) -> None:
    tg.faults.order("getChatMember", fault)
    with pytest.raises(TryLater):
        await roster.member(user(people["Мария"]))
    assert (await roster.member(user(people["Мария"]))).role is Role.STAFF


async def test_a_user_telegram_never_saw_there_is_a_stranger(
    tg: Telegram, roster: Roster, people: dict[str, Person]
) -> None:
    tg.faults.order("getChatMember", Error(400, "Bad Request: PARTICIPANT_ID_INVALID"))
    assert (await roster.member(user(people["Мария"]))).role is Role.STRANGER


async def test_names_and_managers_are_known(roster: Roster, people: dict[str, Person]) -> None:
    vera, maria = people["Вера"], people["Мария"]
    await roster.member(user(vera))
    assert roster.names == {vera.id: "Вера"}
    assert roster.is_manager(vera.id) and not roster.is_manager(maria.id)


@pytest.mark.parametrize(
    ("status", "role"),
    [("administrator", Role.STAFF), ("left", Role.STRANGER), ("future", Role.STRANGER)],
)
async def test_a_server_of_another_version_is_understood_by_the_status_alone(
    roster: Roster, people: dict[str, Person], tg: Telegram, status: str, role: Role
) -> None:
    answer = {"ok": True, "result": {"status": status, "user": {"id": people["Мария"].id}}}
    tg.faults.order("getChatMember", Status(200, json.dumps(answer)))
    maria = User(id=people["Мария"].id, is_bot=False, first_name="Мария")
    assert (await roster.member(maria)).role is role
