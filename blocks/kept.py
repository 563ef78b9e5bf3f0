"""What training keeps of each block for the backward pass, in bytes: plain records, made next door by `training`."""

import msgspec

from blocks.tree import Address, Model, addresses

KEPT = (
    "Bytes of activations that autograd keeps for the backward pass of one training step, as on the CPU: each "
    "storage once, with the block that made it; without weights, gradients and optimizer"
)


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one block adds: what it keeps inside, and its own outputs where it or any later block keeps them.

    `bytes` has that of all blocks in it, in all rounds. A `Repeat` has one entry in `rounds` for each
    stretch of rounds that keep the same; its `children` are those of the first round.
    """

    bytes: int = 0
    children: tuple["Kept", ...] = ()
    rounds: tuple["KeptRounds", ...] = ()


class KeptRounds(msgspec.Struct, frozen=True):
    """`count` rounds of a `Repeat`, one after the other, that keep the same: `bytes` each."""

    count: int
    bytes: int
    children: tuple[Kept, ...] = ()


class Training(msgspec.Struct, frozen=True):
    """A model with what training it keeps. `training["stage3.0.conv1"]` is what a block keeps.

    `inputs` are the bytes of the model's own inputs that are kept; they belong to no block.
    """

    model: Model
    root: Kept
    inputs: int

    @property
    def bytes(self) -> int:
        """All that is kept."""
        return self.root.bytes + self.inputs

    def __getitem__(self, path: str) -> Kept:
        """What a block keeps; inside a `Repeat`, in the first round. Raises BlockError when there is none."""
        return self.at(self.model.address(self.model.find(path).id))

    def at(self, address: Address) -> Kept:
        """What the block at an address keeps; inside a `Repeat`, in the first round, and nothing where it has none."""
        kept = self.root
        for position in address:
            kept = kept.children[position] if position < len(kept.children) else Kept()
        return kept

    def rows(self) -> list[tuple[str, Kept]]:
        """Path and what is kept of every block, outside in; inside a `Repeat`, of the first round."""
        return [(self.model.path(address), self.at(address)) for address, _ in addresses(self.model.root)]
