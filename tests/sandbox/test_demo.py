"""The demo as its readers meet it: a command that prints, and ends as it should."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from sandbox.__main__ import _usual
from sandbox.child import free_port

ROOT = Path(__file__).resolve().parents[2]
AT_MOST = 120
"""Seconds; on a machine of its own the demo takes a quarter of it."""

MAIN_LINES = (
    ("+ личка · Вера", "/start"),
    ("+ VK · под записью", "Анна Петрова", "торт приехал помятый"),
    ("+ VK · под записью", "Пекарня «Зерно»", "↳", "Анна", "сегодня до"),
    ("+ команда · 🔴 Анна", "Жалоба · доставка", "Пока никто не взял"),
    ("+ VK · под записью", "Кирилл Орлов", "без глютена"),
    ("+ команда · 🔵 Кирилл", "Вопрос"),
    ("+ VK · под записью", "Лена Ким", "лучшие в городе"),
    ("+ команда · Лента", "лучшие в городе"),
    ("• команда · 🔴 Анна", "Мария", "✋ Взять", "Дело ваше"),
    ("~ команда · 🔴 Анна", "Занимается: Мария"),
    ("+ команда · 🔴 Анна", "Так увидят все", "привезём новый"),
    ("+ VK · под записью", "Пекарня «Зерно»", "↳ Анна, простите", "привезём новый"),
    ("+ VK · под записью", "Ольга Белова", "чужой заказ"),
    ("+ команда · 🔴 Ольга", "⏰", "просрочен"),
    ("• команда · 🔴 Ольга", "Олег", "Дело ваше"),
    ("+ VK · под записью", "Пекарня «Зерно»", "↳ Ольга, мы перепутали"),
    ("• команда · 🔴 Анна", "Исправили", "Итог записан"),
    ("закрывает тему",),
    ("+ команда · 🔴 Анна", "Просим обновить отзыв"),
    ("~ VK · под записью", "Анна Петрова", "привезли новый и извинились"),
    ("+ команда · 🔴 Анна", "после нашей просьбы", "привезли новый и извинились"),
    ("Вот и всё.",),
)


def command(port: int, *more: str) -> list[str]:
    usual = ["--port", str(port), "--language", "ru"]
    return [sys.executable, "-m", "sandbox", *usual, *more]


def surroundings(folder: Path) -> dict[str, str]:
    """Return an environment with wide lines and a developer's settings that must not count."""
    theirs = {"STAFF_CHAT": "nonsense", "TELEGRAM_TOKEN": "nonsense", "LOCALE": "bg"}
    wide = {"COLUMNS": "2000", "TMPDIR": str(folder), "PYTHONIOENCODING": "utf-8"}
    return {**os.environ, **theirs, **wide}


@pytest.mark.long
def test_the_opening_shows_the_whole_life_of_a_case(tmp_path: Path) -> None:
    played = subprocess.run(
        command(free_port(), "--once"),
        cwd=ROOT,
        env=surroundings(tmp_path),
        capture_output=True,
        encoding="utf-8",
        timeout=AT_MOST,
    )
    assert played.returncode == 0, played.stderr + played.stdout
    assert played.stderr == ""
    lines = iter(played.stdout.splitlines())
    for parts in MAIN_LINES:
        found = next((line for line in lines if all(part in line for part in parts)), None)
        assert found is not None, f"{parts} is missing or out of order in:\n{played.stdout}"
    pings = [line for line in played.stdout.splitlines() if "+ личка · Вера" in line]
    assert "чужой заказ" in pings[-1] and "просрочен" in pings[-1]
    assert "\033" not in played.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_taken_port_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        refused = subprocess.run(
            command(port),
            cwd=ROOT,
            env=surroundings(tmp_path),
            capture_output=True,
            encoding="utf-8",
            timeout=AT_MOST,
        )
    assert refused.returncode == 1
    assert refused.stdout == ""
    (line,) = refused.stderr.splitlines()
    assert f"Порт {port} занят" in line and "--port" in line


def test_the_page_is_served_until_it_is_stopped_and_nothing_is_left_behind(
    tmp_path: Path,
) -> None:
    port = free_port()
    with subprocess.Popen(
        command(port),
        cwd=ROOT,
        env=surroundings(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as demo:
        assert demo.stdout is not None and demo.stderr is not None
        try:
            address = f"http://127.0.0.1:{port}/"
            assert address in demo.stdout.readline()
            with urllib.request.urlopen(address) as page:
                assert page.status == 200 and b"<title>Otklik</title>" in page.read()
            demo.send_signal(signal.SIGTERM)
            assert demo.wait(AT_MOST) == 0
        finally:
            demo.kill()
        assert demo.stderr.read() == ""
    assert list(tmp_path.iterdir()) == []
    with socket.socket() as listener:
        assert listener.connect_ex(("127.0.0.1", port)) != 0


def test_the_demo_speaks_the_language_of_the_machine() -> None:
    assert _usual({"LANG": "ru_RU.UTF-8"}) == "ru"
    assert _usual({"LC_ALL": "bg_BG", "LANG": "ru_RU.UTF-8"}) == "bg"
    assert _usual({"LANG": "C.UTF-8"}) == "en"
    assert _usual({}) == "en"
