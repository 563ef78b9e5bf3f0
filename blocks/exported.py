"""A model in a file that runs without Blockyard: what was written and how it was checked, as a plain record. The work
is next door, in `exporting`."""

from typing import Literal

import msgspec

from blocks import words

Form = Literal["onnx", "program"]
ENDINGS: dict[str, Form] = {".onnx": "onnx", ".pt2": "program"}
NAMES: dict[Form, str] = {"onnx": "ONNX", "program": "torch.export"}


class Exported(msgspec.Struct, frozen=True):
    """A file of so many `bytes` that gave what the model gives.

    `difference` is the largest that was seen, as a share of the largest number of the model's output, on inputs with
    each of these `batches` (the model's own where there is no B). `fixed` says why the file takes only one batch; ""
    where it takes any. `opset` is ONNX's, and `seconds` are those of exporting and checking.
    """

    way: Form
    bytes: int
    difference: float
    batches: tuple[int | None, ...]
    fixed: str = ""
    opset: int | None = None
    seconds: float = 0.0

    @property
    def dynamic(self) -> bool:
        """Whether it takes any batch."""
        return not self.fixed

    def __str__(self) -> str:
        """All of it, in sentences."""
        opset = f", opset {self.opset}" if self.opset else ""
        batch = "It takes any batch." if self.dynamic else f"Its batch is fixed: {self.fixed}"
        apart = f"within {self.difference:.1g} of its largest number" if self.difference else "exactly"
        return (
            f"{NAMES[self.way]}{opset}, {words.size(self.bytes)}. {batch} "
            f"It was run on {words.plural(2 * len(self.batches), 'input')} and gives what the model gives, {apart}."
        )
