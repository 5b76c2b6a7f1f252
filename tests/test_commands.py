"""The commands, as an operator types them."""

import io
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.clock import moved_clock
from bot.store.engine import Store
from bot.store.inbox import Arrived, Inbox
from bot.store.migrate import migrate
from bot.voice import LANGUAGES

ROOT = Path(__file__).parent.parent
REQUIRED = {"TELEGRAM_TOKEN": "123456:AAH-test_token", "STAFF_CHAT": "-1001234567890"}
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep this machine's settings out of it."""
    from bot.settings import Settings

    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_sort_says_what_a_comment_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sort", "Заказ везли три часа, торт приехал помятый!"]) == 0
    assert capsys.readouterr().out.startswith("complaint")


def test_sort_json_answers_each_line_with_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["Торт приехал помятый, верните деньги!", "Спасибо, очень вкусно!", "", "a\nb"]
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    assert main(["sort", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["kind"] for one in found][:2] == ["complaint", "praise"] and len(found) == 4
    for one in found:
        assert list(one) == ["kind", "theme", "facts", "language", "sure"]
        assert isinstance(one["facts"], list) and isinstance(one["sure"], bool)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("rubbish", "JSON"),
        ("", "JSON"),
        ("[" * 100_000, "JSON"),
        *((line, "object") for line in ("[]", "5", "null")),
        *((line, "text") for line in ("{}", '{"text": 5}', '{"text": null}')),
    ],
)
def test_sort_json_answers_a_wrong_line_with_what_is_wrong_and_goes_on(
    line: str, what: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f'{line}\n{{"text": "Торт помят!"}}\n'))
    assert main(["sort", "--json"]) == 0
    said = capsys.readouterr()
    wrong, right = (json.loads(line) for line in said.out.splitlines())
    assert list(wrong) == ["error"] and what in wrong["error"] and said.err == ""
    assert right["kind"] == "complaint"


# --- check


def test_check_says_what_would_hurt_why_and_what_is_better(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "Вы сами не прочитали условия, {name}", "--customer", "Анна"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("blame: «Вы сами не прочитали» — ") for line in lines)
    assert any(line.startswith("unfilled_slot !: «{name}» — ") for line in lines)
    assert any(line.startswith("no_name: — ") for line in lines)


def test_check_says_nothing_about_a_good_reply(capsys: pytest.CaptureFixture[str]) -> None:
    text = "Анна, простите, что торт приехал помятым. Привезём новый сегодня до 18:00."
    assert main(["check", text, "--customer", "Анна", "--locale", "ru"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("locale", LANGUAGES)
def test_check_advises_in_the_language_of_the_staff(
    locale: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCALE", locale)
    assert main(["check", "вы врёте"]) == 0
    advice = {"ru": "В споре на людях", "en": "In a public quarrel", "bg": "В спор пред хората"}
    assert advice[locale] in capsys.readouterr().out


def test_check_knows_private_messages_and_the_customer_s_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = "Вернём деньги сегодня, простите. Смотрите zerno.ru"
    assert main(["check", text, "--locale", "en"]) == 0
    public = capsys.readouterr().out
    assert "link: «zerno.ru»" in public and "language: " in public
    assert main(["check", text, "--private"]) == 0
    assert capsys.readouterr().out == ""


def test_check_json_answers_each_line_with_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    replies: list[dict[str, object]] = [
        {"text": "Это неправда"},
        {"text": "Простите, Анна. Вернём деньги :)", "customer": "Анна", "solved": True},
        {"text": "Телефон курьера +7 916 123-45-67", "private": False, "locale": "ru"},
        {"text": "", "customer": None},
    ]
    lines = "".join(json.dumps(reply) + "\n" for reply in replies)
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    assert main(["check", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(one) for one in found] == [["findings"]] * 4
    argument = next(one for one in found[0]["findings"] if one["rule"] == "argument")
    assert list(argument) == ["rule", "span", "advice", "blocks"]
    assert argument["span"] == [0, 12] and argument["blocks"] is False and argument["advice"]
    assert found[1]["findings"] == [] and found[3]["findings"] == []
    assert {one["rule"] for one in found[2]["findings"] if one["blocks"]} == {"private_data"}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("rubbish", "JSON"),
        ("", "JSON"),
        ("[" * 100_000, "JSON"),
        *((line, "object") for line in ("[]", "5", "null", '""')),
        *((line, "text") for line in ("{}", '{"text": 5}', '{"text": null}')),
        ('{"text": "a", "private": "no"}', "private"),
        ('{"text": "a", "customer": 5}', "customer"),
        ('{"text": "a", "locale": "de"}', "ru, en, bg"),
    ],
)
def test_check_json_answers_a_wrong_line_with_what_is_wrong_and_goes_on(
    line: str, what: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f'{line}\n{{"text": "Это неправда"}}\n'))
    assert main(["check", "--json"]) == 0
    said = capsys.readouterr()
    wrong, right = (json.loads(line) for line in said.out.splitlines())
    assert list(wrong) == ["error"] and what in wrong["error"] and said.err == ""
    assert list(right) == ["findings"]


@pytest.mark.parametrize("locale", ["", "bg", None])
def test_check_json_takes_a_known_locale_and_none(
    locale: str | None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = json.dumps({"text": "Это неправда", "locale": locale})
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{line}\n"))
    assert main(["check", "--json"]) == 0
    assert '"findings"' in capsys.readouterr().out


def test_check_as_a_process_needs_no_settings(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "check", "вы врёте", "--json"],
        env={"PYTHONPATH": str(ROOT), "LOCALE": "en", "PATH": "/usr/bin"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )
    assert done.returncode == 0 and "argument" in done.stdout and done.stderr == ""


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("command", [["run"], ["failed"]])
def test_wrong_settings_are_named_in_one_line_each_in_the_locale(
    command: list[str],
    locale: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = {"LOCALE": locale, "STAFF_CHAT": "team", "UNDO": "so\non", "PUBLIC_URL": "http://a.b"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert main(command) == 2
    said = capsys.readouterr()
    lines = said.err.splitlines()
    names = [line.partition(":")[0] for line in lines]
    assert names == ["TELEGRAM_TOKEN", "STAFF_CHAT", "PUBLIC_URL", "UNDO"] and said.out == ""
    mend = {"ru": "целое число", "en": "whole number", "bg": "цяло число"}
    assert mend[locale] in lines[1] and ".env" in lines[0] and "https://" in lines[2]


def test_run_as_a_process_ends_with_2_on_wrong_settings(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        env={"PYTHONPATH": str(ROOT), "LOCALE": "en", "PATH": "/usr/bin"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == list(REQUIRED)


@pytest.mark.parametrize("arguments", [[], ["dance"], ["failed", "eat"], ["run", "--quick"]])
def test_a_command_there_is_not_ends_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


# --- failed


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    made = f"sqlite+aiosqlite:///{tmp_path}/otklik.db"
    for name, value in (REQUIRED | {"DATABASE_URL": made, "LOCALE": "en"}).items():
        monkeypatch.setenv(name, value)
    return made


def set_one_aside(url: str) -> None:
    import asyncio

    async def fill() -> None:
        store = Store(url)
        await migrate(store)
        inbox = Inbox(store)
        await inbox.put_all([Arrived("vk", "1", "{}", NOW)])
        await inbox.set_aside(1, "malformed: object.id missing")
        await store.close()

    asyncio.run(fill())


def test_failed_lists_nothing_where_nothing_failed(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["failed"]) == 0
    assert capsys.readouterr().out == "Nothing was set aside.\n"


@pytest.mark.parametrize("what", ["retry", "drop"])
def test_failed_lists_and_lets_go_of_what_was_set_aside(
    url: str, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_one_aside(url)
    assert main(["failed", "list"]) == 0
    listed = capsys.readouterr().out
    assert "in1" in listed and "vk" in listed and "malformed: object.id missing" in listed
    assert main(["failed", what, "in1"]) == 0
    assert "in1" in capsys.readouterr().out
    assert main(["failed"]) == 0
    assert capsys.readouterr().out == "Nothing was set aside.\n"
    assert main(["failed", what, "in1"]) == 1, "a second time there is nothing of this id"


@pytest.mark.parametrize("id", ["in99", "out1", "1", "in", "in²", "in1;drop", "outin1", ""])
def test_an_id_that_is_not_there_is_told_and_changes_nothing(
    url: str, id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    set_one_aside(url)
    for what in ("retry", "drop"):
        assert main(["failed", what, id]) == 1
    capsys.readouterr()
    main(["failed"])
    assert "in1" in capsys.readouterr().out


# --- time


def test_a_rehearsal_s_clock_is_ahead_by_what_the_file_says_now(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock = moved_clock(file, clock=lambda: NOW)
    assert clock() == NOW, "no file, no shift"
    for written, ahead in (("3600.5", 3600.5), ("-60", -60), ("soon", 0), ("1e99", 0), ("nan", 0)):
        file.write_text(written)
        assert clock() == NOW + timedelta(seconds=ahead), written
