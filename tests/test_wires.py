"""What the canvas is told of a Graph's wiring, held against the model it comes from."""

from dataclasses import replace
from typing import Any

from blocks.analysis import analyse
from blocks.tree import Block, Input, Model
from tests.making import KINDS, block, doc
from ui.wires import ALONE, NOTHING, Wires, output_words, signature, wires

X, MEMORY = Input((2, 10, 8), "float32", "x", 0), Input((2, 12, 8), "float32", "memory", 0)


def linear(name: str, *inputs: str) -> Block:
    """A Linear of a Graph."""
    return replace(block("Linear", name=name, out_features=8), inputs=inputs)


def graph(*children: Block, inputs: tuple[Input, ...] = (X,), outputs: tuple[str, ...] = ()) -> Model:
    """A model whose root is a Graph."""
    return Model("Test", "", inputs, Block("Graph", args={"outputs": outputs} if outputs else {}, children=children))


def root(model: Model) -> Wires:
    """The wiring of the model itself."""
    found = wires(model.root, analyse(model).root, model, KINDS)
    assert found
    return found


def chips(found: list[dict[str, Any]]) -> list[tuple[str, int | None]]:
    """Each chip's name and what it points at."""
    return [(chip["text"], chip["id"]) for chip in found]


def test_a_chain_has_no_chips() -> None:
    """Where each block takes the one before it, also where it says so by name, wires are enough."""
    found = root(graph(linear("a"), linear("b"), linear("c", "b")))
    assert [found.child(position) for position in range(3)] == [ALONE] * 3
    assert found.results() | {"skips": found.skips()} == NOTHING | {"ins": ["x"]}


def test_a_chip_points_at_its_source() -> None:
    """Taking what does not come right before is a chip with the id of that block, and no wire."""
    a, b, c = linear("a"), linear("b"), linear("c", "a")
    found = root(graph(a, b, c)).child(2)
    assert chips(found["takes"]) == [("a", a.id)]
    assert found["takes"][0]["hint"] == "a: B×10×8"
    assert not found["linked"]


def test_taking_the_one_before_among_others_keeps_the_wire() -> None:
    """A block that takes the one before it and another shows both, in their order, and the wire."""
    a, b = linear("a"), linear("b")
    found = root(graph(a, b, replace(block("Graph", linear("d"), inputs=("p", "q")), name="c", inputs=("a", "b"))))
    assert chips(found.child(2)["takes"]) == [("a", a.id), ("b", b.id)]
    assert found.child(2)["linked"]


def test_inputs_of_the_model_have_ids_of_their_own() -> None:
    """The inputs are 0 and -1; with several of them the first block says which it takes."""
    found = root(graph(linear("a"), linear("b", "memory"), inputs=(X, MEMORY)))
    assert chips(found.child(0)["takes"]) == [("x", 0)]
    assert chips(found.child(1)["takes"]) == [("memory", -1)]
    assert found.child(1)["takes"][0]["hue"] is None
    assert not found.child(0)["linked"]


def test_inputs_of_a_nested_graph_are_that_graph() -> None:
    """A chip inside a nested Graph that names one of its inputs points at the Graph's own card."""
    inner = block("Graph", linear("a"), linear("b"), linear("c", "x"), name="inner")
    model = doc(inner, shape=(2, 8))
    found = wires(inner, analyse(model).root.children[0], model, KINDS)
    assert found and chips(found.child(2)["takes"]) == [("x", inner.id)]


def test_a_name_that_leads_nowhere_points_at_nothing() -> None:
    """A source that is gone keeps its name without an id; the one beside it keeps its own."""
    a, b = linear("a"), linear("b")
    lost = replace(block("Graph", linear("d"), inputs=("p", "q")), name="c", inputs=("nowhere", "a"))
    found = root(graph(a, b, lost)).child(2)
    assert chips(found["takes"]) == [("nowhere", None), ("a", a.id)]
    assert not found["linked"]


def test_what_a_graph_gives() -> None:
    """Outputs other than the last block's are named; the last wire runs on only where it is one of them."""
    a, b = linear("a"), linear("b")
    assert root(graph(a, b, outputs=("b",))).results() == {"gives": [], "given": True, "ins": ["x"]}
    both, first = root(graph(a, b, outputs=("a", "b"))).results(), root(graph(a, b, outputs=("a",))).results()
    assert (chips(both["gives"]), both["given"]) == ([("a", a.id), ("b", b.id)], True)
    assert (chips(first["gives"]), first["given"]) == ([("a", a.id)], False)


def test_signature() -> None:
    """A Graph says by which names its blocks know what it is given, and which of them it gives."""
    model = graph(linear("a"), linear("b", "memory"), inputs=(X, MEMORY), outputs=("a", "b"))
    assert signature(analyse(model).root) == "f(x, memory) → a, b"
    assert signature(analyse(graph(linear("a"))).root) == "f(x)"


def test_other_structures_have_no_wiring() -> None:
    """Only a Graph has wires to show."""
    model = doc(block("ReLU"))
    assert wires(model.root, analyse(model).root, model, KINDS) is None


def test_an_output_that_a_block_does_not_have_points_at_nothing() -> None:
    """A Linear gives one tensor, so its second one is as lost as a name that nobody has."""
    found = root(graph(linear("a"), linear("b", "a.1"), linear("c", "b"))).child(1)
    assert chips(found["takes"]) == [("a.1", None)]


def test_several_outputs_are_ports_with_the_names_of_their_kind() -> None:
    """An LSTM that gives everything has a port for each of its three tensors, under PyTorch's names for them."""
    lstm = block("LSTM", name="lstm", hidden_size=8, output="all")
    found = root(graph(lstm, linear("a", "lstm.1")))
    ports = [(out["text"], out["name"]) for out in found.child(0)["outs"]]
    assert ports == [("sequence", "lstm"), ("hidden", "lstm.1"), ("cell", "lstm.2")]
    assert found.child(1)["outs"] == []
    assert [chip["place"] for chip in found.child(1)["takes"]] == [1]
    assert not found.child(1)["linked"]  # the wire between the two carries the sequence


def test_outputs_without_names_are_counted() -> None:
    """A Split names its parts by number; a Graph's outputs have the names that it gives; other several ones numbers."""
    inner = block("Graph", linear("a"), linear("b"), outputs=("a", "b"))
    assert output_words(block("Split"), KINDS, 3) == ("part 0", "part 1", "part 2")
    assert output_words(inner, KINDS, 2) == ("a", "b")
    assert output_words(block("Repeat", inner), KINDS, 2) == ("a", "b")
    assert output_words(block("Linear"), KINDS, 2) == ("0", "1")


def test_what_a_block_may_be_given() -> None:
    """One tensor goes without saying; a Cat takes any number from two on, a nested Graph as many as it has inputs."""
    inner = replace(block("Graph", linear("d"), inputs=("p", "q")), name="b", inputs=("x", "a"))
    found = root(graph(linear("a"), inner, replace(block("Cat", name="c"), inputs=("a", "b"))))
    assert found.child(0)["wants"] is None
    assert found.child(1)["wants"] == {"names": ["p", "q"], "least": 2, "many": False}
    assert found.child(2)["wants"] == {"names": ["input", "other"], "least": 2, "many": True}


def test_skips_of_a_graph() -> None:
    """What runs past a block is a skip: here c takes a past b, and the input past both."""
    past = replace(block("Cat", name="c"), inputs=("b", "a", "x"))
    assert root(graph(linear("a"), linear("b", "a"), past)).skips() == 2
