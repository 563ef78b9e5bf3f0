"""The door to the room where torch lives. Nothing on this side of it imports torch.

`start()` once before the first page; then `kinds`, `analyse`, `training`, `sharing_gradients`, `run`,
`fit`, `grade`, `compare_compiled`, `match_weights`, `save_weights`, `export` and `devices` ask the workers. Blocks
written in Python, and files that may be anything, go to locked processes of their own; of code that alone whose text
the caller trusts.
"""

import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import astuple, replace

from blocks import document, words
from blocks.compiled import WAYS, Comparison
from blocks.engine.answers import (
    LONGEST,
    Answers,
    Session,
    Trusted,
    sound_comparison,
    sound_gradients,
    sound_moment,
    sound_outcomes,
    sound_run,
    trusts,
)
from blocks.engine.jobs import (
    Analyse,
    Analysed,
    Answer,
    AnyJob,
    Compare,
    Compared,
    Devices,
    Export,
    ExportedFile,
    Fit,
    FitEnded,
    FitMoment,
    Grade,
    Graded,
    Import,
    ImportedModel,
    Inspect,
    Inspected,
    ListDevices,
    ListOffers,
    Loading,
    MatchWeights,
    Measure,
    Offers,
    Partial,
    Ran,
    ReadWeights,
    Run,
    SaveWeights,
    Share,
    SharedGradients,
    Train,
    Trained,
    WeightsMatched,
    WeightsRead,
    WeightsSaved,
)
from blocks.engine.lock import Locked
from blocks.engine.process import Tick
from blocks.engine.supervisor import Supervisor
from blocks.errors import BlockError, EngineError, WorkerEnded
from blocks.exported import Exported, Form
from blocks.fitting.records import Fitted, Plan, Scene, checked, with_moment
from blocks.kept import Training
from blocks.kinds import Kinds
from blocks.ledger import SharedGradient
from blocks.lessons.checks import AnyCheck, Outcome
from blocks.mistakes import Mistake
from blocks.offers import MOST_OFFERS, Offer, place
from blocks.report import Report
from blocks.runs import Array, Device, Order, Result
from blocks.source import texts
from blocks.stored import MOST_FILE, Match, Stored
from blocks.tree import Model

ANALYSIS_LIMIT = 15.0  # seconds
RUN_LIMIT = 120.0
COMPARE_LIMIT = 180.0
FIT_LIMIT = 60.0  # beyond the seconds that were asked for: building, and a slow last step
IMPORT_LIMIT = 30.0
GRADE_LIMIT = 30.0
IMPORT_LIMIT = 60.0
FILE_LIMIT = 60.0
EXPORT_LIMIT = 300.0
MOST_NOTES = 100
MOST_SAID = 4_000  # characters of the names of tensors in a sentence
DEVICES_LIMIT = 60.0  # a driver may take its time
_IN_PYTHON = "load it in Python, with blocks.load_weights."
_STRANGE = "The code's process answered with something that is no answer."


class Brought(NamedTuple):
    """A model that was brought in as Python, None where mistakes say why there is none; what stayed Python or was left
    out, by path, and why; how far its outputs are from the original's, None where nobody could compare; why the
    original stops, where it does; and what is wrong with it."""

    model: Model | None
    notes: tuple[tuple[str, str], ...]
    apart: float | None
    error: str
    mistakes: tuple[Mistake, ...] = ()


_supervisor: Supervisor | None = None
_starting = threading.Lock()
_answers = Answers()
_NOTHING: frozenset[str] = frozenset()


def start() -> Supervisor:
    """The supervisor of this process, started on the first call. Does not wait for the workers."""
    global _supervisor
    with _starting:
        if _supervisor is None:
            _supervisor = Supervisor()
        return _supervisor


def expect_code() -> None:
    """Have what runs code ready soon: starting it takes seconds, which pass while a person reads the code."""
    threading.Thread(target=start().expect_code, daemon=True, name="code").start()


def kinds() -> Kinds:
    """The catalogue's records, as the workers' PyTorch has them."""
    return start().hello().kinds


def analyse(model: Model, trusted: Trusted = _NOTHING) -> Report:
    """What is known of each block, with verified fixes. Raises EngineError when no worker can answer.

    Where a worker ended, another is asked once: only if the model is to blame does that one end too. `trusted` are the
    texts of blocks written in Python that may run; any other is a problem of its block.
    """
    text = document.dumps(model)
    known = _answers.of(each for each in texts(model.walk()) if trusts(trusted, each))
    session = Session(_answers, trusted, _measured)
    while True:
        answer = _asked_twice(Analyse(text, known))
        assert isinstance(answer, Analysed)
        if not answer.wanted:
            return Report(model, answer.root)
        known |= {asked.key: session.node(asked) for asked in answer.wanted}


def _measured(job: Measure, limit: float) -> Answer:
    return start().ask_locked(job, limit=limit)[0]


def training(model: Model, trusted: Trusted = _NOTHING) -> Training:
    """What a training step keeps for the backward pass. Raises BlockError for a model that cannot be trained,
    EngineError when no worker can answer."""
    job = Train(document.dumps(model))
    if _runs_code(model, trusted):
        answer, _ = start().ask_locked(job, limit=ANALYSIS_LIMIT)
    else:
        answer = _asked_twice(job)
    if not isinstance(answer, Trained):
        raise EngineError(_STRANGE)
    return Training(model, answer.root, answer.inputs)


def sharing_gradients(model: Model, order: Order = Order(), trusted: Trusted = _NOTHING) -> list[SharedGradient]:
    """What each place of a shared parameter adds to its gradient. Raises BlockError where there is none, EngineError
    when no worker can answer."""
    job = Share(document.dumps(model), order)
    if _runs_code(model, trusted):
        answer, _ = start().ask_locked(job, limit=RUN_LIMIT)
    else:
        answer, _ = start().ask(job, limit=RUN_LIMIT, heavy=True)
    if not isinstance(answer, SharedGradients) or not sound_gradients(answer.gradients):
        raise EngineError(_STRANGE)
    return answer.gradients


def _asked_twice(job: AnyJob) -> Answer:
    try:
        answer, _ = start().ask(job, limit=ANALYSIS_LIMIT)
    except WorkerEnded:
        answer, _ = start().ask(job, limit=ANALYSIS_LIMIT)
    return answer


def run(
    model: Model,
    order: Order,
    given: Mapping[str, Array] | None = None,
    tick: Callable[[float], None] | None = None,
    trusted: Trusted = _NOTHING,
    stored: Stored | None = None,
) -> Result:
    """A real forward pass; `given` are arrays by the name of the input, `stored` weights in the place of random ones.

    `tick` is called now and then with the seconds that have passed; whatever it raises ends the run. A model with
    blocks written in Python runs wholly in a locked process; each of their texts must be `trusted`.

    Raises: BlockError when it cannot be done, EngineError when it was stopped.
    """
    given = given or {}
    loading, file = _loading(stored)
    job = Run(document.dumps(model), replace(order, given=tuple(given)), loading)
    arrays = [*_as_sent(given), *file]
    if _runs_code(model, trusted):
        answer, results = start().ask_locked(job, arrays, RUN_LIMIT, order.device, tick)
        if not isinstance(answer, Ran) or not sound_run(answer.summary, results):
            raise EngineError(_STRANGE)
    else:
        answer, results = start().ask(job, arrays, RUN_LIMIT, heavy=True, tick=tick)
    assert isinstance(answer, Ran)
    return Result.of(answer.summary, results)


def fit(
    model: Model,
    plan: Plan,
    heard: Callable[[Fitted], None] | None = None,
    tick: Callable[[float], None] | None = None,
    trusted: Trusted = _NOTHING,
    before: Fitted | None = None,
) -> Fitted:
    """A training. `heard` gets it as it stands, several times a second; what it or `tick` raises ends the training.

    `before` is one to go on with, of the same model. A model with blocks written in Python trains wholly in a locked
    process. Raises: BlockError when the data do not fit the model, EngineError when it was stopped.
    """
    if before and not before.can_go_on:
        raise BlockError("The weights of this training are not at hand.", "some.", "train from the start.")
    checked(plan)
    found = before

    def hear(answer: Partial, arrays: list[Array]) -> None:
        nonlocal found
        if not isinstance(answer, FitMoment) or not sound_moment(
            answer.moment, arrays, plan, found.last if found else None
        ):
            raise EngineError(_STRANGE)
        found = with_moment(plan, answer.moment, Scene.of(answer.moment, arrays), found)
        if heard:
            heard(found)

    job = Fit(document.dumps(model), plan, before.last if before else None)
    arrays = Scene(weights=before.scene.weights, state=before.scene.state).arrays if before else []
    limit = plan.seconds + FIT_LIMIT
    if _runs_code(model, trusted):
        answer, _ = start().ask_locked(job, arrays, limit, tick=tick, heard=hear)
    else:
        answer, _ = start().ask(job, arrays, limit, heavy=True, tick=tick, heard=hear)
    if not isinstance(answer, FitEnded) or found is None:
        raise EngineError(_STRANGE)
    return replace(found, end=answer.end)


def _as_sent(given: Mapping[str, Array]) -> list[Array]:
    """Arrays in the dtypes that travel: float32 would round large whole numbers."""
    return [each.astype("int64" if each.dtype.kind in "iu" else "float32") for each in given.values()]


def compare_compiled(
    model: Model,
    order: Order,
    given: Mapping[str, Array] | None = None,
    tick: Callable[[float], None] | None = None,
    trusted: Trusted = _NOTHING,
    stored: Stored | None = None,
) -> Comparison:
    """Eager against recorded and compiled, by turns. As `run`. What the compiler writes goes to a folder that is gone
    afterwards, and so is the worker; a locked process gets none, and makes no machine code."""
    given = given or {}
    loading, file = _loading(stored)
    job = Compare(document.dumps(model), replace(order, given=tuple(given)), WAYS, loading=loading)
    arrays = [*_as_sent(given), *file]
    if _runs_code(model, trusted):
        answer, _ = start().ask_locked(job, arrays, COMPARE_LIMIT, order.device, tick)
        if not isinstance(answer, Compared) or not sound_comparison(answer.comparison):
            raise EngineError(_STRANGE)
        return answer.comparison
    with tempfile.TemporaryDirectory(prefix="blockyard-", ignore_cleanup_errors=True) as folder:
        job = replace(job, folder=folder)
        answer, _ = start().ask(job, arrays, COMPARE_LIMIT, heavy=True, tick=tick, last=True)
    assert isinstance(answer, Compared)
    return answer.comparison


def grade(
    model: Model,
    checks: Sequence[AnyCheck],
    references: Mapping[str, Model] | None = None,
    trusted: Trusted = _NOTHING,
    tick: Callable[[float], None] | None = None,
) -> list[Outcome]:
    """What came of each check of a task, in their order, or the one outcome of a model that does not work. `references`
    are the models that checks name; where one of all these has blocks written in Python, all run in a locked process.

    Raises: BlockError when a reference is missing or does not work, EngineError when it was stopped.
    """
    named = dict(references or {})
    job = Grade(document.dumps(model), tuple(checks), {name: document.dumps(each) for name, each in named.items()})
    coded = [_runs_code(each, trusted) for each in (model, *named.values())]  # all of them must be trusted
    if any(coded):
        answer, _ = start().ask_locked(job, limit=GRADE_LIMIT, tick=tick)
        if not isinstance(answer, Graded) or not sound_outcomes(answer.outcomes, checks):
            raise EngineError(_STRANGE)
    else:
        answer, _ = start().ask(job, limit=GRADE_LIMIT, heavy=True, tick=tick)
    assert isinstance(answer, Graded)
    return answer.outcomes


def bring_in(
    source: str,
    expression: str,
    inputs: Sequence[tuple[tuple[int, ...], str]],
    title: str,
    kinds: Kinds,
    package: str = "",
) -> Brought:
    """What an expression such as `MLP(20)` makes after some Python has run, as a model; `inputs` are the shapes and
    dtypes that it takes. The Python runs in a locked process, which may read that `package`: whoever asks has written
    or read it.

    Raises: BlockError, with the line, where it stops or cannot become blocks; EngineError when it was stopped.
    """
    answer, _ = start().ask_locked(
        Import(source, expression, tuple(inputs), title), limit=IMPORT_LIMIT, readable=_readable(package)
    )
    if not isinstance(answer, ImportedModel):
        raise EngineError(_STRANGE)
    try:
        model = document.loads(answer.document, kinds) if answer.document or not answer.mistakes else None
    except BlockError as error:
        raise EngineError(f"What came of it is no model. {error}") from error
    notes = tuple((path[:LONGEST], text[:LONGEST]) for path, text in answer.notes[:MOST_NOTES])
    return Brought(model, notes, answer.apart, answer.error[:LONGEST], answer.mistakes[:MOST_NOTES])


def offers(package: str) -> tuple[Offer, ...]:
    """The modules of an installed package, which a locked process imports. Raises BlockError where there are none,
    EngineError when it was stopped."""
    answer, _ = start().ask_locked(ListOffers(package), limit=IMPORT_LIMIT, readable=_readable(package))
    if not isinstance(answer, Offers) or any(len(part) > LONGEST for each in answer.offers for part in astuple(each)):
        raise EngineError(_STRANGE)
    return answer.offers[:MOST_OFFERS]


def _readable(package: str) -> tuple[str, ...]:
    found = place(package)
    return (found,) if found else ()


def read_weights(raw: bytes, name: str) -> Stored:
    """A file of weights that somebody brought, of safetensors or of PyTorch. It may be anything, so it is read in a
    locked process. Raises BlockError for one that cannot be used, EngineError when reading was stopped."""
    if len(raw) > MOST_FILE:
        raise BlockError(f"The file has {words.size(len(raw))}.", f"at most {words.size(MOST_FILE)}.", _IN_PYTHON, name)
    answer, files = start().ask_locked(ReadWeights(name), [_as_bytes(raw)], limit=FILE_LIMIT)
    if not isinstance(answer, WeightsRead) or len(files) > 1 or any(len(each) > LONGEST for each in answer.strange):
        raise EngineError(_STRANGE)
    return Stored(name, files[0].tobytes() if files else raw, answer.tensors, answer.strange[:MOST_NOTES])


def match_weights(model: Model, stored: Stored, trusted: Trusted = _NOTHING) -> Match:
    """How a file of weights fits a model. Raises BlockError for a model with a problem, EngineError when no worker can
    answer."""
    loading, file = _loading(stored)
    assert loading
    answer, _ = _asked(MatchWeights(document.dumps(model), loading), file, FILE_LIMIT, model, trusted)
    if not isinstance(answer, WeightsMatched) or any(len(each) > MOST_SAID for each in answer.found.lines):
        raise EngineError(_STRANGE)
    return answer.found


def save_weights(
    model: Model, order: Order, stored: Stored | None = None, trusted: Trusted = _NOTHING, tick: Tick | None = None
) -> bytes:
    """The weights that a run begins with, as a `.safetensors` file. Raises as `run`."""
    loading, file = _loading(stored)
    job = SaveWeights(document.dumps(model), replace(order, given=()), loading)
    answer, files = _asked(job, file, RUN_LIMIT, model, trusted, tick, order.device)
    if not isinstance(answer, WeightsSaved) or len(files) != 1:
        raise EngineError(_STRANGE)
    return files[0].tobytes()


def export(
    model: Model, way: Form, stored: Stored | None = None, trusted: Trusted = _NOTHING, tick: Tick | None = None
) -> tuple[Exported, bytes]:
    """The model as a program, and what is known of it; it ran, and gave what the model gives. Without weights from a
    file they are drawn from seed 0. Raises BlockError, with the path of the block, for what cannot be exported;
    EngineError when it was stopped. The worker, which has loaded much for it, is replaced."""
    loading, file = _loading(stored)
    job = Export(document.dumps(model), way, loading)
    answer, files = _asked(job, file, EXPORT_LIMIT, model, trusted, tick, last=True)
    if not isinstance(answer, ExportedFile) or len(files) != 1 or len(answer.exported.fixed) > MOST_SAID:
        raise EngineError(_STRANGE)
    return answer.exported, files[0].tobytes()


def _asked(
    job: AnyJob,
    arrays: Sequence[Array],
    limit: float,
    model: Model,
    trusted: Trusted,
    tick: Tick | None = None,
    device: str = "cpu",
    last: bool = False,
) -> tuple[Answer, list[Array]]:
    """A heavy job about a model, for a locked process where that holds Python."""
    if _runs_code(model, trusted):
        return start().ask_locked(job, arrays, limit, device, tick)
    return start().ask(job, arrays, limit, heavy=True, tick=tick, last=last)


def _loading(stored: Stored | None) -> tuple[Loading | None, list[Array]]:
    """A file of weights as a job tells of it, and its bytes as they travel."""
    return (Loading(stored.name, stored.only_matching), [_as_bytes(stored.raw)]) if stored else (None, [])


def _as_bytes(raw: bytes) -> Array:
    return np.frombuffer(raw, "uint8")


def _runs_code(model: Model, trusted: Trusted) -> bool:
    """Whether there are blocks written in Python. Raises BlockError where one's text is not trusted."""
    for block in model.walk():
        for text in texts([block]):
            if not trusts(trusted, text):
                raise BlockError(
                    "This code came from elsewhere and has not run.", "your consent.", "read it, then press Allow."
                )
    return bool(texts(model.walk()))


def code_state() -> Locked:
    """What is enforced here around blocks written in Python: asked of a locked process, so the first call takes some
    seconds. Nothing is where none can be started."""
    try:
        answer, _ = start().ask_locked(Inspect())
    except EngineError:
        return Locked()
    assert isinstance(answer, Inspected)
    return answer.locked


def devices() -> list[Device]:
    """Every device torch offers here, the CPU first."""
    answer, _ = start().ask(ListDevices(), limit=DEVICES_LIMIT)
    assert isinstance(answer, Devices)
    return answer.devices
