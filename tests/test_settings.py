"""Settings: what is right is understood, what is wrong is named with its mend, all at once."""

import json
import re
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.core.gifts import Gift
from bot.core.policy import Ack, Rate
from bot.settings import NOT_BUILT, TOML_ONLY, Settings, WrongSettings, load
from bot.voice import LANGUAGES, speak

EXAMPLE = Path(__file__).parent.parent / ".env.example"
TOKEN = "123456:AAH-test_token"
REQUIRED = {"TELEGRAM_TOKEN": TOKEN, "STAFF_CHAT": "-1001234567890"}


def settings(folder: Path, **given: str) -> Settings:
    return load(REQUIRED | given, folder=folder)


def wrong(folder: Path, **given: str) -> dict[str, str]:
    """Return the keys of what is wrong by name; each must have words in each language."""
    with pytest.raises(WrongSettings) as caught:
        load(REQUIRED | given, folder=folder)
    for locale in LANGUAGES:
        for name, problem, values in caught.value.problems:
            said = speak(locale, f"setting-{problem}", {"name": name, **values}, strict=True)
            assert said.startswith(name) and len(said.splitlines()) == 1
    return {name: problem for name, problem, _ in caught.value.problems}


# --- .env.example


def example() -> list[tuple[str, str, str]]:
    """Return name, value and the line above of each setting in .env.example."""
    lines = EXAMPLE.read_text("utf-8").splitlines()
    found = []
    for above, line in pairwise(lines):
        if line and not line.startswith("#"):
            name, equals, value = line.partition("=")
            assert equals, line
            found.append((name, value, above))
    return found


def test_the_example_lists_every_setting_in_order_and_no_other() -> None:
    lines = [name for name in Settings.model_fields if name not in TOML_ONLY]
    assert [name for name, _, _ in example()] == [name.upper() for name in lines]


def test_the_example_says_of_what_stands_in_toml_alone_where_it_is_explained() -> None:
    comments = [line for line in EXAMPLE.read_text("utf-8").splitlines() if line.startswith("#")]
    for name in TOML_ONLY:
        (said,) = [line for line in comments if "toml" in line and name in line]
        (document,) = re.findall(r"docs/\S+?\.md", said)
        assert f"[[{name}]]" in (EXAMPLE.parent / document).read_text("utf-8")


def test_the_example_explains_each_setting_in_one_line() -> None:
    for name, _, above in example():
        assert re.fullmatch(r"# \S.{8,110}", above), f"{name} is explained by {above!r}"
    explained = [above for _, _, above in example()]
    assert len(set(explained)) == len(explained)


def test_the_example_s_values_are_the_defaults(tmp_path: Path) -> None:
    given = {name: value for name, value in dotenv_values(EXAMPLE).items() if value is not None}
    written, usual = load(given | REQUIRED, folder=tmp_path), settings(tmp_path)
    for name, field in Settings.model_fields.items():
        assert getattr(written, name) == getattr(usual, name), name
        if not field.is_required() and field.default not in (None, "", ()):
            assert given[name.upper()], f"{name} has a default that the example does not show"


def test_a_copy_of_the_example_with_the_two_required_values_runs(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8")
    for name, value in REQUIRED.items():
        text = text.replace(f"\n{name}=\n", f"\n{name}={value}\n")
    (tmp_path / ".env").write_text(text)
    read = load({}, folder=tmp_path)
    assert read == settings(tmp_path) and read.not_built == ()


# --- where they come from


def test_the_environment_beats_the_dotenv_file_and_that_the_toml_file(tmp_path: Path) -> None:
    (tmp_path / "otklik.toml").write_text('BRAND = "toml"\nteam_name = "toml"\nundo = 5\n')
    (tmp_path / ".env").write_text("BRAND=dotenv\nTEAM_NAME=dotenv\nUNRELATED=1\n")
    read = settings(tmp_path, BRAND="environment")
    assert (read.brand, read.team_name, read.undo) == (
        "environment",
        "dotenv",
        timedelta(seconds=5),
    )


def test_another_toml_file_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "otklik.toml").write_text('brand = "usual"\n')
    (tmp_path / "other.toml").write_text('brand = "other"\n')
    assert settings(tmp_path, CONFIG_FILE="other.toml").brand == "other"


def test_toml_may_use_its_own_kinds(tmp_path: Path) -> None:
    (tmp_path / "otklik.toml").write_text(
        "managers = [1, 2]\nholidays = [2026-12-31]\ndry_run = true\nundo = 5\n"
        'vk_group_id = 7\nvk_token = "key"\npublic_url = ""\n'
    )
    read = settings(tmp_path)
    assert (read.managers, read.holidays, read.dry_run) == ((1, 2), (date(2026, 12, 31),), True)
    assert (read.vk_group_id, read.public_url) == (7, None)


def test_an_unknown_name_in_toml_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "otklik.toml").write_text('brnad = "x"\n[vk]\ntoken = "y"\n')
    assert wrong(tmp_path) == {"brnad": "unknown", "vk": "unknown"}


@pytest.mark.parametrize("content", [b"brand = ", b"\xff\xfe", b"brand = 'x'\nbrand = 'y'"])
def test_a_toml_file_that_cannot_be_read_is_an_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "otklik.toml").write_bytes(content)
    assert wrong(tmp_path) == {"otklik.toml": "toml"}


def test_a_dotenv_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("BRAND=Зерно".encode("cp1251"))
    assert wrong(tmp_path) == {".env": "toml"}


def test_an_empty_value_means_the_default(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BRAND=\nUNDO=\nVK_GROUP_ID=\n")
    read = settings(tmp_path, LOCALE="", MANAGERS="", PUBLIC_URL="")
    assert read == settings(tmp_path / "nowhere")


# --- one by one


@pytest.mark.parametrize(
    ("given", "seconds"),
    [("10s", 10), ("30m", 1800), ("2h", 7200), ("3d", 259200), ("45", 45), ("0", 0), ("1.5h", 5400),
     (" 2 H ", 7200)],
)  # fmt: skip
def test_a_duration_is_a_number_and_a_unit(tmp_path: Path, given: str, seconds: float) -> None:
    assert settings(tmp_path, UNDO=given).undo == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("name", "given", "read"),
    [
        ("MANAGERS", "1", (1,)),
        ("MANAGERS", "1, 2,3", (1, 2, 3)),
        ("TELEGRAM_COMMUNITIES", "-1001,-1002,", (-1001, -1002)),
        ("HOLIDAYS", "2026-12-31", (date(2026, 12, 31),)),
        ("HOLIDAYS", "2026-12-31,2027-01-01", (date(2026, 12, 31), date(2027, 1, 1))),
        ("TELEGRAM_GROUP_RATE", "5/10s", Rate(5, timedelta(seconds=10))),
        ("ASK_HOURS", "09:30-24:00", (time(9, 30), time.max)),
        ("TIMEZONE", "Asia/Yekaterinburg", ZoneInfo("Asia/Yekaterinburg")),
        ("ACK", "approve", Ack.APPROVE),
        ("DRY_RUN", "YES", True),
        ("PUBLIC_URL", "https://bot.example/otklik/", "https://bot.example/otklik"),
        ("PUBLIC_URL", "http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("PUBLIC_URL", "http://[::1]:8080", "http://[::1]:8080"),
        ("LISTEN", "[::]:80", "[::]:80"),
        ("DATABASE_URL", "postgresql+asyncpg://u@h/d", "postgresql+asyncpg://u@h/d"),
        ("COMPENSATION_BUDGET", "50000", 50000),
        ("VK_SECRET", "s" * 50, SecretStr("s" * 50)),
    ],
)
def test_what_is_right_is_understood(tmp_path: Path, name: str, given: str, read: object) -> None:
    assert getattr(settings(tmp_path, **{name: given}), name.lower()) == read


@pytest.mark.parametrize(
    ("name", "given", "problem"),
    [
        ("STAFF_CHAT", "team", "whole"),
        ("STAFF_CHAT", "-100.5", "whole"),
        ("STAFF_CHAT", "123", "staff-chat"),
        ("TELEGRAM_TOKEN", "hello", "token"),
        ("LOCALE", "de", "choice"),
        ("ACK", "maybe", "choice"),
        ("MANAGERS_NOTIFY", "some", "choice"),
        ("LOG_FORMAT", "xml", "choice"),
        ("TIMEZONE", "Moscow", "zone"),
        ("TIMEZONE", "../etc/passwd", "zone"),
        ("TIMEZONE", "Europe", "zone"),
        ("WORKING_HOURS", "Mon-Fry 09:00-18:00", "hours-day"),
        ("WORKING_HOURS", "Mon 25:00-26:00", "hours-time"),
        ("WORKING_HOURS", "Mon 09:00-09:00", "hours-order"),
        ("HOLIDAYS", "31.12.2026", "dates"),
        ("MANAGERS", "@vera", "ids"),
        ("UNDO", "soon", "duration"),
        ("UNDO", "-1s", "duration"),
        ("UNDO", "10 weeks", "duration"),
        ("UNDO", "1\n2", "duration"),
        ("ASK_CAP", "999999999d", "duration"),
        ("ASK_CAP", "9999999999d", "duration"),
        ("UNDO", "²s", "duration"),
        ("FIRST_REPLY_WITHIN", "0", "not-zero"),
        ("TELEGRAM_GROUP_RATE", "18", "rate"),
        ("TELEGRAM_GROUP_RATE", "0/1m", "rate"),
        ("TELEGRAM_GROUP_RATE", "18/0", "rate"),
        ("TELEGRAM_GROUP_RATE", "²/1m", "rate"),
        ("TELEGRAM_GROUP_RATE", "18/soon", "duration"),
        ("ASK_HOURS", "20:00-10:00", "span"),
        ("ASK_HOURS", "10-20-30", "span"),
        ("DRY_RUN", "perhaps", "yes_or_no"),
        ("VK_GROUP_ID", "-7", "positive"),
        ("VK_GROUP_ID", "0", "positive"),
        ("VK_GROUP_ID", "²", "positive"),
        ("VK_GROUP_ID", "9" * 5000, "positive"),
        ("PUBLIC_URL", "http://bot.example", "url"),
        ("PUBLIC_URL", "bot.example", "url"),
        ("PUBLIC_URL", "http://[::1", "url"),
        ("PUBLIC_URL", "https://bot.example:port", "url"),
        ("VK_API_URL", "ftp://api.vk.ru", "url"),
        ("LISTEN", "8080", "address"),
        ("LISTEN", "127.0.0.1:99999", "address"),
        ("LISTEN", "127.0.0.1:²", "address"),
        ("DATABASE_URL", "mysql://x", "database"),
        ("COMPENSATION_BUDGET", "-1", "amount"),
        ("COMPENSATION_BUDGET", "50k", "amount"),
        ("COMPENSATION_BUDGET", "0.5", "amount"),
        ("COMPENSATION_BUDGET", "1000000001", "amount"),
        ("TELEGRAM_SECRET", "with space", "secret"),
        ("TELEGRAM_SECRET", "секрет", "secret"),
        ("VK_SECRET", "s" * 51, "secret-long"),
    ],
)
def test_what_is_wrong_is_named_with_its_mend(
    tmp_path: Path, name: str, given: str, problem: str
) -> None:
    more = {"VK_GROUP_ID": "7", "VK_TOKEN": "key"} if name != "VK_GROUP_ID" else {"VK_TOKEN": "k"}
    assert wrong(tmp_path, **(more | {name: given})) == {name: problem}


def test_each_half_of_vk_s_pair_asks_for_the_other(tmp_path: Path) -> None:
    assert wrong(tmp_path, VK_GROUP_ID="7") == {"VK_TOKEN": "vk-token"}
    assert wrong(tmp_path, VK_TOKEN="key") == {"VK_GROUP_ID": "vk-group"}


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(WrongSettings) as caught:
        load({"LOCALE": "de", "UNDO": "soon"}, folder=tmp_path)
    names = [name for name, _, _ in caught.value.problems]
    assert names == ["LOCALE", "TELEGRAM_TOKEN", "STAFF_CHAT", "UNDO"]


NAMES = st.sampled_from([one.upper() for one in Settings.model_fields])
VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(st.dictionaries(NAMES, VALUES, max_size=6))
def test_no_value_whatever_is_an_error_without_words(given: dict[str, str]) -> None:
    try:
        load(REQUIRED | given, folder=Path("/nonexistent"))
    except WrongSettings as error:
        for name, problem, values in error.problems:
            said = speak("ru", f"setting-{problem}", {"name": name, **values}, strict=True)
            assert said.startswith(name) and len(said.splitlines()) == 1


# --- secrets


def test_a_wrong_secret_is_never_repeated(tmp_path: Path) -> None:
    secrets = {
        "TELEGRAM_TOKEN": "hunter2 hunter2",
        "TELEGRAM_SECRET": "hunter2 hunter2",
        "VK_SECRET": "hunter2 hunter2",
        "DATABASE_URL": "mysql://u:hunter2@h/d",
    }
    with pytest.raises(WrongSettings) as caught:
        load(REQUIRED | secrets, folder=tmp_path)
    assert "hunter2" not in f"{caught.value} {caught.value.problems} {caught.value!r}"
    assert caught.value.__suppress_context__


def test_the_settings_do_not_show_their_secrets(tmp_path: Path) -> None:
    tokens = {"VK_TOKEN": "vk-key", "VK_USER_TOKEN": "vk-user", "VK_SERVICE_TOKEN": "vk-service"}
    read = settings(tmp_path, VK_GROUP_ID="7", TELEGRAM_SECRET="tg-secret", **tokens)
    assert set(tokens.values()) | {TOKEN, "tg-secret"} <= set(read.secrets)
    for secret in read.secrets:
        assert secret not in repr(read) and secret not in str(read)


def test_derived_secrets_stay_the_same_and_differ_from_each_other(tmp_path: Path) -> None:
    read = settings(tmp_path, VK_GROUP_ID="7", VK_TOKEN="key")
    again = settings(tmp_path, VK_GROUP_ID="7", VK_TOKEN="key")
    other = settings(tmp_path, VK_GROUP_ID="7", VK_TOKEN="other")
    assert read.webhook_secret == again.webhook_secret != read.callback_secret
    assert read.callback_secret == again.callback_secret != other.callback_secret
    for secret in (read.webhook_secret, read.callback_secret):
        assert re.fullmatch(r"[A-Za-z0-9_-]{32,50}", secret) and TOKEN not in secret
    given = settings(tmp_path, TELEGRAM_SECRET="mine", VK_SECRET="ours")
    assert (given.webhook_secret, given.callback_secret) == ("mine", "ours")


# --- the catalogue of compensations

COFFEE = {"name": "Кофе в подарок", "value": 300, "who": "staff", "codes": "codes/coffee.txt"}
CAKE = {
    "name": "Торт на выбор",
    "value": 2500,
    "who": "manager",
    "webhook": "https://loyalty.example/otklik/?brand=7",
    "secret": "hunter2 hunter2",
}


def catalogue(folder: Path, *tables: dict[str, object], before: str = "") -> None:
    """Write otklik.toml with such tables and the file of codes beside it."""
    text = before
    for table in tables:
        lines = [f"{json.dumps(key)} = {json.dumps(value)}" for key, value in table.items()]
        text += "\n".join(["", "[[compensations]]", *lines, ""])
    (folder / "codes").mkdir(exist_ok=True)
    (folder / "codes/coffee.txt").write_text("# empty is well, too\n", "utf-8")
    (folder / "otklik.toml").write_text(text, "utf-8")


def test_the_catalogue_is_read_from_toml_in_its_order(tmp_path: Path) -> None:
    catalogue(tmp_path, COFFEE, CAKE, before="COMPENSATION_BUDGET = 50000\n")
    read = settings(tmp_path)
    coffee, cake = read.compensations
    assert (coffee.name, coffee.value, coffee.who) == ("Кофе в подарок", 300, "staff")
    assert coffee.codes == tmp_path / "codes/coffee.txt"
    assert coffee.webhook is None and coffee.secret is None and cake.codes is None
    assert cake.webhook == CAKE["webhook"], "to the letter: a slash at its end may matter"
    assert cake.secret == SecretStr("hunter2 hunter2")
    gifts = (Gift("Кофе в подарок", 300, False), Gift("Торт на выбор", 2500, True))
    assert read.gifts == read.policy.gifts == gifts
    assert read.compensation_budget == read.policy.budget == 50000


@pytest.mark.parametrize("name", ["compensations.md", "compensations.ru.md"])
def test_the_catalogue_that_the_documents_show_is_right(tmp_path: Path, name: str) -> None:
    catalogue(tmp_path)
    document = (EXAMPLE.parent / "docs" / name).read_text("utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", document, re.S)
    (tmp_path / "otklik.toml").write_text(shown, "utf-8")
    read = settings(tmp_path)
    assert [one.who for one in read.compensations] == ["staff", "manager"]
    assert read.compensation_budget == 50000


def test_there_is_no_catalogue_and_no_budget_if_none_is_set(tmp_path: Path) -> None:
    read = settings(tmp_path)
    assert (read.compensations, read.gifts, read.compensation_budget) == ((), (), 0)


def test_files_of_codes_are_looked_for_beside_the_toml_file(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    catalogue(tmp_path / "etc", COFFEE)
    (read,) = settings(tmp_path, CONFIG_FILE="etc/otklik.toml").compensations
    assert read.codes == tmp_path / "etc/codes/coffee.txt"
    whole = str(tmp_path / "etc/codes/coffee.txt")
    catalogue(tmp_path / "etc", COFFEE | {"codes": whole})
    (read,) = settings(tmp_path, CONFIG_FILE=str(tmp_path / "etc/otklik.toml")).compensations
    assert read.codes == Path(whole)


def test_the_budget_of_the_environment_goes_with_the_catalogue_of_toml(tmp_path: Path) -> None:
    catalogue(tmp_path, COFFEE, before="compensation_budget = 5\n")
    read = settings(tmp_path, COMPENSATION_BUDGET="7")
    assert (read.compensation_budget, len(read.compensations)) == (7, 1)


def test_the_catalogue_cannot_be_set_by_a_line(tmp_path: Path) -> None:
    catalogue(tmp_path, COFFEE)
    told = {"COMPENSATIONS": "toml-only"}
    assert wrong(tmp_path, COMPENSATIONS="[]") == told
    assert wrong(tmp_path, compensations="Coffee", UNDO="soon") == told | {"UNDO": "duration"}
    (tmp_path / ".env").write_text("COMPENSATIONS=Coffee\n")
    assert wrong(tmp_path) == told


@pytest.mark.parametrize(
    ("table", "change", "place", "problem"),
    [
        (COFFEE, {"name": ""}, ".name", "missing"),
        (COFFEE, {"name": "  "}, ".name", "title"),
        (COFFEE, {"name": "x" * 61}, ".name", "title"),
        (COFFEE, {"name": "a\u202eb"}, ".name", "title"),
        (COFFEE, {"name": 5}, ".name", "title"),
        (COFFEE, {"value": ""}, ".value", "missing"),
        (COFFEE, {"value": -1}, ".value", "amount"),
        (COFFEE, {"value": 2.5}, ".value", "amount"),
        (COFFEE, {"value": True}, ".value", "amount"),
        (COFFEE, {"value": 10**12}, ".value", "amount"),
        (COFFEE, {"value": [1, 2]}, ".value", "amount"),
        (COFFEE, {"who": ""}, ".who", "missing"),
        (COFFEE, {"who": "anybody"}, ".who", "choice"),
        (COFFEE, {"who": ["staff"]}, ".who", "choice"),
        (COFFEE, {"codes": ""}, "", "one-source"),
        (COFFEE, {"codes": "codes/gone.txt"}, ".codes", "no-file"),
        (COFFEE, {"codes": "codes"}, ".codes", "no-file"),
        (COFFEE, {"codes": "a\0b"}, ".codes", "no-file"),
        (COFFEE, {"secret": "hunter2"}, ".secret", "secret-alone"),
        (CAKE, {"codes": "codes/coffee.txt"}, "", "one-source"),
        (CAKE, {"secret": ""}, ".secret", "missing"),
        (CAKE, {"secret": 5}, ".secret", "text"),
        (CAKE, {"webhook": "http://loyalty.example/?token=hunter2"}, ".webhook", "webhook"),
        (CAKE, {"webhook": "loyalty.example"}, ".webhook", "webhook"),
        (CAKE, {"webhook": "https://loyalty.example/a b"}, ".webhook", "webhook"),
        (CAKE, {"webhook": "https://loyalty.example/\u202e"}, ".webhook", "webhook"),
        (CAKE, {"webhook": ["https://loyalty.example"]}, ".webhook", "webhook"),
        (CAKE, {"sekret": "x"}, ".sekret", "unknown"),
        (CAKE, {"two\nlines": "x"}, ".two?lines", "unknown"),
        (CAKE, {"name": "кофе  в ПОДАРОК"}, ".name", "twice"),
    ],
)
def test_what_is_wrong_in_a_table_is_named_with_its_place(
    tmp_path: Path, table: dict[str, object], change: dict[str, object], place: str, problem: str
) -> None:
    first = COFFEE if problem == "twice" else COFFEE | {"name": "Чай в подарок"}
    catalogue(tmp_path, first, table | change)
    assert wrong(tmp_path) == {f"compensations[2]{place}": problem}


def test_a_file_of_codes_in_another_encoding_is_told(tmp_path: Path) -> None:
    catalogue(tmp_path, COFFEE)
    (tmp_path / "codes/coffee.txt").write_bytes("код".encode("cp1251"))
    assert wrong(tmp_path) == {"compensations[1].codes": "toml"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("compensations = 5", "COMPENSATIONS"),
        ('compensations = "Coffee"', "COMPENSATIONS"),
        ('[compensations]\nname = "Coffee"', "COMPENSATIONS"),
        ('compensations = ["Coffee"]', "compensations[1]"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / "otklik.toml").write_text(text)
    assert wrong(tmp_path) == {name: "tables"}


def test_a_catalogue_longer_than_a_menu_is_told(tmp_path: Path) -> None:
    catalogue(tmp_path, *(COFFEE | {"name": f"Кофе {number}"} for number in range(41)))
    assert wrong(tmp_path) == {"compensations": "too-many"}


def test_all_that_is_wrong_in_the_catalogue_is_told_at_once(tmp_path: Path) -> None:
    catalogue(tmp_path, {"nmae": "x"}, CAKE | {"who": "me", "value": -1})
    assert wrong(tmp_path, UNDO="soon") == {
        "UNDO": "duration",
        "compensations[1].name": "missing",
        "compensations[1].value": "missing",
        "compensations[1].who": "missing",
        "compensations[1].nmae": "unknown",
        "compensations[2].value": "amount",
        "compensations[2].who": "choice",
    }


def test_the_keys_of_webhooks_are_secrets(tmp_path: Path) -> None:
    catalogue(tmp_path, CAKE)
    read = settings(tmp_path)
    assert "hunter2 hunter2" in read.secrets
    assert "hunter2" not in f"{read!r} {read} {read.compensations}"
    for change in ({"who": "me"}, {"codes": "codes/coffee.txt"}, {"webhook": "http://u:hunter2@x"}):
        catalogue(tmp_path, CAKE | change)
        with pytest.raises(WrongSettings) as caught:
            settings(tmp_path)
        assert "hunter2" not in f"{caught.value} {caught.value.problems} {caught.value!r}"


# --- what the rules get


def test_the_policy_is_what_was_set(tmp_path: Path) -> None:
    read = settings(tmp_path, FIRST_REPLY_WITHIN="5s", ASK_AFTER="0", MANAGERS="8", DRY_RUN="1")
    policy = read.policy
    assert policy.first_reply_within == timedelta(seconds=5) and not policy.ask_after
    assert policy.managers == (8,) and policy.dry_run
    for name in ("undo", "ack", "ack_ceiling", "ask_cap", "remind_every", "escalate_after"):
        assert getattr(policy, name) == getattr(read, name)


def test_what_is_not_built_yet_is_told_only_where_it_says_something_of_its_own(
    tmp_path: Path,
) -> None:
    assert settings(tmp_path).not_built == ()
    for name in NOT_BUILT:
        assert name in Settings.model_fields
    if "retention" in NOT_BUILT:
        assert settings(tmp_path, RETENTION="365d").not_built == ()
        assert settings(tmp_path, RETENTION="30d").not_built == ("RETENTION",)


def test_a_named_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongSettings) as wrong:
        settings(tmp_path, CONFIG_FILE="gone.toml")
    assert wrong.value.problems == [("CONFIG_FILE", "no-file", {"given": "gone.toml"})]


def test_the_language_of_the_complaints_is_read_from_the_file_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOCALE=bg\nUNDO=ten\n", "utf-8")
    with pytest.raises(WrongSettings) as wrong:
        settings(tmp_path)
    assert wrong.value.locale == "bg"


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(WrongSettings) as wrong:
        settings(
            tmp_path,
            STAFF_CHAT="1001234",
            TELEGRAM_TOKEN="token",
            WORKING_HOURS="Mo-Fri 9",
            UNDO="ten",
            PUBLIC_URL="http://example.com",
        )
    named = {name for name, _, _ in wrong.value.problems}
    assert named == {"STAFF_CHAT", "TELEGRAM_TOKEN", "WORKING_HOURS", "UNDO", "PUBLIC_URL"}
