"""The door to the room where torch lives. Nothing on this side of it imports torch.

`start()` once before the first page; then `kinds`, `analyse`, `training`, `sharing_gradients`, `run` and `devices` ask
the workers.
"""

import threading
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from blocks import document
from blocks.engine.jobs import (
    Analyse,
    Analysed,
    Answer,
    AnyJob,
    Devices,
    ListDevices,
    Ran,
    Run,
    Share,
    SharedGradients,
    Train,
    Trained,
)
from blocks.engine.supervisor import Supervisor
from blocks.errors import WorkerEnded
from blocks.kept import Training
from blocks.kinds import Kinds
from blocks.ledger import SharedGradient
from blocks.report import Report
from blocks.runs import Array, Device, Order, Result
from blocks.tree import Model

ANALYSIS_LIMIT = 15.0  # seconds
RUN_LIMIT = 120.0
DEVICES_LIMIT = 60.0  # a driver may take its time

_supervisor: Supervisor | None = None
_starting = threading.Lock()


def start() -> Supervisor:
    """The supervisor of this process, started on the first call. Does not wait for the workers."""
    global _supervisor
    with _starting:
        if _supervisor is None:
            _supervisor = Supervisor()
        return _supervisor


def kinds() -> Kinds:
    """The catalogue's records, as the workers' PyTorch has them."""
    return start().hello().kinds


def analyse(model: Model) -> Report:
    """What is known of each block, with verified fixes. Raises EngineError when no worker can answer.

    Where a worker ended, another is asked once: only if the model is to blame does that one end too.
    """
    answer = _asked_twice(Analyse(document.dumps(model)))
    assert isinstance(answer, Analysed)
    return Report(model, answer.root)


def training(model: Model) -> Training:
    """What a training step keeps for the backward pass. Raises BlockError for a model that cannot be trained,
    EngineError when no worker can answer."""
    answer = _asked_twice(Train(document.dumps(model)))
    assert isinstance(answer, Trained)
    return Training(model, answer.root, answer.inputs)


def sharing_gradients(model: Model, order: Order = Order()) -> list[SharedGradient]:
    """What each place of a shared parameter adds to its gradient. Raises BlockError where there is none, EngineError
    when no worker can answer."""
    answer, _ = start().ask(Share(document.dumps(model), order), limit=RUN_LIMIT, heavy=True)
    assert isinstance(answer, SharedGradients)
    return answer.gradients


def _asked_twice(job: AnyJob) -> Answer:
    try:
        answer, _ = start().ask(job, limit=ANALYSIS_LIMIT)
    except WorkerEnded:
        answer, _ = start().ask(job, limit=ANALYSIS_LIMIT)
    return answer


def run(
    model: Model, order: Order, given: Mapping[str, Array] | None = None, tick: Callable[[float], None] | None = None
) -> Result:
    """A real forward pass; `given` are arrays by the name of the input.

    `tick` is called now and then with the seconds that have passed; whatever it raises ends the run.

    Raises: BlockError when it cannot be done, EngineError when it was stopped.
    """
    given = given or {}
    job = Run(document.dumps(model), replace(order, given=tuple(given)))
    arrays = [each.astype("float32") for each in given.values()]
    answer, results = start().ask(job, arrays, RUN_LIMIT, heavy=True, tick=tick)
    assert isinstance(answer, Ran)
    return Result(answer.summary, results[: len(model.inputs)], results[len(model.inputs) :])


def devices() -> list[Device]:
    """Every device torch offers here, the CPU first."""
    answer, _ = start().ask(ListDevices(), limit=DEVICES_LIMIT)
    assert isinstance(answer, Devices)
    return answer.devices
