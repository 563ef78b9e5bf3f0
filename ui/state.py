"""The one owner of session state: the open model, its history, what is selected and folded.

A `Studio` is plain Python: pages read it, callbacks call its methods, and nothing here draws. The
page's session holds one under one key.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from itertools import count
from os.path import commonprefix
from secrets import token_hex
from threading import RLock
from typing import Any, Concatenate, Literal, ParamSpec
from weakref import WeakValueDictionary

import streamlit as st

from blocks import commands, defining, document, engine, links, words
from blocks.code.lines import Lines, lines
from blocks.compiled import Comparison
from blocks.definitions import frame, records, uses
from blocks.errors import BlockError, EngineError
from blocks.kept import Training
from blocks.kinds import Kinds
from blocks.ledger import SharedGradient
from blocks.report import Fix, Node, Problem, Report
from blocks.runs import Feed, Order, Result, vocabulary
from blocks.source import CODE, SOURCE, START, texts
from blocks.stored import Stored
from blocks.tree import Address, Block, Model, addresses
from blocks.vocabularies import vocabularies
from ui import consent, operations
from ui.bringing import Bringing
from ui.cards import Cards
from ui.chapters import CHAPTERS, GALLERY
from ui.exporting import Exporting
from ui.fitting.work import Fitting
from ui.keeping import Kept
from ui.meanings import Meanings, told
from ui.running.chosen import Chosen
from ui.unfolding import Unfolding
from ui.weights import Weights

FIRST = "perceptron"
MOST_STEPS = 200  # of history
INPUT = 0  # the id by which the canvas calls the model's first input; the others are -1, -2, …
_KEY = "studio"
_numbers = count(1)
_Given = ParamSpec("_Given")


def _alone(change: Callable[Concatenate["Studio", _Given], None]) -> Callable[Concatenate["Studio", _Given], None]:
    """One change at a time: Streamlit starts the next run of a page while the one before may still be at its last
    step, each in a thread of its own."""

    @wraps(change)
    def locked(studio: "Studio", /, *given: _Given.args, **named: _Given.kwargs) -> None:
        with studio.lock:
            change(studio, *given, **named)

    return locked


@dataclass
class Notice:
    """A sentence for the person, shown once."""

    text: str
    level: Literal["info", "error"]
    id: int = field(default_factory=lambda: next(_numbers))


@dataclass
class Studio:
    """What one person has open."""

    catalogue: Kinds
    model: Model
    selected: int | None = None
    folded: set[int] = field(default_factory=set)
    past: list[tuple[str, Model]] = field(default_factory=list)
    future: list[tuple[str, Model]] = field(default_factory=list)
    opened: Model | None = None  # what was opened and may be had again; None where that is somebody's work
    session: str = field(default_factory=token_hex)  # ids of blocks mean something within it
    acknowledged: dict[str, int] = field(default_factory=dict)
    notice: Notice | None = None
    fresh: bool = True
    picture: Unfolding = field(default_factory=Unfolding)  # the diagram's folds, apart from the canvas's
    asked_for_form: Literal["", "beside files", "at once"] = ""  # a block was just selected, or its form called for
    drawn: tuple[str, int] = ("", 0)  # the diagram that Streamlit drew last, and in which of two places
    bringing: Bringing = field(default_factory=Bringing)  # code that was written elsewhere, and what came of it
    chosen: Chosen = field(default_factory=Chosen)  # what a run is fed
    fitting: Fitting = field(default_factory=Fitting)  # trainings of some seconds
    weights: Weights = field(default_factory=Weights)  # from a file, for runs and exports
    ran_with: Stored | None = None  # weights from a file, in the last run
    exporting: Exporting = field(default_factory=Exporting)  # what was exported last
    precision: str = "float32"  # in which weights are weighed
    wide: bool = False  # whether code gets half of the page
    keeps: bool = True  # whether the browser keeps the model; a lesson does that itself
    veiled: bool = False  # shapes and numbers are to be predicted: nothing says them yet
    trouble: str = ""  # why the engine gave no report
    trusted: set[str] = field(default_factory=set)  # texts of Code blocks that may run for this person
    cards: Cards = field(default_factory=Cards)  # of the canvas, as they were drawn last
    told: bytes = b""  # what the canvas was told last, and how often that was something new
    number: int = 0
    lock: RLock = field(default_factory=RLock, repr=False, compare=False)  # held by who changes it, or draws it whole
    compared: tuple[Model, Comparison | str] | None = None  # eager against compiled, of this model
    _report: Report | None = None
    _document: Kept[str] = field(default_factory=Kept)
    _training: Kept[Training | str] = field(default_factory=Kept)
    _gradients: Kept[list[SharedGradient] | str] = field(default_factory=Kept)
    _lines: Kept[dict[Address, Lines]] = field(default_factory=Kept)
    _uses: Kept[Counter[str]] = field(default_factory=Kept)
    _meanings: Kept[Meanings] = field(default_factory=Kept)
    _veil: Kept[Report] = field(default_factory=Kept)
    _result: tuple[Model, Result | str] | None = None
    _elsewhere: Kept[Result | str] = field(default_factory=Kept)

    @property
    def kinds(self) -> Kinds:
        """What can stand in the open model: the catalogue, and the model's own definitions."""
        return records(self.model, self.catalogue)

    @property
    def uses(self) -> Counter[str]:
        """How many instances the open model has of each definition."""
        return self._uses.of(self.model, lambda: uses(self.model))

    @property
    def meanings(self) -> Meanings:
        """What the dimensions of the tensors that are shown are."""
        return self._meanings.of(self.shown, lambda: told(self.shown, self.kinds))

    @property
    def document(self) -> str:
        """The open model as JSON text."""
        return self._document.of(self.model, lambda: document.dumps(self.model))

    @property
    def result(self) -> Result | str | None:
        """The last run, or the sentence that says why it failed."""
        return self._result[1] if self._result else None

    @result.setter
    def result(self, result: Result | str) -> None:
        self._result = (self.model, result)

    def look_closer(self, result: Result) -> None:
        """The last run with more of it brought along: what it was compared with stays."""
        other = self.elsewhere
        self.result = result
        if other is not None:
            self.elsewhere = other

    @property
    def elsewhere(self) -> Result | str | None:
        """The last run once more in another place, or why that failed; None after another run."""
        return self._elsewhere.known(self.result)

    @elsewhere.setter
    def elsewhere(self, other: Result | str) -> None:
        self._elsewhere.put(self.result, other)

    @property
    def ran(self) -> Model:
        """The model that was run last; the open one where none was."""
        return self._result[0] if self._result else self.model

    @property
    def stale_result(self) -> bool:
        """Whether the model has changed since the last run."""
        return self._result is not None and self._result[0] is not self.model

    @property
    def report(self) -> Report:
        """What is known of the open model. Where the engine fails, nothing is, and `trouble` says why."""
        report, model = self._report, self.model
        if report is None or report.model is not model:
            report = self._report = self._analysed(model)
        return report

    @property
    def shown(self) -> Report:
        """What the canvas says of the open model: all that is known, or while it is veiled only what goes in."""
        if not self.veiled:
            return self.report
        return self._veil.of(self.report, lambda: Report(self.model, Node(inputs=self.report.root.inputs)))

    def _analysed(self, model: Model) -> Report:
        try:
            report = engine.analyse(model, self.trusts)
            self.trouble = ""
        except (EngineError, BlockError) as error:
            self.trouble = str(error)
            report = Report(model, Node())
        return report

    @property
    def training(self) -> Training | str | None:
        """What training the open model keeps, the sentence that says why nobody knows, or None before it was asked."""
        return self._training.known(self.model)

    def find_training(self) -> None:
        """Ask what training the open model keeps."""
        try:
            found: Training | str = engine.training(self.model, self.trusts)
        except (EngineError, BlockError) as error:
            found = str(error)
        self._training.put(self.model, found)

    def block(self) -> tuple[Block, Node] | None:
        """The selected block and what is known of it."""
        if self.selected is None or self.selected <= INPUT:
            return None
        for _, block, node in self.report.nodes():
            if block.id == self.selected:
                return block, node
        return None

    @property
    def failing(self) -> tuple[Address, Block, Problem] | None:
        """The first block that does not work, where it stands and why."""
        places = ((address, block, node.problem) for address, block, node in self.report.nodes())
        return next(((address, block, problem) for address, block, problem in places if problem), None)

    def breaks_elsewhere(self, address: Address) -> str:
        """Where the model fails, in words, when that is not at the block at an address but may well come from it: the
        block stands in a definition, which is used there too, or nobody knows its shapes before that is mended."""
        found, here = self.failing, self.report.at(address)
        if not found or here.problem or (here.ok and frame(self.model, address)[0] is None):
            return ""
        place, block, problem = found
        path = self.model.path(place)
        return f"{block.kind}{f' {path}' if path else ''} does not work: {problem.received}"

    @property
    def reads_code(self) -> bool:
        """Whether a Code block is selected."""
        found = self.block()
        return found is not None and found[0].kind == CODE

    def reveal(self, block_id: int) -> None:
        """Select a block and unfold what hides it."""
        try:
            address = self.model.address(block_id)
        except BlockError:
            return
        self.selected = block_id
        self.folded = self.folded - {self.model.at(address[:depth]).id for depth in range(len(address))}

    @property
    def gradients(self) -> "list[SharedGradient] | str | None":
        """What each place adds to the gradient of what is shared, or why nobody knows; None before it was asked."""
        return self._gradients.known(self.model)

    def find_gradients(self) -> None:
        """Ask what each place adds to the gradient of what is shared."""
        order = Order(feed=Feed(high=vocabulary(self.model), highs=vocabularies(self.model)))
        try:
            found: list[SharedGradient] | str = engine.sharing_gradients(self.model, order, self.trusts)
        except (EngineError, BlockError) as error:
            found = str(error)
        self._gradients.put(self.model, found)

    # --- code

    def code_lines(self, source: str) -> dict[Address, Lines]:
        """Where each block stands in the code of the open model."""
        return self._lines.of(self.model, lambda: lines(source, self.model))

    def trusts(self, source: str) -> bool:
        """Whether the text of a Code block may run: the server lets it, and this person wrote or allowed it."""
        return source in self.trusted and not consent.refusal()

    def waits(self, block: Block) -> bool:
        """Whether a Code block could run, if this person allowed it."""
        if block.kind != CODE or consent.refusal():
            return False
        return str(block.args.get(SOURCE.name, "")) not in self.trusted

    def allow(self, source: str) -> None:
        """Let the text of a Code block run from now on."""
        self.trusted.add(source)
        self._report = None

    def write(self, block_id: int, source: str) -> None:
        """Another text for a Code block, which its writer trusts."""
        self.trusted.add(source)
        self.edit_block(block_id, "set", args={SOURCE.name: source})

    def lines(self, block: Block) -> dict[int, int]:
        """How often each line of a Code block ran in the last run, if it had this text then."""
        result = self.result
        if not isinstance(result, Result) or block not in self.ran.walk():
            return {}
        path = self.ran.path(self.model.address(block.id))
        return dict(result.summary.lines.get(path, {}))

    # --- edits

    @_alone
    def edit(self, plain: Mapping[str, Any]) -> None:
        """Do one edit, given as plain data with addresses; a refusal becomes a notice."""
        try:
            command = commands.read(plain)
            label = commands.describe(self.model, command)
            changed = commands.apply(self.model, self.catalogue, command)
        except BlockError as error:
            self.say(str(error), "error")
            return
        place = tuple(plain.get("parent") or plain.get("block") or ())
        self._commit(label, changed, place, not isinstance(command, commands.Unroll | commands.RollUp))

    @_alone
    def edit_block(self, /, block_id: int, op: str, **details: Any) -> None:
        """Do one edit on the block with this id."""
        try:
            self.edit({"op": op, "block": list(self.model.address(block_id)), **details})
        except BlockError as error:
            self.say(str(error), "error")

    @_alone
    def fix(self, fix: Fix) -> None:
        """Do all edits of a fix as one step."""
        try:
            changed = commands.apply_all(self.model, self.catalogue, fix.edits)
        except BlockError as error:
            self.say(str(error), "error")
            return
        self._commit(fix.label, changed)

    @_alone
    def undo(self, steps: int = 1) -> None:
        """Back to before the last step, or the last few."""
        self._travel(self.past, self.future, steps, "Undone")

    @_alone
    def redo(self, steps: int = 1) -> None:
        """Forward again."""
        self._travel(self.future, self.past, steps, "Redone")

    def _travel(self, back: list[tuple[str, Model]], ahead: list[tuple[str, Model]], steps: int, done: str) -> None:
        labels = []
        for _ in range(min(steps, len(back))):
            label, other = back.pop()
            ahead.append((label, self.model))
            self.model = other
            labels.append(label)
        if labels:
            self.say(f"{done}: {labels[0] if len(labels) == 1 else words.plural(len(labels), 'step')}.")

    @_alone
    def open(self, model: Model) -> None:
        """Open another model; undo leads back to this one."""
        self._commit(f"Open {model.title}", model)
        self.opened = self.model
        self.selected = None
        self.folded = operations.folded_at_first(model)

    def open_ours(self, name: str) -> None:
        """Open a model of the gallery, with what code it has. Raises BlockError when there is none of that name."""
        if not any(name in names for names in CHAPTERS.values()):
            raise BlockError("The gallery has no such model.", "one of its models.", "open it from the Gallery page.")
        model = gallery_model(name, self.catalogue)
        self.trusted |= texts(model.walk())
        self.open(model)

    def load(self, raw: bytes | str, name: str) -> None:
        """Open a document. The open model stays, and a notice says why, when it cannot be opened."""
        try:
            self.open(document.loads(raw, self.catalogue))
        except BlockError as error:
            self.say(f"{name}: {error}", "error")

    def open_link(self, link: str) -> None:
        """Open the model in a link, or say why it cannot be opened. What code it has waits to be allowed."""
        try:
            self.load(links.unpack(link), "The link")
        except BlockError as error:
            self.say(str(error), "error")

    def say(self, text: str, level: Literal["info", "error"] = "info") -> None:
        """Tell the person something."""
        self.notice = Notice(text, level)

    @_alone
    def bring_in(self, raw: bytes | str, name: str) -> None:
        """Add the definitions of a document to the open model's."""
        try:
            others = document.loads(raw, self.catalogue).definitions
            if not others:
                raise BlockError("There are no definitions in it.", "a model with My blocks.", "choose another file.")
            changed = defining.bring_in(self.model, others)
        except BlockError as error:
            self.say(f"{name}: {error}", "error")
            return
        self._commit(f"Load {words.plural(len(others), 'definition')}", changed)

    def _commit(self, label: str, changed: Model, place: Address = (), selects: bool = True) -> None:
        """Make the changed model the open one, and select what is new, nearest to the place of the edit; unless
        that `selects` nothing and what is selected is still there."""
        if changed == self.model:
            return
        before = {block.id for block in self.model.walk()}
        self.past = [*self.past[-MOST_STEPS + 1 :], (label, self.model)]
        self.future.clear()
        self.model = changed
        self.notice = None  # what was wrong before is settled
        self.fresh = False
        if changed.root.id not in before:  # another model
            return
        if self.selected in {block.id for block in changed.walk()} and not selects:
            return
        added = [(address, block.id) for address, block in addresses(changed.root) if block.id not in before]
        if added:  # a block that came into a definition is new in each instance
            self.selected = max(added, key=lambda each: len(commonprefix([each[0], place])))[1]

    # --- the canvas

    @_alone
    def receive(self, sent: Any) -> None:
        """Apply what the canvas sent: each edit once, in order, however often it was sent."""
        batch = operations.read(sent)
        if batch is None:
            self.say("The canvas sent something that is no edit. Nothing was changed.", "error")
            return
        if batch.session not in ("", self.session):  # it names blocks of a session that is gone: the canvas sees that
            return
        before, worked = self.model, self._report is not None and self._report.ok
        last = self.acknowledged.get(batch.client, 0)
        for operation in batch.operations:
            if operation.id > last:
                operations.apply(self, operation)
                last = operation.id
        self.acknowledged = {batch.client: last}
        if worked and self.model is not before:
            self._tell_what_broke()

    def _tell_what_broke(self) -> None:
        """Say where the model fails since the last edit, if that is out of sight: in another use of a definition."""
        selected = self.block()
        told = self.breaks_elsewhere(self.model.address(selected[0].id)) if selected else ""
        if told and not self.notice:
            self.say(told, "error")


_open: "WeakValueDictionary[str, Studio]" = WeakValueDictionary()


def studio() -> Studio:
    """The session's studio; a new session starts with the first model of the gallery."""
    if _KEY not in st.session_state:
        kinds = engine.kinds()
        st.session_state[_KEY] = know(Studio(kinds, gallery_model(FIRST, kinds), trusted={START}))
    found: Studio = st.session_state[_KEY]
    return found


def know(opened: Studio) -> Studio:
    """Let a studio be found by the name of its session, for as long as its page is there."""
    _open[opened.session] = opened
    return opened


def of(session: str) -> Studio | None:
    """The studio of a session that is still there, by its secret name."""
    return _open.get(session)


def gallery_model(name: str, kinds: Kinds) -> Model:
    """A model of the gallery."""
    return document.loads((GALLERY / f"{name}.json").read_bytes(), kinds)
