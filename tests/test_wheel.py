"""The program runs the same from an installed wheel as from the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import made_once

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder into which the wheel was unpacked, as an installer would."""
    return made_once(tmp_path_factory, "wheel", unpack) / "site"


def unpack(folder: Path) -> None:
    build = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT]
    subprocess.run([sys.executable, *build], check=True, capture_output=True)
    (wheel,) = folder.glob("otklik-*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "import sys; from bot.__main__ import main; sys.exit(main())"]
    return subprocess.run(
        [*program, *arguments],
        cwd=folder,
        env={
            "PYTHONPATH": str(installed),
            "TELEGRAM_TOKEN": "1:a",
            "STAFF_CHAT": "-1001",
            "LOCALE": "en",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_sorts_with_its_own_word_lists(installed: Path, tmp_path: Path) -> None:
    told = run(installed, tmp_path, "sort", "--json", "The cake arrived crushed, terrible!")
    assert '"kind": "complaint"' in told.stdout, told.stderr


def test_the_wheel_makes_its_database_and_speaks_its_texts(installed: Path, tmp_path: Path) -> None:
    told = run(installed, tmp_path, "failed")
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() and (tmp_path / "data/otklik.db").is_file()


def test_the_wheel_brings_the_stand_ins_for_the_demo(installed: Path) -> None:
    assert (installed / "sandbox/__main__.py").is_file()
    assert (installed / "sandbox/telegram").is_dir()
    assert (installed / "sandbox/page/static/index.html").is_file()
    assert (installed / "locales/en/sandbox.ftl").is_file()
