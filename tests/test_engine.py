"""The door to torch: workers answer, die and are replaced, and the web side never loads torch."""

import io
import json
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import psutil
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from making import WITHOUT_CODE, block, doc

import blocks
from blocks import document, engine
from blocks.engine import wire
from blocks.engine.jobs import Analyse, Analysed, Devices, ListDevices
from blocks.engine.supervisor import Supervisor
from blocks.errors import BlockError, EngineError
from blocks.kinds import Kind, Kinds
from blocks.repair import diagnose
from blocks.runs import Feed, Order

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module", autouse=True)
def pool() -> Iterator[Supervisor]:
    """Two workers for all tests here; a test that kills one has it replaced."""
    before, engine._supervisor = engine._supervisor, _grown(Supervisor(2))
    yield engine._supervisor
    engine._supervisor.close()
    engine._supervisor = before


def _grown(supervisor: Supervisor) -> Supervisor:
    """The supervisor with both its workers up; the second starts after the first."""
    limit = time.perf_counter() + 120
    while len(supervisor._workers) < 2 and time.perf_counter() < limit:
        time.sleep(0.05)
    for worker in supervisor._workers:
        worker.greet()
    return supervisor


def answer(pool: Supervisor, width: int, limit: float = 30, tick: Callable[[float], None] | None = None) -> int:
    """The parameters of a Linear of some width, as a worker counts them."""
    found, _ = pool.ask(Analyse(document.dumps(doc(block("Linear", out_features=width)))), limit=limit, tick=tick)
    assert isinstance(found, Analysed)
    return found.root.params


# --- round trips


def test_catalogue(kinds: Kinds) -> None:
    """The records that a worker sends are those of the catalogue."""
    assert engine.kinds() == msgspec.json.decode(msgspec.json.encode(kinds), type=dict[str, Kind])
    assert list(engine.kinds()) == list(kinds)
    assert engine.start().hello().torch


@pytest.mark.parametrize("path", WITHOUT_CODE, ids=lambda path: path.stem)
def test_analysis(path: Path) -> None:
    """A worker's report is the one made here."""
    model = blocks.load(path)
    assert msgspec.json.encode(engine.analyse(model).root) == msgspec.json.encode(diagnose(model).root)


def test_problems_and_fixes_travel() -> None:
    """A broken model's report arrives with its problems and their fixes."""
    model = doc(block("Linear", in_features=3, out_features=2))
    assert engine.analyse(model) == diagnose(model)
    assert engine.analyse(model).problems[0][1].fixes


def test_run() -> None:
    """A run next door gives what a run here gives: arrays, rows, and refusals."""
    model = doc(block("Linear", out_features=3), block("ReLU"))
    far, near = engine.run(model, Order(feed=Feed(seed=4))), blocks.run(model, seed=4)
    assert np.array_equal(far.output, near.output)
    assert np.array_equal(far.input, near.input)
    assert [row.path for row in far.rows] == [row.path for row in near.rows]
    picture = np.random.default_rng(0).random((2, 20))
    fed = engine.run(doc(block("Identity")), Order(), {"x": picture})
    assert np.array_equal(fed.output, picture.astype("float32"))
    with pytest.raises(BlockError) as error:
        engine.run(doc(block("Conv2d", name="bad")), Order())
    assert error.value.path == "bad"
    assert engine.devices()[0].name == "cpu"


# --- torch stays next door


def test_the_web_side_never_loads_torch() -> None:
    """A process that asks for analyses and runs has no torch in it, and leaves no worker behind."""
    source = """
import json, sys
from blocks import document, engine
from blocks.runs import Order
from blocks.tree import Block, Model
model = Model(root=Block("Sequential", children=(Block("Linear", args={"out_features": 3}),)))
assert document.loads(document.dumps(model), engine.kinds()) == model
assert engine.analyse(model).params == 63
assert engine.run(model, Order()).output.shape == (1, 3)
workers = [worker.process.pid for worker in engine.start()._workers]
print(json.dumps([workers, [name for name in sys.modules if name.split(".")[0] == "torch"]]))
"""
    done = subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    workers, loaded = json.loads(done.stdout)
    assert loaded == []
    assert workers
    assert not any(psutil.pid_exists(pid) for pid in workers)


def test_workers_end_with_their_parent() -> None:
    """A server that is killed leaves no worker behind."""
    source = "from blocks import engine; engine.kinds(); print(*[w.process.pid for w in engine.start()._workers], flush=True); input()"
    parent = subprocess.Popen([sys.executable, "-c", source], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    assert parent.stdin is not None
    workers = [psutil.Process(int(pid)) for pid in parent.stdout.readline().split()]
    parent.kill()
    parent.wait()
    parent.stdin.close()
    parent.stdout.close()
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert not [each for each in alive if each.status() != psutil.STATUS_ZOMBIE]


# --- workers that fail


def test_closing_leaves_no_process() -> None:
    """After closing, the workers are gone, and closing again is harmless."""
    supervisor = _grown(Supervisor(2))
    assert answer(supervisor, 3) == 63
    processes = [worker.process for worker in supervisor._workers]
    supervisor.close()
    supervisor.close()
    assert all(process.poll() is not None for process in processes)


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV"])
def test_a_worker_that_dies(pool: Supervisor, name: str) -> None:
    """A worker that dies in the middle of a job ends it with a sentence, and the next job is answered right."""
    assert answer(pool, 3) == 63  # 20 x 3 + 3
    worker = pool._workers[0].process
    os.kill(worker.pid, signal.SIGSTOP)
    killer = threading.Timer(
        0.3, lambda: os.kill(worker.pid, getattr(signal, name)) or os.kill(worker.pid, signal.SIGCONT)
    )
    killer.start()
    with pytest.raises(EngineError, match="Your model is safe"):
        answer(pool, 4)
    killer.join()
    assert [answer(pool, width) for width in (5, 6, 7)] == [105, 126, 147]


def test_a_worker_that_died_between_jobs(pool: Supervisor) -> None:
    """A worker found dead costs one sentence at most."""
    assert answer(pool, 3) == 63
    pool._workers[0].process.kill()
    pool._workers[0].process.wait()
    with pytest.raises(EngineError, match="memory ran out"):
        answer(pool, 4)
    assert answer(pool, 5) == 105


def test_time_limit(pool: Supervisor) -> None:
    """A job that takes too long is stopped in time, and its late answer is given to nobody."""
    assert answer(pool, 3) == 63
    start = time.perf_counter()
    for worker in pool._workers:
        worker.greet()
        os.kill(worker.process.pid, signal.SIGSTOP)
    with pytest.raises(EngineError, match=r"Stopped after 0.2 s: this takes too long. Your model is safe."):
        answer(pool, 4, limit=0.2)
    assert time.perf_counter() - start < 15
    assert answer(pool, 5) == 105


def test_analysis_outlives_a_worker(monkeypatch: pytest.MonkeyPatch, pool: Supervisor) -> None:
    """A worker killed from outside costs a retry, not the answer."""
    monkeypatch.setattr(engine, "start", lambda: pool)
    assert engine.analyse(doc(block("Linear", out_features=3))).ok
    os.kill(pool._workers[0].process.pid, signal.SIGKILL)
    assert engine.analyse(doc(block("Linear", out_features=4))).params == 20 * 4 + 4


def test_a_job_that_nobody_waits_for_is_ended(pool: Supervisor) -> None:
    """What `tick` raises ends the job and reaches the caller; the next job finds a worker that is free."""

    class Left(BaseException):
        """The page was left."""

    def leave(seconds: float) -> None:
        raise Left

    assert answer(pool, 3) == 63
    for worker in pool._workers:
        worker.greet()
        os.kill(worker.process.pid, signal.SIGSTOP)
    with pytest.raises(Left):
        answer(pool, 4, tick=leave)
    assert answer(pool, 5) == 105


def test_a_stray_line_does_no_harm(pool: Supervisor) -> None:
    """What is no job ends the worker with a sentence, not the supervisor."""
    assert answer(pool, 3) == 63
    stdin = pool._workers[0].process.stdin
    assert stdin is not None
    stdin.write(b"\xff" * 100)
    stdin.flush()
    with pytest.raises(EngineError):
        answer(pool, 4)
    assert answer(pool, 5) == 105


def test_documents_are_not_trusted(pool: Supervisor) -> None:
    """A worker refuses a bad document with its three parts and place, and lives on."""
    worker = pool._workers[0].process.pid
    with pytest.raises(BlockError) as error:
        pool.ask(Analyse('{"format": "blockyard/1", "inputs": [{"shape": [1]}], "root": {"kind": "Relu"}}'), limit=60)
    assert "Did you mean ReLU" in error.value.fix
    assert error.value.path == "$.root"
    assert answer(pool, 3) == 63
    assert pool._workers[0].process.pid == worker


# --- many at once


def test_parallel_threads_get_their_own_answers() -> None:
    """Sessions that ask at once, from the very start on, each get the answer to their own question."""
    supervisor = Supervisor(2)

    def session(number: int) -> list[int]:
        supervisor.hello()
        return [answer(supervisor, number * 10 + step, limit=60) for step in range(1, 6)]

    with ThreadPoolExecutor(12) as threads:
        found = list(threads.map(session, range(12)))
    supervisor.close()
    assert found == [[21 * (number * 10 + step) for step in range(1, 6)] for number in range(12)]


def test_a_run_does_not_block_edits(pool: Supervisor) -> None:
    """While a heavy job is under way, light ones are answered."""
    assert answer(pool, 3) == 63
    pool._workers[1].greet()
    os.kill(pool._workers[1].process.pid, signal.SIGSTOP)  # a run that takes long
    with ThreadPoolExecutor(1) as threads:
        heavy = threads.submit(pool.ask, ListDevices(), (), 60, True)
        time.sleep(0.2)
        assert [answer(pool, width) for width in (4, 5)] == [84, 105]
        assert not heavy.done()
        os.kill(pool._workers[1].process.pid, signal.SIGCONT)
        assert isinstance(heavy.result()[0], Devices)


def test_starting_twice_gives_one_supervisor() -> None:
    """Two sessions that come first at the same time share the workers."""
    with ThreadPoolExecutor(8) as threads:
        found = {id(each) for each in threads.map(lambda _: engine.start(), range(8))}
    assert len(found) == 1


# --- the wire


def message(header: Any, body: bytes = b"") -> bytes:
    """A message with any header, well framed."""
    raw = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<IQ", len(raw), len(body)) + raw + body


@given(st.lists(st.sampled_from(wire.DTYPES).flatmap(lambda dtype: st.builds(
    lambda shape: np.arange(int(np.prod(shape))).reshape(shape).astype(dtype),
    st.lists(st.integers(0, 4), max_size=4),
)), max_size=3))  # fmt: skip
def test_wire_round_trip(arrays: "list[np.ndarray[Any, Any]]") -> None:
    """Data and arrays of any shape come out as they went in."""
    data, found = wire.unpack(io.BytesIO(wire.pack({"x": 1}, arrays)).read)
    assert bytes(data) == b'{"x":1}'
    assert len(found) == len(arrays)
    for one, other in zip(found, arrays, strict=True):
        assert one.dtype == other.dtype
        assert one.shape == other.shape
        assert np.array_equal(one, other)


HOSTILE = [
    b"", b"\x00", b"\xff" * 12, struct.pack("<IQ", 2**32 - 1, 0), struct.pack("<IQ", 0, 2**63), struct.pack("<IQ", 5, 0),
    message(b""), message(b"[]"), message(b"{}"), message(b"nul"), message(b"\xff\xfe"),
    message(b'{"data": ' + b"[" * 100_000), message(b'{"data": 1, "arrays": [["\xff", [1]]]}'),
    message(b"[" * 100_000), message({"data": 1, "arrays": 3}), message({"data": 1, "arrays": [["float32", [1]]]}),
    message({"data": 1, "arrays": [["float32", [-1]]]}, b"1234"), message({"data": 1, "arrays": [["object", [1]]]}, b"12345678"),
    message({"data": 1, "arrays": [["float32", [2**62, 4]]]}, b"1234"), message({"data": 1, "arrays": [["float32", [0, 2**70]]]}),
    message({"data": 1, "arrays": [["float32", [0, 2**63]]]}), message({"data": 1, "arrays": [["float32", [0, 2**62, 2**62]]]}),
    message({"data": 1, "arrays": [["float32", [1] * 100]]}, b"1234"), message({"data": 1, "arrays": []}, b"left over"),
    message({"data": 1, "arrays": [["float32", [10**400]]]}, b"1234"), message({"data": 1, "arrays": [["float32", ["1"]]]}, b"1234"),
    message({"data": 1, "arrays": [["<f4", [1]]]}, b"1234"), message({"data": 1, "arrays": [["float32", [0] * 65]]}),
]  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_messages(raw: bytes) -> None:
    """What is no message is told as one of two errors, without taking memory for it."""
    with pytest.raises((wire.BadMessage, EOFError)):
        wire.unpack(io.BytesIO(raw).read)


@given(st.binary(max_size=60), st.binary(max_size=20))
@example(b'{"data": 1, "arrays": [["uint8", [0, 9223372036854775808]]]}', b"")
def test_any_message(header: bytes, body: bytes) -> None:
    """Any framed bytes are a message or one of two errors."""
    try:
        wire.unpack(io.BytesIO(message(header, body)).read)
    except (wire.BadMessage, EOFError) as error:
        assert len(str(error)) < 1000


@given(st.lists(st.tuples(st.sampled_from([*wire.DTYPES, "object", "int8", ""]), st.lists(st.integers(-1, 2**65), max_size=5)), max_size=3), st.binary(max_size=32))  # fmt: skip
def test_any_arrays(arrays: list[tuple[str, list[int]]], body: bytes) -> None:
    """Any description of arrays fits its bytes exactly or is refused."""
    try:
        _, found = wire.unpack(io.BytesIO(message({"data": 1, "arrays": arrays}, body)).read)
    except (wire.BadMessage, EOFError):
        return
    assert sum(each.nbytes for each in found) == len(body)
