"""The committed browser bundles are what their TypeScript gives, and the TypeScript is sound."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.app_server import ROOT


@pytest.mark.parametrize("component", ["canvas", "diagram", "drawing", "editor"])
def test_bundle_is_built_from_its_source(component: str, tmp_path: Path) -> None:
    """Built anew with the locked compiler, `dist/` has the committed bytes; the type checker is content."""
    npm = shutil.which("npm")
    if not npm:
        words = "No npm on the path: the bundles were not rebuilt and compared. Install Node.js to do so."
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    source, copy = ROOT / "ui" / component, tmp_path / component
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns("node_modules", "dist", "__pycache__"))
    for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"], ["run", "check"]):
        done = subprocess.run([npm, *command], cwd=copy, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    for built in sorted((copy / "dist").iterdir()):
        assert built.read_bytes() == (source / "dist" / built.name).read_bytes(), built.name
