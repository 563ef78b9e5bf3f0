"""The choice of what a run is fed, in Streamlit's own test runner: what is offered, kept, told and refused."""

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from making import block, doc
from PIL import Image
from streamlit.testing.v1 import AppTest

from blocks.document import dumps
from tests.app_server import ROOT, send

TOKENS = doc(block("Embedding", num_embeddings=122, embedding_dim=3), shape=(2, 8), dtype="int64")
ROW = doc(block("Linear", out_features=3), shape=(2, 4))


@pytest.fixture
def app() -> AppTest:
    """The app as a new session sees it: the Build page."""
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def opened(app: AppTest, model: Any, number: int = 1) -> AppTest:
    """The Run page with a model."""
    text = model.read_text() if isinstance(model, Path) else dumps(model)
    send(app, {"op": "open", "id": number, "text": text, "name": "model"})
    return app.switch_page("pages/run/page.py").run()


def field(app: AppTest, kind: str, label: str) -> Any:
    """A field by its label."""
    return next(each for each in app.get(kind) if each.label == label)


def choose(app: AppTest, source: str, label: str = "Input") -> AppTest:
    """Choose what is fed."""
    return field(app, "selectbox", label).set_value(source).run()


def fed(app: AppTest) -> list[Any]:
    """What the run is fed, after a press of its button."""
    app.button[0].click().run()
    assert not app.exception
    return [each.tolist() for each in app.session_state["studio"].result.inputs]


def captions(app: AppTest) -> str:
    """All captions, as they are read."""
    return "\n".join(each.value for each in app.caption).replace("\\", "")


def test_a_text_is_fed(app: AppTest) -> None:
    """A text becomes its bytes, and the page shows which and that it was padded."""
    choose(opened(app, TOKENS), "A text, as bytes")
    field(app, "text_input", "Text").set_value("hi you").run()
    assert "h\u00a0**104** · i\u00a0**105** · ␣\u00a0**32**" in captions(app)
    assert "6 numbers, and 0 in the other 2 places" in captions(app)
    assert fed(app) == [[[*b"hi you", 0, 0]] * 2]
    choose(app, "A text, as characters")
    assert fed(app) == [[[1, 2, 3, 4, 5, 6, 0, 0]] * 2]


def test_a_token_beyond_the_vocabulary_is_told(app: AppTest) -> None:
    """“z” is 122, and 122 numbers from 0 on can be looked up: a sentence, and no run."""
    choose(opened(app, TOKENS), "A text, as bytes")
    field(app, "text_input", "Text").set_value("jazz").run()
    assert "becomes the number 122" in app.error[0].value
    assert app.button[0].disabled
    field(app, "text_input", "Text").set_value("").run()
    assert not app.error
    assert app.button[0].disabled


def test_rows_are_fed(app: AppTest) -> None:
    """A pasted row fills the batch; a wrong count says how many came."""
    choose(opened(app, ROW), "Rows of a table")
    assert app.button[0].disabled
    field(app, "text_area", "Rows of 4 numbers").set_value("1\t2\t3\t4.5").run()
    assert "1 row, repeated to fill the batch of 2" in captions(app)
    assert fed(app) == [[[1, 2, 3, 4.5]] * 2]
    field(app, "text_area", "Rows of 4 numbers").set_value("1\t2\t3").run()
    assert "has 3 numbers" in app.error[0].value and "Expected: 4" in app.error[0].value.replace("\\", "")


def test_a_choice_outlives_the_page(app: AppTest) -> None:
    """On the Build page and back, with another layer put in between: source, rows, batch and seed are as they were."""
    choose(opened(app, ROW), "Rows of a table")
    field(app, "text_area", "Rows of 4 numbers").set_value("1 2 3 4").run()
    field(app, "number_input", "Batch size").set_value(3).run()
    field(app, "number_input", "Seed").set_value(7).run()
    app.switch_page("pages/build/page.py").run()
    root = app.session_state["studio"].model.root.id
    send(app, {"op": "add", "id": 2, "kind": "ReLU", "parent": root, "index": 1})
    app.switch_page("pages/run/page.py").run()
    assert fed(app) == [[[1, 2, 3, 4]] * 3]
    assert app.session_state["studio"].result.summary.order.feed.seed == 7
    app.switch_page("pages/build/page.py").run()
    opened(app, TOKENS, 3)  # it takes no rows: the choice waits for a model that does
    assert field(app, "selectbox", "Input").value == "Whole numbers"
    app.switch_page("pages/build/page.py").run()
    opened(app, ROW, 4)
    assert field(app, "selectbox", "Input").value == "Rows of a table"


def uploaded(app: AppTest, label: str, name: str, raw: bytes) -> AppTest:
    """Upload a file."""
    return field(app, "file_uploader", label).upload(name, raw, "application/octet-stream").run()


def test_a_file_outlives_the_page(app: AppTest) -> None:
    """An uploaded tensor is fed, also after the Build page, where Streamlit forgot it."""
    array = np.arange(8, dtype="float32").reshape(2, 4)
    stream = io.BytesIO()
    np.save(stream, array)
    choose(opened(app, ROW), "Upload a tensor")
    uploaded(app, "Tensor", "rows.npy", stream.getvalue())
    assert "rows.npy: 2×4, float32, as it is" in captions(app)
    assert fed(app) == [array.tolist()]
    app.switch_page("pages/build/page.py").run()
    app.switch_page("pages/run/page.py").run()
    assert fed(app) == [array.tolist()]
    uploaded(app, "Tensor", "rows.npy", stream.getvalue()[:-1])
    assert "damaged" in app.error[0].value
    assert not app.exception


def test_a_table_file_and_one_tensor_of_several_are_fed(app: AppTest) -> None:
    """A CSV file with names; of two tensors in a file the one that fits is offered first, the other one is refused."""
    choose(opened(app, ROW), "Upload a table")
    uploaded(app, "Rows of 4 numbers", "rows.csv", b"a,b,c,d\n1,2,3,4\n5,6,7,8\n9,9,9,9\n")
    assert "rows.csv: 3 rows, of which the first 2 are fed; names above them left out." in captions(app)
    assert fed(app) == [[[1, 2, 3, 4], [5, 6, 7, 8]]]
    choose(app, "Upload a tensor")
    entries = {
        "other": {"dtype": "U8", "shape": [3], "data_offsets": [0, 3]},
        "row": {"dtype": "U8", "shape": [4], "data_offsets": [3, 7]},
    }
    header = json.dumps(entries).encode()
    uploaded(app, "Tensor", "two.safetensors", len(header).to_bytes(8, "little") + header + bytes(range(7)))
    assert "two.safetensors: 4, uint8, 1 example, repeated to fill the batch of 2." in captions(app)
    assert fed(app) == [[[3, 4, 5, 6]] * 2]
    field(app, "selectbox", "Tensor in the file").set_value("other").run()
    assert "The tensor is 3" in app.error[0].value


def test_a_picture_says_what_became_of_it(app: AppTest) -> None:
    """Size, cut and normalisation stand below; another normalisation is fed."""
    opened(app, ROOT / "gallery/lenet.json")
    choose(app, "Upload a picture")
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(stream, "PNG")
    uploaded(app, "Picture", "white.png", stream.getvalue())
    assert "white.png: 64×48 → middle 48×48 → 28×28, grey, values 0 to 1" in captions(app)
    field(app, "selectbox", "Values").set_value("−1 to 1").run()
    assert np.unique(fed(app)[0]).tolist() == [1]
    choose(app, "A handwritten digit")
    assert np.min(fed(app)[0]) == -1


def test_each_input_has_a_source_of_its_own(app: AppTest) -> None:
    """One input of two gets a picture, the other a ramp."""
    opened(app, ROOT / "gallery/siamese.json")
    choose(app, "A cat", "Input first")
    choose(app, "Ramp", "Input second")
    first, second = map(np.array, fed(app))
    assert 0 <= first.min() < first.max() <= 1
    assert np.allclose(second.ravel(), np.linspace(0, 1, 105 * 105))


def test_a_batch_out_of_range_leaves_the_rest(app: AppTest) -> None:
    """A refused number is told, and what was chosen for the input stays on the page."""
    choose(opened(app, ROW), "Ramp")
    field(app, "number_input", "Batch size").set_value(0).run()
    assert "The batch is 0" in app.error[0].value
    assert field(app, "selectbox", "Input").value == "Ramp"
    assert app.button[0].disabled


def test_too_large_an_input_is_refused_before_it_is_made(app: AppTest) -> None:
    """4,096 pictures of 3×224×224 are 2.5 GB."""
    opened(app, ROOT / "gallery/squeezenet.json")
    field(app, "number_input", "Batch size").set_value(4096).run()
    choose(app, "A cat")
    assert "The input would have 2" in app.error[0].value
