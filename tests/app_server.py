"""The real app for tests: a server on a free port, a real browser, and a driver for component events."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def running_app(script: str = "app.py", base: str = "", port: int = 0) -> Iterator[str]:
    """The address of the app (or of another script), started as the README says, on a port or a free one, below a path or not."""
    port = port or free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.headless=true",
        "--server.address=127.0.0.1", "--runner.postScriptGC=false",
        f"--server.baseUrlPath={base}",
    ]  # fmt: skip
    log = ROOT / ".pytest_cache" / f"app-{port}.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w") as sink, subprocess.Popen(command, cwd=ROOT, stdout=sink, stderr=sink) as process:
        try:
            found = f"http://127.0.0.1:{port}/{base}".rstrip("/")
            _wait_until_healthy(found, process)
            yield found
        finally:
            process.terminate()
            process.wait(timeout=20)


def chromium() -> str:
    """The browser's path; without one the test is skipped, and in CI it fails."""
    found = (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if not found:
        words = "No Chromium on the path: the browser tests did not run. Install it, or set CHROMIUM."
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    return found


def send(app: Any, *operations: dict[str, Any], client: str = "test") -> Any:
    """Fire the canvas's event in an AppTest, as the browser would. The one place that uses Streamlit's private parts."""
    from streamlit.proto.WidgetStates_pb2 import WidgetState

    (component,) = app.get("bidi_component")
    event = [{"event": "ops", "value": {"client": client, "ops": list(operations)}}]
    states = app._tree.get_widget_states()
    states.widgets.append(
        WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{component.proto.id}__events", json_trigger_value=json.dumps(event))
    )
    return app._run(states)


def canvas_data(app: Any) -> dict[str, Any]:
    """What an AppTest's canvas was given to draw."""
    (component,) = app.get("bidi_component")
    data = json.loads(component.proto.bytes)["data"]
    return {**data, "root": filled(data["root"], data["plain"])}


def filled(card: dict[str, Any], plain: dict[str, Any]) -> dict[str, Any]:
    """A card with what the canvas fills in: all that is as in most cards, and was left out."""
    children = [filled(child, plain) for child in card.get("children", [])]
    return {**plain, **card, "children": children}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"the app ended with code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the app did not come up within 30 s")
