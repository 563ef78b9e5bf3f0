"""Sharing: PyTorch's own parameters are the oracle of what is one and what is two, after any edits."""

import random
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from making import KINDS, block, doc, residual
from torch import nn

from blocks import commands, document, engine, gradients, labels
from blocks.analysis import analyse
from blocks.building import build
from blocks.errors import BlockError
from blocks.ledger import ledger
from blocks.runs import Order
from blocks.tree import CONTAINERS, Block, Input, Model, addresses


def edit(model: Model, op: str, **fields: Any) -> Model:
    """The model after one command, as the canvas would send it."""
    return commands.apply_all(model, KINDS, [{"op": op} | fields])


def shape(block: Block) -> Any:
    """A block in short: its name, its label with a `!`, what it calls with a `@`; a structure with its children."""
    of = labels.called(block)
    text = f"{block.name}@{of}" if of else block.name or block.kind
    text += f"!{block.shared}" if block.shared else ""
    return {text: [shape(child) for child in labels.own(block)]} if labels.own(block) else text


def outline(model: Model) -> list[Any]:
    """The children of the root, in short."""
    return [shape(child) for child in model.root.children]


def linear(name: str = "", **args: Any) -> Block:
    """A layer that keeps the shape."""
    return block("Linear", name=name, out_features=20, **args)


def towers() -> Model:
    """A tower of two layers, called twice, and a head: 2·420 + 420 parameters held."""
    tower = block("Sequential", linear("one"), linear("two"), name="tower")
    return edit(doc(tower, linear("head")), "reuse", block=[0])


# --- the meaning of each edit


def test_reuse() -> None:
    """A block gets a label from its name or kind, and a Reuse comes right after it or where one wants it."""
    assert outline(edit(doc(linear("a"), linear()), "reuse", block=[1])) == ["a", "Linear!linear", "@linear"]
    model = edit(doc(linear("a"), block("Sequential", name="s")), "reuse", block=[0], parent=[1], index=0)
    assert outline(model) == ["a!a", {"s": ["@a"]}]
    assert outline(edit(model, "reuse", block=[1, 0])) == ["a!a", {"s": ["@a", "@a"]}]
    assert outline(edit(model, "reuse", block=[0])) == ["a!a", "@a", {"s": ["@a"]}]


def test_labels_differ() -> None:
    """A label that another block has gets a number."""
    model = edit(doc(linear("a"), block("Sequential", linear("a"), name="s")), "reuse", block=[0])
    assert outline(edit(model, "reuse", block=[2, 0])) == ["a!a", "@a", {"s": ["a!a_2", "@a_2"]}]


def test_reuse_before_its_block() -> None:
    """Put before its block, a Reuse and the block change places; each place keeps its name."""
    model = edit(doc(linear("a"), linear("b")), "reuse", block=[1], parent=[], index=0)
    assert outline(model) == ["Linear!b", "a", "b@b"]
    named = edit(edit(towers(), "rename", block=[1], name="second"), "move", block=[0], parent=[], index=2)
    assert outline(named) == [{"second!tower": ["one", "two"]}, "tower@tower", "head"]
    moved = edit(named, "move", block=[2], parent=[], index=0)
    assert {each.id for each in named.walk()} == {each.id for each in moved.walk()}


def test_reuse_in_a_graph() -> None:
    """It takes what its block gives, gets a name, and keeps its sources when the block takes its place."""
    root = Block("Graph", children=(linear("a"), block("ReLU", name="b"), linear("c")))
    model = edit(Model(inputs=(Input((2, 20)),), root=root), "reuse", block=[0], parent=[], index=2)
    assert outline(model) == ["a!a", "b", "reuse@a", "c"]
    model = edit(model, "rewire", block=[2], inputs=["x"])
    gone = edit(model, "remove", block=[0])
    assert outline(gone) == ["b", "reuse", "c"]
    assert gone.at((1,)).inputs == ("x",)
    assert gone.at((1,)).kind == "Linear"


@pytest.mark.parametrize("fields", [
    {"block": []}, {"block": [1, 0]}, {"block": [0], "parent": [0], "index": 0}, {"block": [0, 0], "parent": [], "index": 9},
    {"block": [9]}, {"block": [2], "parent": [3], "index": 0},
])  # fmt: skip
def test_reuse_refused(fields: dict[str, Any]) -> None:
    """Neither the model, nor a fixed place, nor a block in itself, nor one in a Repeat from outside, nor across an instance."""
    model = doc(block("Repeat", linear(), name="r", times=2), residual(), linear("a"), linear("b"))
    model = edit(model, "define", blocks=[[3]], name="Part")
    with pytest.raises(BlockError):
        edit(model, "reuse", **fields)


def test_separate() -> None:
    """A Reuse becomes a copy with parameters of its own; the last one takes the label along."""
    model = edit(towers(), "separate", block=[1])
    assert outline(model) == [{"tower": ["one", "two"]}, {"Sequential": ["one", "two"]}, "head"]
    assert analyse(model).params == analyse(towers()).params + 2 * 420
    with pytest.raises(BlockError, match="calls no other block"):
        edit(model, "separate", block=[0])


def test_removed_blocks_are_taken_over() -> None:
    """The first Reuse becomes the block that is gone, as it was, under the name of its place."""
    model = edit(edit(towers(), "reuse", block=[0]), "rename", block=[1], name="second")
    left = edit(model, "remove", block=[0])
    assert outline(left) == [{"second!tower": ["one", "two"]}, "@tower", "head"]
    assert analyse(left).params == analyse(model).params
    assert outline(edit(left, "remove", block=[0])) == [{"Sequential": ["one", "two"]}, "head"]


def test_nested_blocks_are_taken_over() -> None:
    """What was called again inside a removed block is taken over too, each by its own first Reuse."""
    inner = block("Sequential", linear("a"), linear("b"), name="s")
    model = edit(edit(doc(inner), "reuse", block=[0, 0], parent=[], index=1), "reuse", block=[0])
    assert outline(model) == [{"s!s": ["a!a", "b"]}, "@s", "@a"]
    assert outline(edit(model, "remove", block=[0])) == [{"Sequential": ["a!a", "b"]}, "@a"]
    early = edit(model, "move", block=[2], parent=[], index=1)
    assert outline(edit(early, "remove", block=[0])) == ["Linear!a", {"Sequential": ["a@a", "b"]}]


def test_unwrapped_blocks_stay_shared() -> None:
    """Where a shared structure is opened, its Reuse calls each of its blocks again."""
    model = edit(towers(), "unwrap", block=[0])
    assert outline(model) == ["one!one", "two!two", {"Sequential": ["one@one", "two@two"]}, "head"]
    assert analyse(model).params == analyse(towers()).params


def test_duplicates() -> None:
    """A copied block has no label; a copy with a Reuse in it has a label of its own, and the Reuse calls that one."""
    assert outline(edit(towers(), "duplicate", block=[0]))[1] == {"tower_2": ["one", "two"]}
    assert outline(edit(towers(), "duplicate", block=[1]))[:3][1:] == ["@tower", "@tower"]
    both = edit(doc(block("Sequential", linear("a"), name="s")), "reuse", block=[0, 0])
    assert outline(edit(both, "duplicate", block=[0])) == [{"s": ["a!a", "@a"]}, {"s_2": ["a!a_2", "@a_2"]}]


def test_ties() -> None:
    """The later layer takes the parameter of the earlier one, whichever is named first, until it is untied."""
    model = Model(inputs=(Input((2, 5), "int64"),), root=Block("Sequential", children=(
        block("Embedding", name="embed", num_embeddings=50, embedding_dim=16), block("Linear", name="head", out_features=50))))  # fmt: skip
    tied = edit(model, "tie", block=[0], parameter="weight", source=[1], theirs="weight")
    assert tied.at((1,)).tied == {"weight": "embed.weight"}
    assert tied == edit(model, "tie", block=[1], parameter="weight", source=[0], theirs="weight")
    assert analyse(tied).params == 50 * 16 + 50  # one weight, and the bias of the head
    (entry,) = ledger(analyse(tied)).tied
    assert (entry.path, entry.ties, entry.saved) == ("head", {"weight": "embed.weight"}, 50 * 16)
    assert edit(tied, "untie", block=[1], parameter="weight") == model
    assert edit(tied, "remove", block=[0]).at((0,)).tied == {}
    with pytest.raises(BlockError, match="is not tied"):
        edit(model, "untie", block=[1], parameter="weight")
    for fields in ({"source": [1]}, {"source": []}):
        with pytest.raises(BlockError):
            edit(model, "tie", block=[1], parameter="weight", theirs="bias", **fields)


def test_definitions_and_labels() -> None:
    """A definition of a shared block is called again as an instance; one of a block and its Reuse holds both."""
    model = edit(towers(), "define", blocks=[[0]], name="Tower")
    assert outline(model) == ["tower!tower", "@tower", "head"]
    assert shape(model.definitions[0].body) == {"Sequential": ["one", "two"]}
    assert analyse(model).params == analyse(towers()).params
    model = edit(towers(), "define", blocks=[[0], [1]], name="Both")
    assert shape(model.definitions[0].body) == {"Sequential": [{"tower!tower": ["one", "two"]}, "@tower"]}
    twice = edit(model, "duplicate", block=[0])
    assert analyse(twice).params == 5 * 420  # the two instances share nothing
    once = edit(edit(twice, "make unique", block=[0]), "unwrap", block=[0])
    assert outline(once) == [{"tower!tower": ["one", "two"]}, "@tower", "Both", "head"]
    labelled = edit(edit(once, "make unique", block=[2]), "unwrap", block=[2])
    assert outline(labelled)[2:] == [{"tower_2!tower_2": ["one", "two"]}, "@tower_2", "head"]


def test_what_is_left_outside_is_a_problem() -> None:
    """A Reuse whose block went into a definition, or into a Repeat, stays and says what it misses."""
    tower = edit(towers(), "move", block=[2], parent=[], index=1)
    defined = edit(tower, "define", blocks=[[0], [1]], name="Part")
    repeated = edit(towers(), "wrap", block=[0], kind="Repeat")
    for model in (defined, repeated):
        (problem,) = [problem for _, problem in analyse(model).problems]
        assert "calls 'tower' again, which does not come before it" in problem.received


def test_edits_in_an_instance() -> None:
    """Sharing in an instance is done in its definition, at every place of it."""
    model = edit(doc(linear("a"), linear("b")), "define", blocks=[[0], [1]], name="Two")
    model = edit(edit(model, "duplicate", block=[0]), "reuse", block=[1, 0, 0])
    assert shape(model.definitions[0].body) == {"Sequential": ["a!a", "@a", "b"]}
    assert analyse(model).params == 4 * 420
    tied = edit(model, "tie", block=[0, 0, 2], parameter="weight", source=[0, 0, 0], theirs="weight")
    assert analyse(tied).params == 2 * (420 + 20)
    assert shape(edit(tied, "separate", block=[0, 0, 1]).definitions[0].body) == {"Sequential": ["a!a", "Linear", "b"]}


def test_a_reuse_onto_the_instance_of_its_block() -> None:
    """Dropped onto an instance in an instance, a Reuse goes into the definition of the inner one."""
    model = edit(doc(linear("a")), "define", blocks=[[0]], name="Inner")
    model = edit(model, "define", blocks=[[0]], name="Outer")
    model = edit(model, "reuse", block=[0, 0, 0, 0, 0], parent=[0, 0, 0], index=1)
    assert [shape(each.body) for each in model.definitions] == [{"Sequential": ["a!a", "@a"]}, {"Sequential": ["a"]}]


def test_describe() -> None:
    """The edits in a few words, for undo."""
    words = [
        ({"op": "reuse", "block": [0]}, "Reuse tower"),
        ({"op": "separate", "block": [1]}, "Make Reuse separate"),
        (
            {"op": "tie", "block": [2], "parameter": "weight", "source": [0, 0], "theirs": "weight"},
            "Tie weight of head to weight of one",
        ),
        ({"op": "untie", "block": [2], "parameter": "weight"}, "Untie weight of head"),
    ]
    assert [commands.describe(towers(), commands.read(plain)) for plain, _ in words] == [text for _, text in words]


# --- the ledger and the gradients


def test_ledger() -> None:
    """Each shared block with its places, calls in every round, and parameters counted in three ways."""
    model = edit(towers(), "reuse", block=[0], parent=[], index=3)
    model = edit(model, "wrap", block=[3], kind="Repeat")
    book = ledger(analyse(model))
    (entry,) = book.shared
    assert (entry.label, entry.path, entry.kind, entry.params) == ("tower", "tower", "Sequential", 840)
    assert [(each.path, each.calls) for each in entry.places] == [("tower", 1), ("1", 1), ("3.0", 3)]
    assert (entry.calls, entry.macs) == (5, 5 * 2 * 2 * 400)  # two layers of 20·20 on a batch of two
    assert [each.macs for each in entry.places] == [1600, 1600, 4800]
    assert str(entry.places[0].inputs[0]) == "2×20"
    # held: tower and head; separate: one more tower at "1" and three in the rounds
    assert (book.params, book.separate, book.placed) == (3 * 420, 3 * 420 + 4 * 840, 5 * 840 + 420)


def test_ledger_of_nested_sharing() -> None:
    """Blocks called again inside a block that is called again: four calls of the inner one, two places."""
    inner = edit(doc(block("Sequential", linear("a"), name="s")), "reuse", block=[0, 0])
    book = ledger(analyse(edit(inner, "reuse", block=[0])))
    calls = {entry.label: (entry.params, entry.calls, len(entry.places)) for entry in book.shared}
    assert calls == {"s": (420, 2, 2), "a": (420, 4, 2)}
    assert (book.params, book.separate, book.placed) == (420, 4 * 420, 4 * 420)


def tokens(block: Block, known: dict[str, list[object]]) -> list[object]:
    """One object for each module of a layer, in the order of the calls: what the document says is the same."""
    if block.kind == "Reuse":
        return known[str(block.args["of"])]
    if block.kind == "Repeat":
        rounds = [
            [each for child in block.children for each in tokens(child, inner)] for inner in map(dict, [known] * 3)
        ]
        found = (rounds[:1] * 3) if block.args.get("share") else rounds
        made = [each for one in found for each in one]
    elif block.kind in CONTAINERS or block.definition:
        inner = {} if block.definition else known
        made = [each for child in block.children for each in tokens(child, inner)]
    else:
        made = [object()]
    if block.shared:
        known[block.shared] = made
    return made


def called(net: nn.Module, given: torch.Tensor) -> list[object]:
    """The modules of the layers, in the order of their calls in a real pass."""
    seen: list[object] = []
    handles = [
        module.register_forward_hook(lambda module, *_: seen.append(module))
        for module in net.modules()
        if not isinstance(module, nn.Sequential) and not list(module.children())
    ]
    net(given)
    for handle in handles:
        handle.remove()
    return seen


def any_edit(model: Model, rng: random.Random) -> dict[str, Any]:
    """A command at a random place."""
    found = list(addresses(model.root))
    reuses = [address for address, each in found if each.kind == "Reuse"]

    def place() -> list[int]:
        return list(rng.choice(found)[0])

    ops = "reuse reuse reuse reuse move move remove remove duplicate wrap unwrap separate define make-unique tie untie add"
    op = rng.choice(ops.split()).replace("-", " ")
    fields: dict[str, Any] = {
        "reuse": {"block": place()} | rng.choice([{}, {"parent": place(), "index": rng.randint(0, 3)}]),
        "move": {"block": place(), "parent": place(), "index": rng.randint(0, 4)},
        "separate": {"block": list(rng.choice(reuses)) if reuses else [0]},
        "wrap": {"block": place(), "kind": rng.choice(["Sequential", "Residual", "Repeat"])},
        "define": {"blocks": [place()]},
        "tie": {"block": place(), "parameter": "weight", "source": place(), "theirs": "weight"},
        "untie": {"block": place(), "parameter": "weight"},
        "add": {"kind": "ReLU", "parent": place(), "index": 0},
    }.get(op, {"block": place()})
    return {"op": op} | fields


def consistent(model: Model) -> None:
    """In each frame labels are unique and used, and a Reuse comes before its block only if that cannot be changed."""
    ids = [each.id for each in model.walk()]
    assert len(set(ids)) == len(ids)
    for root in labels.frames(model).values():
        found = list(labels.places(root))
        names = [each.shared for _, each in found if each.shared]
        assert len(names) == len(set(names))
        assert set(names) <= {name for _, each in found for name in labels.used(each)}
        for place, each in found:
            where = labels.labelled(root).get(labels.called(each), ((), None))[0]
            assert not where or where < place or not labels.known(root, place, where)


@settings(max_examples=60)
@given(st.integers(0, 10**9), st.integers(1, 12))
def test_any_edits_share_what_the_document_says(seed: int, length: int) -> None:
    """After any edits the built module calls the same modules exactly where the document says so, and all counts are PyTorch's."""
    rng = random.Random(seed)
    model = doc(linear("a"), block("Sequential", linear("b"), block("ReLU"), name="s"), residual(linear("c")), linear())
    for _ in range(length):
        before = document.dumps(model)
        try:
            changed = edit(model, **any_edit(model, rng))
        except BlockError:
            continue
        assert document.dumps(model) == before
        consistent(changed)
        assert document.loads(document.dumps(changed), KINDS) == changed
        report = analyse(changed)
        model = changed if report.ok and report.root.unfolded < 300 else model
    report = analyse(model)
    net = build(report)
    check_sharing(model, net)
    check_counts(report, net)


def check_sharing(model: Model, net: nn.Module) -> None:
    """Two calls are of one module where the document says so, and nowhere else."""
    said, done = tokens(model.root, {}), called(net, torch.randn(2, 20))
    assert len(said) == len(done)
    assert [said.index(each) for each in said] == [done.index(each) for each in done]


def check_counts(report: Any, net: nn.Module) -> None:
    """Parameters by identity, by call, and in a model in which nothing is shared."""
    book = ledger(report)
    assert book.params == report.params == sum(each.numel() for each in net.parameters())
    modules = called(net, torch.randn(2, 20))
    assert book.placed == sum(each.numel() for module in modules for each in module.parameters())  # type: ignore[attr-defined]
    assert book.separate == analyse(all_separate(report.model)).params
    for entry in book.shared:
        if entry.kind == "Linear" and entry.params == 420:  # one module, not one in each round
            assert modules.count(net.get_submodule(entry.path)) == entry.calls
            assert entry.macs == entry.calls * 2 * 400


def all_separate(model: Model) -> Model:
    """The model with a copy for each Reuse, and nothing tied."""
    while found := [(address, each) for address, each in addresses(model.root) if each.kind == "Reuse" or each.tied]:
        address, each = found[0]
        if each.tied:
            model = edit(model, "untie", block=list(address), parameter=next(iter(each.tied)))
        else:
            model = edit(model, "separate", block=list(address))
    return model


@settings(max_examples=30)
@given(st.integers(0, 10**9), st.integers(4, 12))
def test_gradients_of_places_add_up(seed: int, length: int) -> None:
    """The parts that the calls add are the whole gradient of the shared parameter, as autograd has it."""
    rng = random.Random(seed)
    model = towers()
    for _ in range(length):
        try:
            changed = edit(model, **any_edit(model, rng))
        except BlockError:
            continue
        report = analyse(changed)
        model = changed if report.ok and report.root.unfolded < 100 and report.params else model
    report = analyse(model)
    net, x = build(report).double(), torch.randn(2, 20, dtype=torch.float64)
    found = gradients.by_place(report, net, [x])
    net.zero_grad()
    net(x).mean().backward()
    modules = called(net, x)
    for name, (whole, parts) in found.items():
        real = net.get_parameter(name)
        torch.testing.assert_close(whole, torch.zeros_like(real) if real.grad is None else real.grad)
        torch.testing.assert_close(torch.stack([part for _, part in parts]).sum(0), whole)
        holders = [each for each in modules if any(own is real for own in each.parameters())]  # type: ignore[attr-defined]
        assert len(parts) == len(holders) > 1
    often = [own for module in modules for own in module.parameters()]  # type: ignore[attr-defined]
    assert len(found) == len({own for own in often if sum(own is other for other in often) > 1})


def test_gradients_of_ties_rounds_and_recurrent_layers() -> None:
    """A tied weight, shared rounds and a layer with several parameters inside: each call has its part."""
    cell = block("GRU", hidden_size=16, batch_first=True)
    children = (block("Embedding", name="embed", num_embeddings=50, embedding_dim=16), block("Repeat", cell, name="r", times=2, share=True), block("Linear", name="head", out_features=50))  # fmt: skip
    model = Model(inputs=(Input((2, 5), "int64"),), root=Block("Sequential", children=children))
    model = edit(model, "tie", block=[2], parameter="weight", source=[0], theirs="weight")
    report = analyse(model)
    found = gradients.by_place(report, build(report), [torch.randint(0, 50, (2, 5))])
    assert [path for path, _ in found["embed.weight"][1]] == ["embed", "head"]
    assert {len(parts) for _, parts in found.values()} == {2}
    assert len(found) == 1 + 4  # a GRU has two weights and two biases
    for whole, parts in found.values():
        torch.testing.assert_close(parts[0][1] + parts[1][1], whole)


def test_gradients_refused() -> None:
    """No gradient follows from an output of whole numbers."""
    with pytest.raises(BlockError, match="has no gradient"):
        gradients.shares(edit(doc(linear("a"), block("ArgMax", dim=1)), "reuse", block=[0]))


def test_the_engine_answers() -> None:
    """A worker gives the same records as the function."""
    order = Order(batch=None)
    assert engine.sharing_gradients(towers(), order) == gradients.shares(towers(), order)
