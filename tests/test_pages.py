"""Each page in Streamlit's own test runner: it draws, its events change the model, nothing raises."""

from dataclasses import replace
from typing import Any

import pytest
from making import block, doc, residual
from streamlit.testing.v1 import AppTest

from blocks.document import dumps
from blocks.tree import Model
from tests.app_server import ROOT, canvas_data, send


@pytest.fixture
def app() -> AppTest:
    """The app as a new session sees it: the Build page."""
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def test_build_opens_with_the_perceptron(app: AppTest) -> None:
    """A new session has the 20 -> 256 -> 10 perceptron on the canvas: 20·256 + 256 + 256·10 + 10 parameters."""
    assert not app.exception
    data = canvas_data(app)
    assert data["title"] == "Perceptron"
    assert data["output"] == "B×10"
    assert data["totals"][0]["exact"].startswith("7,946 ")
    assert [child["kind"] for child in data["root"]["children"]] == ["Linear", "ReLU", "Linear"]


def test_an_added_layer_gets_shapes(app: AppTest) -> None:
    """A layer dropped between two others is drawn with what PyTorch makes of it."""
    root = canvas_data(app)["root"]["id"]
    data = canvas_data(send(app, {"op": "add", "id": 1, "kind": "Dropout", "parent": root, "index": 2}))
    assert [child["kind"] for child in data["root"]["children"]] == ["Linear", "ReLU", "Dropout", "Linear"]
    assert data["root"]["children"][2]["output"] == "B×256"
    assert data["selected"] == data["root"]["children"][2]["id"]
    assert data["undo"] == "Add Dropout"


def test_an_operation_is_applied_once(app: AppTest) -> None:
    """The same message sent twice, as after a lost answer, changes the model once."""
    root = canvas_data(app)["root"]["id"]
    operation = {"op": "add", "id": 1, "kind": "ReLU", "parent": root, "index": 0}
    send(app, operation)
    data = canvas_data(send(app, operation, {"op": "add", "id": 2, "kind": "Tanh", "parent": root, "index": 0}))
    assert [child["kind"] for child in data["root"]["children"]] == ["Tanh", "ReLU", "Linear", "ReLU", "Linear"]
    assert data["ack"] == {"client": "test", "id": 2}


def test_a_problem_comes_with_a_fix_that_works(app: AppTest) -> None:
    """A typed size that does not fit is told in three parts, and its fix makes the shapes agree."""
    first, _, last = canvas_data(app)["root"]["children"]
    send(app, {"op": "select", "id": 1, "block": last["id"]})
    app.number_input(key=f"read-{last['id']}-in_features").set_value(100).run()
    data = canvas_data(app)
    problem = data["root"]["children"][2]["problem"]
    assert data["status"] == {"level": "bad", "text": "1 problem", "block": last["id"]}
    assert "256" in problem["received"] and "100" in problem["expected"]
    data = canvas_data(send(app, {"op": "fix", "id": 2, "block": last["id"], "index": 0}))
    assert data["status"]["level"] == "good"
    assert first["id"] == data["root"]["children"][0]["id"]


def test_undo_and_redo(app: AppTest) -> None:
    """Undo gives back what was removed, redo removes it again."""
    block = canvas_data(app)["root"]["children"][1]["id"]
    assert len(canvas_data(send(app, {"op": "remove", "id": 1, "block": block}))["root"]["children"]) == 2
    assert len(canvas_data(send(app, {"op": "undo", "id": 2}))["root"]["children"]) == 3
    assert len(canvas_data(send(app, {"op": "redo", "id": 3}))["root"]["children"]) == 2


@pytest.mark.parametrize(
    "sent",
    [
        {"op": "remove", "id": 1, "block": 10**15},
        {"op": "move", "id": 1, "block": 10**15, "parent": 1, "index": 0},
        {"op": "add", "id": 1, "kind": "os.system", "parent": -1, "index": 0},
        {"op": "fix", "id": 1, "block": 1, "index": 99},
        {"op": "restore", "id": 1, "text": "<html>"},
        {"op": "title", "id": 1, "title": ""},
        {"op": "format the disk", "id": 1},
        {"op": "add", "id": "1", "kind": 7},
    ],
)
def test_what_does_not_fit_is_refused_politely(app: AppTest, sent: dict[str, Any]) -> None:
    """An operation on a block that is gone, or one that is none, changes nothing and says so."""
    before = canvas_data(app)["document"]
    data = canvas_data(send(app, sent))
    assert not app.exception
    assert data["document"] == before
    assert data["notice"]["level"] == "error"


def test_a_rule_can_be_typed_inside_a_repeat(app: AppTest) -> None:
    """`=64 * 2**i` in a Repeat of 2 gives 64, then 128 features."""
    root = canvas_data(app)["root"]
    first = root["children"][0]["id"]
    data = canvas_data(send(app, {"op": "wrap", "id": 1, "block": first, "kind": "Repeat"}))
    repeat = data["root"]["children"][0]
    send(app, {"op": "select", "id": 2, "block": repeat["id"]})
    app.number_input(key=f"arg-{repeat['id']}-times").set_value(2).run()
    send(app, {"op": "select", "id": 3, "block": first})
    app.text_input(key=f"arg-{first}-out_features").set_value("=64 * 2**i").run()
    assert canvas_data(app)["root"]["children"][0]["output"] == "B×128"


def test_every_panel_draws(app: AppTest) -> None:
    """Inspect, diagram, cost and code draw without an exception."""
    for name in ("Diagram", "Cost", "Code", "Inspect"):
        app.session_state["panel"] = name
        app.run()
        assert not app.exception, name


def test_code_panel_shows_code(app: AppTest) -> None:
    """The code panel shows the class that PyTorch needs."""
    app.session_state["panel"] = "Code"
    app.run()
    _, editor = app.get("bidi_component")
    assert "class Perceptron(nn.Sequential):" in str(editor.proto)


def test_run_page_runs(app: AppTest) -> None:
    """The Run page runs the open model and lists its blocks."""
    app.switch_page("pages/run/page.py").run()
    assert not app.exception
    app.session_state["run-tabs"] = "Table"
    app.button[0].click().run()
    assert not app.exception
    assert list(app.dataframe[-1].value["block"]) == ["0", "1", "2"]


def test_gallery_opens_a_model(app: AppTest) -> None:
    """Opening a card puts its model on the canvas."""
    app.switch_page("pages/gallery/page.py").run()
    assert not app.exception
    app.session_state["chapter"] = "Classic networks"
    app.run()
    app.button(key="open-lenet").click().run()
    assert not app.exception
    assert canvas_data(app)["title"] == "LeNet-5"


@pytest.mark.parametrize(
    ("words", "names"),
    [("resnet-18", ["resnet18", "resnet34", "resnet152"]), ("ATTENTION vit", ["vit"]), ("lenet 1998", ["lenet"])],
)
def test_gallery_is_searched_in_all_chapters(app: AppTest, words: str, names: list[str]) -> None:
    """Words look through titles first, then what is said of the models and the kinds of blocks in them."""
    app.switch_page("pages/gallery/page.py").run()
    app.text_input(key="gallery-search").set_value(words).run()
    assert not app.exception
    assert [button.key for button in app.button] == [f"open-{name}" for name in names]


def test_gallery_says_that_nothing_is_found(app: AppTest) -> None:
    """A search without a hit says so, and one click shows the chapters again."""
    app.switch_page("pages/gallery/page.py").run()
    app.text_input(key="gallery-search").set_value("**zebra**").run()
    assert r"\*\*zebra" in app.info[0].value
    app.button[0].click().run()
    assert len(app.button) > 5


def test_run_page_goes_back(app: AppTest) -> None:
    """A pass back says its cost before, and the gradients and what is wrong afterwards."""
    app.switch_page("pages/run/page.py").run()
    before = next(each.value for each in app.caption if "MACs" in each.value)
    app.toggle(key="back").set_value(True).run()
    after = next(each.value for each in app.caption if "MACs" in each.value)
    assert "gradients" in after
    assert after != before
    app.selectbox(key="weights").set_value("All 0.5").run()
    app.selectbox(key="precision-run").set_value("float16").run()
    app.session_state["run-tabs"] = "Table"
    app.button[0].click().run()
    assert not app.exception
    rows = app.dataframe[-1].value
    assert rows["gradient"].iloc[-1] == pytest.approx(1, abs=1e-3)
    assert app.get("plotly_chart")


def test_run_page_shows_a_block(app: AppTest) -> None:
    """The output of any block can be chosen: the same run, looked at elsewhere."""
    app.switch_page("pages/run/page.py").run()
    app.button[0].click().run()
    assert app.selectbox(key="shown-block").value == ""
    app.selectbox(key="shown-block").set_value("1").run()
    assert not app.exception
    assert any("**Output** of 1" in each.value for each in app.markdown)
    values = next(each.value for each in app.dataframe if len(each.value.columns) > 100)
    assert values.to_numpy().min() == 0
    app.selectbox(key="shown-block").set_value("").run()
    assert not any("**Output** of" in each.value for each in app.markdown)


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (doc(block("Sum", dim=(0, 1)), shape=(2, 3)), "One number"),
        (doc(block("Cast", dtype="bool"), shape=(2, 3)), "`2×3` bool"),
        (doc(block("Cast", dtype="complex64"), shape=(2, 3)), "Magnitudes of complex numbers"),
        (doc(block("Cast", dtype="int64"), shape=(2, 3, 4)), "At 0 of dimension 0, counted from 0."),
        (doc(block("ReLU"), shape=(2, 3)), "Rows: "),
        (doc(block("ReLU"), shape=(30, 2)), "Rows: "),
        (doc(block("ReLU"), shape=(3,)), "Columns: "),
        (doc(block("ReLU"), shape=(2, 6, 2)), "Rows: "),
        (doc(block("Conv3d", out_channels=4, kernel_size=3), shape=(2, 3, 8, 8, 8)), "Rows: height. Columns: width."),
        (doc(block("ReLU"), shape=(2, 2, 2, 2, 3, 3)), "0 of dimension 1"),
        (doc(*[block("Affine", scale=1e6)] * 7, shape=(2, 3)), "Rows: "),
    ],
)
def test_run_page_draws_any_output(app: AppTest, model: Model, said: str) -> None:
    """A single number, truth values, complex ones, many dimensions and infinite numbers are all shown."""
    send(app, {"op": "open", "id": 1, "text": dumps(model), "name": "odd"})
    app.switch_page("pages/run/page.py").run()
    app.button[0].click().run()
    assert not app.exception
    assert not app.error or "infinite" in app.error[0].value
    told = [*app.markdown, *app.caption]
    assert any(said in each.value for each in told) or any(said == each.label for each in app.metric)


def test_the_input_follows_the_example_of_the_output(app: AppTest) -> None:
    """Input and output of one example stand side by side, whichever of both is asked for another one."""
    rows = doc(block("Linear", out_features=3), shape=(4, 20))
    rows = replace(rows, inputs=(replace(rows.inputs[0], batch=0),))
    send(app, {"op": "open", "id": 1, "text": dumps(rows), "name": "rows"})
    app.switch_page("pages/run/page.py").run()
    app.button[0].click().run()
    fed, gave = (next(each for each in app.slider if each.key.startswith(key)) for key in ("input", "output"))
    gave.set_value(2).run()
    assert next(each for each in app.slider if each.key == fed.key).value == 2


def test_run_page_of_an_empty_model(app: AppTest) -> None:
    """Without blocks the Run page says what there is to do first."""
    send(app, {"op": "new", "id": 1})
    app.switch_page("pages/run/page.py").run()
    assert not app.exception
    assert "The model is empty" in app.info[0].value


def test_names_from_files_are_text(app: AppTest) -> None:
    """Markdown and HTML in a title reach the page as the letters they are."""
    send(app, {"op": "title", "id": 1, "title": "<b>x</b> $y$ [z](javascript:alert)"})
    send(app, {"op": "select", "id": 2, "block": None})
    shown = "".join(each.proto.body for each in app.get("html"))
    assert "<strong>&lt;b&gt;x&lt;/b&gt;" in shown and "<b>" not in shown


def test_a_caution_has_its_fix_on_the_card_and_in_the_form(app: AppTest) -> None:
    """A Linear on pictures works row by row; a Flatten before it is one click away, on its card and in its form."""
    model = doc(block("Linear", out_features=3), shape=(1, 3, 8, 8))
    opened = canvas_data(send(app, {"op": "open", "id": 1, "text": dumps(model), "name": "rows"}))
    last = opened["root"]["children"][0]
    assert last["caution"]["fixes"] == ["Insert Flatten (+552 parameters)"]  # (192 − 8)·3
    send(app, {"op": "select", "id": 2, "block": last["id"]})
    assert any(button.label.startswith("Insert Flatten") for button in app.button)
    data = canvas_data(send(app, {"op": "fix", "id": 3, "block": last["id"], "index": 0}))
    assert data["status"]["text"] == "Shapes agree" and data["undo"] == "Insert Flatten"


def test_pytorchs_own_words_are_behind_a_click(app: AppTest) -> None:
    """A card says what came and what was expected, in plain words; the quotation stands in the form, folded."""
    model = doc(residual(block("Linear", out_features=64)))
    opened = canvas_data(send(app, {"op": "open", "id": 1, "text": dumps(model), "name": "sum"}))
    failing = opened["root"]["children"][0]
    assert failing["problem"]["expected"] == "equal shapes, because they are added: dimension 1 has 64 and 20."
    send(app, {"op": "select", "id": 2, "block": failing["id"]})
    assert "broadcast" not in app.error[0].value
    told = next(each for each in app.expander if each.label == "What PyTorch says")
    assert "broadcast" in told.markdown[0].value and not told.proto.expanded


def test_no_chapter_is_chosen_while_a_search_runs(app: AppTest) -> None:
    """A search looks through all chapters, so none is lit; to choose one ends the search and shows it."""
    app.switch_page("pages/gallery/page.py").run()
    assert app.get("button_group")[0].value == "The chapter"
    app.text_input(key="gallery-search").set_value("lenet").run()
    assert not app.get("button_group")[0].value
    app.get("button_group")[0].set_value("Several inputs").run()
    assert not app.exception
    assert app.get("button_group")[0].value == "Several inputs" and app.text_input(key="gallery-search").value == ""
    assert app.button[0].key == "open-siamese"


def test_a_receptive_field_ends_at_the_edges(app: AppTest) -> None:
    """Two 9×9 windows reach 17 positions; of an input of 8×8 that is all, and the 17 stand on hover."""
    convs = [block("Conv2d", out_channels=3, kernel_size=9, padding=4) for _ in range(2)]
    model = doc(*convs, shape=(1, 3, 8, 8))
    send(app, {"op": "open", "id": 1, "text": dumps(model), "name": "wide"})
    shown = "".join(each.proto.body for each in app.get("html"))
    assert "<td>up to all of 3 × 8 × 8</td>" in shown and "3 × 17 × 17 of 3 × 8 × 8." in shown


def test_run_page_compares_with_compiled(app: AppTest) -> None:
    """Nothing is compared before it is asked for; then each way has its row, and a changed model makes it stale."""
    app.switch_page("pages/gallery/page.py").run()
    app.button(key="open-fixedhiddenmlp").click().run()
    app.switch_page("pages/run/page.py").run()
    assert not [button for button in app.button if button.key == "compare"]
    app.session_state["run-tabs"] = "Compiled"
    app.button[0].click().run()
    assert not [table for table in app.dataframe if "later calls" in table.value.columns]
    app.button(key="compare").click().run(timeout=200)
    assert not app.exception
    table = next(table.value for table in app.dataframe if "later calls" in table.value.columns)
    assert list(table["output"]) == ["", "exactly the same", "other numbers on another input", "refused"]
    assert any("line 13** `while X.abs().sum() > 1:`" in each.value for each in app.markdown)
    app.session_state["studio"].undo()
    app.run()
    assert not app.exception
    assert app.button(key="compare").disabled
    assert any("earlier version" in each.value for each in app.warning)
