"""Code blocks in locked processes: hostile ones end as one sentence, and the next job is right."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import psutil
import pytest
from codes import FIXED_HIDDEN, HALVING, MLP, forward
from making import block, doc

import blocks
from blocks import engine
from blocks.engine import answers
from blocks.engine.answers import Answers, Session, checked, sound_run
from blocks.engine.jobs import Inspect, Inspected, Measure, Measured
from blocks.engine.lock import DENIED, Locked, landlock_version
from blocks.engine.locked import FORKS, Cells, sentence
from blocks.engine.supervisor import Supervisor
from blocks.errors import BlockError, CodeStopped, EngineError
from blocks.pending import Question, question
from blocks.report import Node, Part, Problem, TensorType
from blocks.runs import Order, Summary
from blocks.source import START
from blocks.tree import Model

ROOT = Path(__file__).parents[1]
GIVEN = (TensorType((2, 20), "float32", (1, 0)),)
LINUX = pytest.mark.skipif(not landlock_version(), reason="this system has no Landlock")


@pytest.fixture(scope="module", autouse=True)
def pool() -> Iterator[Supervisor]:
    """A supervisor of this file's own."""
    before, engine._supervisor = engine._supervisor, Supervisor(2)
    yield engine._supervisor
    engine._supervisor.close()
    engine._supervisor = before


def everything(_: str) -> bool:
    """Trust in any text."""
    return True


def measured(pool: Supervisor, source: str, limit: float = 20.0) -> Node:
    """What a locked process says of a block with this text."""
    found, _ = pool.ask_locked(Measure(question({"source": source}, GIVEN)), limit=limit)
    assert isinstance(found, Measured)
    return found.node


def sound(pool: Supervisor) -> None:
    """A job after a hostile one is answered right."""
    node = measured(pool, MLP)
    assert node.params == 20 * 256 + 256 + 256 * 10 + 10
    assert node.outputs == (TensorType((2, 10), "float32", (1, 0)),)


def escaped(*lines: str) -> str:
    """A text that reaches `os` past the grammar, which is no boundary."""
    return "import collections\n" + forward("os = collections._sys.modules['os']", *lines, "return x")


# --- hostile jobs


ENDS = [
    ("a loop without end", forward("while True: pass"), "Stopped after 1 s in line 7: does a loop never end?"),
    ("a stubborn loop", forward("while True:", "    try:", "        while True: pass", "    except BaseException: pass"),
     "Stopped after 1 s in line 9: does a loop never end?"),
    ("a long operation", forward("return torch.linalg.svd(torch.rand(4000, 4000, device='cpu'))[0]"),
     "Stopped after 1 s in line 7: does a loop never end?"),
    ("a large power", forward("return 9 ** 9 ** 9"), "Stopped after 1 s in line 7: does a loop never end?"),
    ("exit", escaped("os._exit(0)"), "The code ended its process without an answer (code 0)."),
    ("a crash", "import collections\n" + forward(
        "collections._sys.modules['ctypes'].string_at(0)"), "The code crashed its process in line 8 (SIGSEGV)."),
    ("abort", escaped("os.abort()"), "The code crashed its process in line 9 (SIGABRT)."),
    ("another user", escaped("os.setuid(1)"), "The code crashed its process in line 9 (SIGABRT)."),  # by the C library
    ("noise for an answer", escaped("os.write(3, b'x' * 10**6)", "os._exit(0)"),
     "The code's process answered with something that is no answer."),
    ("200 MB for an answer", escaped("import struct".replace("import struct", "body = b'x' * 2 * 10**8"),
     "os.write(3, (20).to_bytes(4, 'little') + (2 * 10**8).to_bytes(8, 'little'))", "os.write(3, body)"),
     "The code's process answered with something that is no answer."),
    ("hanging up", escaped("os.close(3)", "while True: pass"), "The system stopped the code"),
]  # fmt: skip


@LINUX
@pytest.mark.parametrize(("text", "told"), [each[1:] for each in ENDS], ids=[each[0] for each in ENDS])
def test_what_ends_a_process(pool: Supervisor, text: str, told: str) -> None:
    """A job that hangs, dies or lies ends in time with one sentence, and the next is right."""
    sound(pool)
    start = time.perf_counter()
    with pytest.raises(EngineError) as error:
        measured(pool, text, limit=1.0)
    assert str(error.value).startswith(told)
    assert time.perf_counter() - start < 5  # the limit, a second of grace, and a busy machine
    sound(pool)


DENIALS = [
    ("a file", "import collections\n" + forward("return collections._sys.modules['io'].open('/etc/passwd').read()"), "PermissionError"),
    ("a file to write", "import collections\n" + forward("return collections._sys.modules['io'].open('/tmp/blockyard-was-here', 'w')"), "PermissionError"),
    ("a folder", escaped("os.listdir('/')"), "PermissionError"),
    ("the environment of the server", escaped("collections._sys.modules['io'].open(f'/proc/{os.getppid()}/environ')"), "PermissionError"),
    ("a socket", "import collections\n" + forward("return collections._sys.modules['_socket'].SocketType()"), "PermissionError"),
    ("fork", escaped("os.fork()"), "PermissionError"),
    ("another program", escaped("os.posix_spawn('/bin/true', ['true'], {})"), "PermissionError"),
    ("the parent's life", escaped("os.kill(os.getppid(), 9)"), "PermissionError"),
    ("everybody's life", escaped("os.kill(-1, 9)"), "PermissionError"),
    ("rights of a file", escaped("os.chmod('/tmp', 0)"), "PermissionError"),
    ("4 TB", forward("return torch.zeros(10**12, device='cpu')"), "allocate"),
    ("a list that grows", forward("kept = []", "while True:", "    kept.append(torch.zeros(10**8, device='cpu'))"), "allocate"),
    ("a long text", forward("return 'x' * 10**11"), "MemoryError"),
]  # fmt: skip


@LINUX
@pytest.mark.parametrize(("text", "told"), [each[1:] for each in DENIALS], ids=[each[0] for each in DENIALS])
def test_what_is_out_of_reach(pool: Supervisor, text: str, told: str) -> None:
    """Files, network, processes, other processes' lives and all the memory are refused, as an error with its line."""
    problem = measured(pool, text).problem
    assert problem is not None
    assert told in problem.why
    assert "in line" in problem.received
    assert not Path("/tmp/blockyard-was-here").exists()
    sound(pool)


def test_no_shell(pool: Supervisor, tmp_path: Path) -> None:
    """A shell that is asked for does not run."""
    trace = tmp_path / "trace"
    measured(pool, escaped(f"os.system('touch {trace}')"))
    assert not trace.exists()


def test_nothing_stays(pool: Supervisor) -> None:
    """What a job changes in PyTorch is gone with its process, and what it prints goes nowhere."""
    changed = forward("nn.Linear.forward = lambda self, x: x.sum()", "return nn.Linear(20, 3)(x)")
    assert measured(pool, changed).outputs == (TensorType(()),)
    sound(pool)
    assert measured(pool, forward("for i in range(10**6): print(i)", "return x")).outputs == GIVEN


def test_inf_in_the_loop(pool: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The chapter's own loop never ends on infinity: the run is stopped and names the line of the loop."""
    monkeypatch.setattr(engine, "RUN_LIMIT", 2.0)
    model = doc(block("Code", source=HALVING))
    picture = np.full((2, 20), np.inf)
    with pytest.raises(EngineError, match=r"Stopped after 2 s in line [34]: does a loop never end\?"):
        engine.run(model, Order(), {"x": picture}, trusted=everything)
    result = engine.run(model, Order(), {"x": np.full((2, 20), np.nan)}, trusted=everything)
    assert np.isnan(result.output).all()  # a comparison with NaN is false, so the loop ends at once
    sound(pool)


def test_a_killed_template(pool: Supervisor) -> None:
    """A template that is killed costs the jobs in it, and the next starts another one."""
    sound(pool)
    template = pool.cells.template()
    killer = threading.Timer(0.5, lambda: os.kill(template.pid, signal.SIGKILL))
    killer.start()
    with pytest.raises(EngineError, match=r"Your model is safe|Stopped after|stopped the code|without an answer"):
        measured(pool, forward("while True: pass"))
    killer.join()
    sound(pool)
    assert pool.cells.template().pid != template.pid


def test_nothing_is_left_behind(pool: Supervisor) -> None:
    """After many jobs no process and no open file is left."""
    sound(pool)
    template, me = psutil.Process(pool.cells.template().pid), psutil.Process()
    files, theirs = me.num_fds(), template.num_fds()
    assert template.num_threads() == 1  # forking a process with more would hang
    for _ in range(10):
        with pytest.raises(EngineError):
            measured(pool, escaped("os._exit(3)"))
        sound(pool)
    assert template.children() == []
    assert (me.num_fds(), template.num_fds()) == (files, theirs)


def test_jobs_side_by_side(pool: Supervisor) -> None:
    """A job that hangs does not hold up another."""
    sound(pool)
    stopped: list[str] = []

    def hang() -> None:
        with pytest.raises(EngineError) as error:
            measured(pool, forward("while True: pass"), limit=3.0)
        stopped.append(str(error.value))

    slow = threading.Thread(target=hang)
    slow.start()
    start = time.perf_counter()
    sound(pool)
    assert time.perf_counter() - start < 2.5
    slow.join()
    assert stopped


def test_started_rather_than_forked() -> None:
    """Where nothing can be forked, a process is started for each job, and is locked the same."""
    cells = Cells(forks=False)
    asked = Measure(question({"source": START}, GIVEN))
    answer, _ = cells.ask(asked, (), 20.0, "cpu", None)
    assert isinstance(answer, Measured) and answer.node.params == 1
    with pytest.raises(EngineError, match="Stopped after 1 s"):
        cells.ask(Measure(question({"source": forward("while True: pass")}, GIVEN)), (), 1.0, "cpu", None)
    found, _ = cells.ask(Inspect(), (), 20.0, "cuda:0", None)  # no limit of address space, which CUDA needs
    assert isinstance(found, Inspected) and not found.locked.memory


def test_a_job_that_nobody_waits_for(pool: Supervisor) -> None:
    """What `tick` raises ends the child and reaches the caller."""

    def leave(_: float) -> None:
        raise KeyError("left")

    with pytest.raises(KeyError, match="left"):
        pool.ask_locked(Measure(question({"source": forward("while True: pass")}, GIVEN)), limit=20, tick=leave)
    assert psutil.Process(pool.cells.template().pid).children() == []


# --- the lock


def test_state() -> None:
    """What is enforced is what the kernel took on, told in a sentence."""
    state = engine.code_state()
    assert state.landlock == landlock_version()
    if state.complete:
        assert str(state).startswith("Code blocks run in a process of their own: memory and time are limited, files")
    assert "nothing more" in str(Locked())


def test_calls_are_numbered_as_the_kernel_does() -> None:
    """The numbers on x86_64 are those of the kernel's own table, where it is installed."""
    table = next(iter(Path("/usr/include").glob("**/asm/unistd_64.h")), None)
    if table is None:
        pytest.skip("the kernel's headers are not installed")
    words = [line.split() for line in table.read_text().splitlines() if line.startswith("#define __NR_")]
    numbers = {word[1].removeprefix("__NR_"): int(word[2]) for word in words}
    assert {name: each[0] for name, each in DENIED.items() if name in numbers} == {
        name: numbers[name] for name in DENIED if name in numbers
    }


def test_sentences() -> None:
    """Each way to end has a sentence of its own."""
    assert sentence(-9, "", 5) == "The system stopped the code, most likely because memory ran out."
    assert sentence(-24, "", 5) == "Stopped: it computed for too long."
    assert sentence(-9, "Timeout", 5) == "Stopped after 5 s: does a loop never end?"


# --- analysis and runs through the door


def coded(*texts: str) -> Model:
    """A model of Code blocks in a row."""
    return doc(*[block("Code", source=text) for text in texts])


def test_analysis_asks_what_is_trusted() -> None:
    """Trusted texts run, others are a problem; what is known already is not asked again."""
    model = coded(START, FIXED_HIDDEN)
    refused = engine.analyse(model)
    assert [path for path, _ in refused.problems] == ["0"]
    assert refused.problems[0][1].received == "This code came from elsewhere and has not run."
    half = engine.analyse(model, {START})
    assert half["0"].ok
    assert [path for path, _ in half.problems] == ["1"]
    whole = engine.analyse(model, everything)
    assert whole.ok and whole.params == 1 + 420
    assert msgspec.json.encode(whole.root) == msgspec.json.encode(blocks.analyse(model, code=True).root)
    assert not engine.analyse(model).ok  # trust is the caller's, not the server's
    start = time.perf_counter()
    assert engine.analyse(model, everything) == whole
    assert time.perf_counter() - start < 0.5


def test_hanging_code_is_a_problem_of_its_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """A block that never ends is told in its place, is not asked again, and the rest of the model is known."""
    monkeypatch.setattr(answers, "LIMIT", 1.0)
    model = doc(block("Linear", out_features=20), block("Code", source=forward("while True: pass")), block("ReLU"))
    report = engine.analyse(model, everything)
    assert report["0"].ok
    assert report.problems[0][1].received == "Stopped after 1 s in line 7: does a loop never end?"
    start = time.perf_counter()
    assert engine.analyse(model, everything).problems[0][0] == "1"
    assert time.perf_counter() - start < 0.9


def test_what_is_not_the_codes_fault_is_asked_again() -> None:
    """An answer that failed for want of a process is not kept; one that the code is to blame for is."""
    kept = Answers()
    asked = question({"source": START}, GIVEN)
    failures = {
        "no process": EngineError("The process that starts code blocks ended."),
        "code": CodeStopped("Stopped."),
    }
    found = {}
    for name, failure in failures.items():

        def fail(job: Measure, limit: float, failure: EngineError = failure) -> Measured:
            raise failure

        problem = Session(kept, everything, fail).node(asked).problem
        assert problem is not None and problem.received == str(failure)
        found[name] = len(kept.of([START]))
    assert found == {"no process": 0, "code": 1}


def test_fixes_around_code() -> None:
    """A broken layer before a Code block gets its fixes through the door too."""
    model = doc(block("Linear", in_features=3, out_features=20), block("Code", source=START))
    fixes = engine.analyse(model, everything).problems[0][1].fixes
    assert fixes


def test_many_questions_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Repeat whose every round is another question stops asking after so many."""
    monkeypatch.setattr(answers, "MOST_ASKED", 3)
    text = MLP.replace("nn.Linear(width, 10)", "nn.Linear(width, 20)")
    model = doc(block("Repeat", block("Code", source=text, width={"rule": "i + 3"}), times=50))
    problem = engine.analyse(model, everything).problems[0][1]
    assert problem.received == "In round 4, This code has not run: too much ran before it in this model."


def test_runs_and_training_need_trust() -> None:
    """A model with code runs in a locked process, gives what it gives here, and only with trust."""
    model = coded(MLP)
    with pytest.raises(BlockError, match="came from elsewhere and has not run"):
        engine.run(model, Order())
    far, near = engine.run(model, Order(), trusted={MLP}), blocks.run(model, code=True)
    assert np.allclose(far.output, near.output, atol=1e-6)
    assert [row.path for row in far.rows] == ["0"]
    assert far.lines == near.lines != {}
    far_kept, near_kept = engine.training(model, {MLP}), blocks.training_memory(model, code=True)
    assert (far_kept.root, far_kept.inputs) == (near_kept.root, near_kept.inputs)
    with pytest.raises(BlockError, match="came from elsewhere and has not run"):
        engine.training(model)


def test_an_answer_may_be_anything() -> None:
    """Of an answer only what a layer would say is kept, if its sizes are sound."""
    asked = Question("x", (), GIVEN)
    fine = Node(outputs=GIVEN, params=3, args={"a": 1}, children=(Node(),), parts=(Part("p" * 999, "k", "t", -1, 0),))
    kept = checked(fine, asked)
    assert (kept.inputs, kept.outputs, kept.params, kept.args, kept.children) == (GIVEN, GIVEN, 3, {}, ())
    assert len(kept.parts[0].path) == 200 and kept.parts[0].params == 0
    long = checked(Node(problem=Problem("r" * 9_999, "e", "f")), asked).problem
    assert long is not None and len(long.received) == 1_000
    for wrong in (
        Node(),
        Node(outputs=(TensorType((-1,)),)),
        Node(outputs=(TensorType((2**50,)),)),
        Node(outputs=(TensorType((1,) * 65),)),
        Node(outputs=(TensorType((1,), "<b>"),)),
        Node(outputs=(TensorType((1, 2), "float32", (1,)),)),
        Node(outputs=GIVEN, params=-1),
        Node(outputs=GIVEN, macs=2**63),
        Node(outputs=GIVEN, problem=Problem("", "", "")),
    ):
        problem = checked(wrong, asked).problem
        assert problem is not None and problem.received == "The code gave sizes that no tensor has."


def test_the_answer_to_a_run_may_be_anything() -> None:
    """A run's answer must have the arrays and the lengths that it says."""
    two, ten = TensorType((2,)), TensorType((10,))
    summary = Summary("cpu", "a CPU", (two,), (ten,), (ten,), 1.0, 1)
    arrays = [np.zeros(2, "float32"), np.zeros(10, "float32")]
    assert sound_run(summary, arrays)
    assert not sound_run(summary, arrays[:1])
    assert not sound_run(summary, arrays[::-1])
    for wrong in ({"sent": (), "outputs": ()}, {"outputs": ()}, {"label": "x" * 2_000}, {"lines": {"x" * 2_000: {}}}):
        assert not sound_run(msgspec.structs.replace(summary, **wrong), arrays)


def test_answers_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest answers are forgotten first."""
    monkeypatch.setattr(answers, "MOST_KEPT", 2)
    kept = Answers()
    for name in "abc":
        kept.keep(Question(name, (), GIVEN), Node())
    assert [len(kept.of([name])) for name in "abc"] == [0, 1, 1]


def test_the_web_side_stays_without_torch() -> None:
    """A process that has code analysed and run has no torch in it, and leaves no process behind."""
    source = f"""
import json, sys
from blocks import engine
from blocks.runs import Order, Summary
from blocks.tree import Block, Model
model = Model(root=Block("Sequential", children=(Block("Code", args={{"source": {START!r}}}),)))
assert engine.analyse(model, lambda text: True).params == 1
assert engine.run(model, Order(), trusted=lambda text: True).output.shape == (1, 20)
found = engine.start()
print(json.dumps([found.cells.template().pid, [name for name in sys.modules if name.split(".")[0] == "torch"]]))
"""
    done = subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    pid, loaded = msgspec.json.decode(done.stdout)
    assert loaded == []
    assert not psutil.pid_exists(pid)


def test_a_killed_server_leaves_nothing() -> None:
    """When the server is killed its template and the child in it end by themselves."""
    source = f"""
from blocks import engine
from blocks.engine.jobs import Measure
from blocks.pending import question
from blocks.report import TensorType
print(engine.start().cells.template().pid, flush=True)
engine.start().ask_locked(Measure(question({{"source": {forward("while True: pass")!r}}}, (TensorType((1,)),))), limit=60)
"""
    server = subprocess.Popen(
        [sys.executable, "-c", source], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert server.stdout is not None
    template = psutil.Process(int(server.stdout.readline()))
    limit = time.monotonic() + 30
    while not template.children() and time.monotonic() < limit:
        time.sleep(0.05)
    family = [template, *template.children()]
    assert len(family) == 2
    server.kill()
    server.wait()
    server.stdout.close()
    _, alive = psutil.wait_procs(family, timeout=20)
    assert not [each for each in alive if each.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.skipif(not FORKS, reason="no template without fork")
def test_closing_does_not_wait_for_a_start() -> None:
    """A server that ends while the template still imports torch ends it, and at once; nobody starts another."""
    cells = Cells()
    refused: list[EngineError] = []

    def start() -> None:
        try:
            cells.template()
        except EngineError as error:
            refused.append(error)

    starter = threading.Thread(target=start)
    starter.start()
    while cells._template is None:
        time.sleep(0.001)
    process = psutil.Process(cells._template.pid)
    before = time.monotonic()
    cells.close()
    took = time.monotonic() - before
    starter.join(10)
    assert not starter.is_alive() and refused and not process.is_running()
    assert took < 0.5  # it imports torch for more than a second
    with pytest.raises(EngineError, match="ending"):
        cells.template()
