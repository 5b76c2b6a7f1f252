"""Who may import whom is kept by `make check`; each contract fails when it is broken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BREAKS = {
    "core-is-pure": ("bot/core/case.py", "import sqlalchemy"),
    "layers": ("bot/store/inbox.py", "import bot.desk"),
    "settings-at-the-top": ("bot/relay/public.py", "import bot.settings"),
    "sandbox-apart": ("sandbox/faults.py", "import bot.clock"),
    "sandbox-apart-from-doors": ("handlers/vk.py", "import sandbox.faults"),
}


@pytest.mark.parametrize("contract", BREAKS)
def test_a_broken_contract_is_told(contract: str, tmp_path: Path) -> None:
    for package in ("bot", "handlers", "sandbox", "locales"):
        shutil.copytree(ROOT / package, tmp_path / package)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    file, line = BREAKS[contract]
    broken = tmp_path / file
    broken.write_text(f"{broken.read_text('utf-8')}\n{line}\n", "utf-8")
    program = Path(sys.executable).parent / "lint-imports"
    told = subprocess.run(
        [program, "--no-cache", "--contract", contract],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1, told.stdout + told.stderr
    assert "BROKEN" in told.stdout
