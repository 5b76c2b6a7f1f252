"""Container and service: the files that run the program for good fit it.

No container engine and no systemd is needed. The Dockerfile is read here and its first stage is
followed command by command in a folder that stands for the image: what COPY names is taken from
the checkout as .dockerignore lets it through, RUN is run. Only libraries are not fetched again: the
new environment sees those of this one.
"""

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from dotenv import dotenv_values

from bot.settings import Settings, load
from tests.conftest import made_once

ROOT = Path(__file__).parents[1]
REQUIRED = {"TELEGRAM_TOKEN": "123456:AAH-test_token", "STAFF_CHAT": "-1001234567890"}
NOT_OURS = {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
STOPS_WITHIN = 10
"""Seconds the program promises for a stop."""


# --- the Dockerfile, as far as ours goes


@dataclass
class Stage:
    image: str
    name: str = ""
    steps: list[tuple[str, str]] = field(default_factory=list)

    def all(self, instruction: str) -> list[str]:
        return [rest for word, rest in self.steps if word == instruction]

    def one(self, instruction: str) -> str:
        (rest,) = self.all(instruction)
        return rest

    @property
    def environment(self) -> dict[str, str]:
        pairs = [pair for rest in self.all("ENV") for pair in shlex.split(rest)]
        return dict(pair.split("=", 1) for pair in pairs)


def stages() -> list[Stage]:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    text = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    found: list[Stage] = []
    for line in text.replace("\\\n", " ").splitlines():
        word, _, rest = line.strip().partition(" ")
        if word == "FROM":
            image, _, name = rest.partition(" AS ")
            found.append(Stage(image, name))
        elif word:
            found[-1].steps.append((word, " ".join(rest.split())))
    return found


def sent(path: str) -> bool:
    """Return whether .dockerignore lets a file through: the last line that fits decides."""
    names = [path, *(str(parent) for parent in PurePosixPath(path).parents)]
    answer = True
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        pattern = line.strip().removeprefix("!").strip("/")
        if not pattern or pattern.startswith("#"):
            continue
        parts = re.split(r"(\*\*/|\*|\?)", pattern)
        marks = {"**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}
        fits = re.compile("".join(marks.get(part) or re.escape(part) for part in parts))
        if any(fits.fullmatch(name) for name in names):
            answer = line.strip().startswith("!")
    return answer


def files_of(source: str) -> Iterator[Path]:
    """Yield what COPY takes, beside the checkout's folder; a source that is not sent fails."""
    place = ROOT / source
    assert place.exists() and sent(source.removeprefix("./")), f"COPY {source}"
    for file in [place] if place.is_file() else place.rglob("*"):
        path = file.relative_to(ROOT)
        if file.is_file() and sent(path.as_posix()):
            yield path


def follow(stage: Stage, image: Path) -> None:
    """Carry out a stage's COPY and RUN in `image`, which stands for its `/`."""
    tools = image / "tools"
    tools.mkdir()
    for tool, command in {"python": "", "pip": "-m pip "}.items():
        (tools / tool).write_text(f'#!/bin/sh\nexec "{sys.executable}" {command}"$@"\n', "utf-8")
        (tools / tool).chmod(0o755)
    without_libraries = {"PIP_NO_DEPS": "1", "PATH": f"{tools}:{os.environ['PATH']}"}
    environment = os.environ | stage.environment | without_libraries
    here = image
    for word, rest in stage.steps:
        if word == "WORKDIR":
            here = image / rest.lstrip("/")
            here.mkdir(parents=True)
        elif word == "COPY":
            *sources, target = rest.split()
            for source in sources:
                copy(source, here / target)
        elif word == "RUN":
            command = re.sub(r"(?<![^\s='\"])/(?=\w)", f"{image}/", rest)
            done = subprocess.run(
                ["/bin/sh", "-c", command],
                cwd=here,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"RUN {rest}\n{done.stdout}{done.stderr}"
        else:
            assert word == "ENV", f"{word} is not known to this test"


def copy(source: str, target: Path) -> None:
    for path in files_of(source):
        to = target / path.relative_to(source) if (ROOT / source).is_dir() else target / path.name
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, to)


BUILD, FINAL = stages()


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that stands for the `/` of the image, with the first stage carried out."""
    return made_once(tmp_path_factory, "image", build)


def build(folder: Path) -> None:
    follow(BUILD, folder)
    (packages,) = folder.glob("opt/otklik/lib/python3*/site-packages")
    libraries = sysconfig.get_path("purelib")  # as a line, so that its own .pth are not obeyed
    (packages / "libraries.pth").write_text(f"{libraries}\n", "utf-8")


def start(image: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command by the image's ENTRYPOINT and PATH, in an empty folder."""
    (image / "data").mkdir(exist_ok=True)
    first = FINAL.environment["PATH"].partition(":")[0].lstrip("/")
    (program,) = json.loads(FINAL.one("ENTRYPOINT"))
    return subprocess.run(
        [image / first / program, *arguments],
        cwd=image / "data",
        env={"LC_ALL": "C.UTF-8", "COLUMNS": "200", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_image_starts_every_command(image: Path) -> None:
    told = start(image, "--help")
    assert told.returncode == 0, told.stderr
    commands = re.findall(r"^    (\w+)", told.stdout, flags=re.MULTILINE)
    assert {"run", "demo", "failed", "sort"} <= set(commands)
    for command in commands:
        told = start(image, command, "--help")
        assert told.returncode == 0 and command in told.stdout, told.stderr
    (usual,) = json.loads(FINAL.one("CMD"))
    assert usual in commands


def test_the_image_runs_its_own_copy_of_the_program_with_its_words(image: Path) -> None:
    python = image / "opt/otklik/bin/python"
    asked = "import bot, handlers, locales, sandbox as s; print(bot.__file__, s.__file__)"
    told = subprocess.run([python, "-I", "-c", asked], capture_output=True, text=True, check=True)
    assert all(one.startswith(str(image)) for one in told.stdout.split()), told.stdout
    told = start(image, "sort", "The cake arrived crushed, terrible!")
    assert told.stdout.startswith("complaint"), told.stderr


def test_the_image_names_wrong_settings_and_leaves_nothing_behind(image: Path) -> None:
    told = start(image, "run")
    assert told.returncode == 2 and "TELEGRAM_TOKEN" in told.stderr
    assert list((image / "data").iterdir()) == []


def test_the_last_stage_takes_over_what_the_first_one_built(image: Path) -> None:
    assert BUILD.image == FINAL.image, "the environment points at the interpreter it was made by"
    (taken,) = FINAL.all("COPY")
    stage, source, target = taken.split()
    assert stage == f"--from={BUILD.name}" and source == target, "scripts name their interpreter"
    assert (image / source.lstrip("/") / "bin/otklik").is_file()
    assert FINAL.environment["PATH"].startswith(f"{target}/bin:")


def test_the_image_carries_bytecode_as_nobody_can_write_it_later(image: Path) -> None:
    (packages,) = image.glob("opt/otklik/lib/python3*/site-packages")
    assert list(packages.glob("bot/__pycache__/__main__.*.pyc"))
    assert FINAL.environment["PYTHONDONTWRITEBYTECODE"] == "1"


def test_python_is_pinned_to_one_that_the_program_supports() -> None:
    found = re.fullmatch(r"python:3\.(\d+)-slim\S*", FINAL.image)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert found and int(found[1]) >= int(project["requires-python"].removeprefix(">=3."))
    assert f"/usr/local/lib/python3.{found[1]} " in " ".join(FINAL.all("RUN"))


def test_every_package_of_the_project_is_sent_whole() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["packages"]["find"]["include"]
    packages = {pattern.rstrip("*") for pattern in patterns}
    assert packages <= {word for rest in BUILD.all("COPY") for word in rest.split()}
    for package in packages:
        here = {file for file in (ROOT / package).rglob("*") if file.is_file()}
        kept = {file for file in here if "__pycache__" not in file.parts}
        assert kept and {ROOT / path for path in files_of(package)} >= kept


@pytest.mark.parametrize(
    "path",
    [
        ".env", ".env.production", "bot/.env", "otklik.toml", "data/otklik.db", "sandbox/otklik.db",
        ".git/config", ".venv/bin/python", "build/lib/bot/desk.py", "otklik.egg-info/PKG-INFO",
        "bot/__pycache__/desk.cpython-313.pyc", "tests/schemas.py", "key.pem", "compose.yaml",
    ],
)  # fmt: skip
def test_secrets_data_and_leftovers_are_not_sent(path: str) -> None:
    assert not sent(path)


def test_the_images_own_settings_are_settings_with_right_values(tmp_path: Path) -> None:
    ours = {name: value for name, value in FINAL.environment.items() if name not in NOT_OURS}
    assert set(ours) == {"LISTEN", "DATABASE_URL"}
    assert {name.lower() for name in ours} <= set(Settings.model_fields)
    settings = load(REQUIRED | ours, folder=tmp_path)
    assert settings.listen == f"0.0.0.0:{FINAL.one('EXPOSE')}"
    assert settings.database_url.startswith(f"sqlite+aiosqlite:///{FINAL.one('VOLUME')}/")
    assert FINAL.one("WORKDIR") == FINAL.one("VOLUME")


def test_the_image_runs_as_an_ordinary_user_who_owns_the_data() -> None:
    user, _, group = FINAL.one("USER").partition(":")
    assert int(user) > 999 and int(group) > 999
    words = [word for word, _ in FINAL.steps]
    assert words.index("USER") > max(i for i, word in enumerate(words) if word in ("RUN", "COPY"))
    prepared = FINAL.one("RUN")
    assert f"--uid {user} " in prepared
    assert f"install -d -o {user} -g {group} -m 0700 {FINAL.one('VOLUME')}" in prepared


def test_signals_reach_the_program() -> None:
    for instruction in ("ENTRYPOINT", "CMD"):
        assert isinstance(json.loads(FINAL.one(instruction)), list), "a shell would swallow them"


def health_check() -> list[str]:
    command: list[str] = json.loads(FINAL.one("HEALTHCHECK").partition("CMD ")[2])
    assert command[0] == "python"
    return [sys.executable, *command[1:]]


def test_the_health_check_asks_for_a_page_that_there_is() -> None:
    (asked,) = re.findall(r"http://127\.0\.0\.1:(\d+)(/\w+)", health_check()[-1])
    pages = (ROOT / "handlers/web.py").read_text("utf-8")
    assert asked[0] == FINAL.one("EXPOSE") and f'web.get("{asked[1]}"' in pages


@contextmanager
def answering(status: int) -> Iterator[int]:
    """Listen on this machine and answer every request alike; give the port."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def well(port: int) -> bool:
    *program, code = health_check()
    code = code.replace(f":{FINAL.one('EXPOSE')}/", f":{port}/")
    proxied = {"http_proxy": "http://127.0.0.1:1"}
    return (
        subprocess.run(
            [*program, code], env=proxied, stderr=subprocess.DEVNULL, check=False
        ).returncode
        == 0
    )


def test_the_health_check_tells_well_from_unwell() -> None:
    with answering(200) as port:
        assert well(port)
    assert not well(port), "nobody listens any more"
    with answering(503) as port:
        assert not well(port)


# --- compose.yaml


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return found


def filled_in(value: str, given: dict[str, str]) -> str:
    """Put variables into a value as Compose does; empty counts as not there."""
    return re.sub(r"\$\{(\w+):-(.*?)\}", lambda found: given.get(found[1]) or found[2], value)


def test_compose_runs_the_container_with_as_little_as_it_needs() -> None:
    service = compose()["services"]["otklik"]
    assert service["build"] == "." and service["env_file"] == ".env"
    assert service["read_only"] is True and "/tmp" in service["tmpfs"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["restart"] == "unless-stopped"
    assert int(service["stop_grace_period"].removesuffix("s")) > STOPS_WITHIN
    assert {"max-size", "max-file"} <= set(service["logging"]["options"])


def test_compose_keeps_the_data_and_publishes_to_this_machine_only() -> None:
    found = compose()
    for service in found["services"].values():
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:") and port.endswith(f":{FINAL.one('EXPOSE')}")
        (volume,) = service["volumes"]
        assert volume.partition(":")[0] in found["volumes"]
    (volume,) = found["services"]["otklik"]["volumes"]
    assert volume.partition(":")[2] == FINAL.one("VOLUME")


def test_a_copied_example_of_settings_does_not_hide_the_container(tmp_path: Path) -> None:
    from_file = {name: value or "" for name, value in dotenv_values(ROOT / ".env.example").items()}
    own = compose()["services"]["otklik"]["environment"]
    filled = {name: filled_in(value, from_file) for name, value in own.items()}
    settings = load(from_file | REQUIRED | filled, folder=tmp_path)
    assert filled == {name: FINAL.environment[name] for name in filled}
    assert settings.listen.startswith("0.0.0.0:")


def test_compose_brings_postgresql_only_where_it_is_asked_for(tmp_path: Path) -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    told = dict(re.findall(r"^#     (\w+)=(\S+)$", text, flags=re.MULTILINE))
    services = compose()["services"]
    assert services["postgres"]["profiles"] == [told["COMPOSE_PROFILES"]]
    assert "profiles" not in services["otklik"] and "ports" not in services["postgres"]
    assert services["otklik"]["depends_on"]["postgres"]["required"] is False
    own = services["otklik"]["environment"]
    settings = load(
        REQUIRED | {name: filled_in(value, told) for name, value in own.items()}, folder=tmp_path
    )
    database = services["postgres"]["environment"]
    user, name = database["POSTGRES_USER"], database["POSTGRES_DB"]
    wanted = f"postgresql+asyncpg://{user}:{told['POSTGRES_PASSWORD']}@postgres/{name}"
    assert settings.database_url == wanted
    assert filled_in(database["POSTGRES_PASSWORD"], told) == told["POSTGRES_PASSWORD"]
    assert "[postgres]" in " ".join(BUILD.all("RUN"))


# --- systemd


def unit() -> configparser.ConfigParser:
    found = configparser.ConfigParser(strict=False, interpolation=None, delimiters="=")
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string((ROOT / "ops/otklik.service").read_text("utf-8"))
    return found


def test_the_service_starts_the_console_script_and_stops_it_in_time() -> None:
    service = unit()["Service"]
    program, *arguments = service["ExecStart"].split()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert PurePosixPath(program).name in project["scripts"]
    assert arguments == json.loads(FINAL.one("CMD"))
    assert int(service["TimeoutStopSec"]) > STOPS_WITHIN
    assert unit()["Install"]["WantedBy"] == "multi-user.target"


def test_the_service_comes_back_after_a_crash_but_not_with_wrong_settings() -> None:
    from bot.__main__ import WRONG_SETTINGS

    service = unit()["Service"]
    assert service["Restart"] == "on-failure"
    assert service["RestartPreventExitStatus"] == str(WRONG_SETTINGS) == "2"


def test_the_service_is_no_root_and_writes_to_its_own_folder_only() -> None:
    service = unit()["Service"]
    assert service["User"] == service["StateDirectory"] == "otklik"
    assert service["WorkingDirectory"] == f"/var/lib/{service['StateDirectory']}"
    assert service["ProtectSystem"] == "strict" and "ReadWritePaths" not in service
    assert service["NoNewPrivileges"] == "yes" and service["CapabilityBoundingSet"] == ""


def test_the_ways_to_run_name_the_same_places_as_their_description() -> None:
    told = (ROOT / "ops/README.md").read_text("utf-8")
    service = unit()["Service"]
    program = service["ExecStart"].split()[0]
    assert str(PurePosixPath(program).parents[1]) in told
    assert service["EnvironmentFile"] in told and service["WorkingDirectory"] in told
    pages = (ROOT / "handlers/web.py").read_text("utf-8")
    for path in ("/vk/callback", "/telegram/webhook"):
        assert told.count(path) >= 3 and f'web.post("{path}"' in pages
    shown = re.search(r"docker run .*?\n```", told, flags=re.DOTALL)
    assert shown
    for name in ("LISTEN", "DATABASE_URL"):
        assert f"--env {name}={FINAL.environment[name]}" in shown[0]
