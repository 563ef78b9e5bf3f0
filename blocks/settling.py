"""What holds of labels after any edit: the first place of a shared block holds it, the others call it again.

An edit may take a shared block away, copy it, or put a `Reuse` before it. Nothing is ever made separate where it can
stay shared; what can not is left as it is, and is a problem that says so.
"""

from collections import Counter
from collections.abc import Container
from dataclasses import replace

from blocks import labels
from blocks.definitions import linked
from blocks.edits import bounded
from blocks.labels import at, called, known, labelled, mapped, own, places, put, used
from blocks.naming import from_kind, number
from blocks.scope import OPEN
from blocks.tree import SLOTS, Address, Block, Model, fresh

_NOTHING = Block("Sequential")


def settled(before: Model, after: Model) -> Model:
    """The model after an edit with its labels put right. Blocks keep their ids.

    Raises: BlockError when what takes the place of a removed block is nested too deep.
    """
    old, new = labels.frames(before), labels.frames(after)
    if before is after or not any(map(labels.involved, new.values())):
        return after
    alive = {block.id for root in new.values() for _, block in places(root)}
    done = {name: _settled(old.get(name, _NOTHING), root, alive) for name, root in new.items()}
    if all(done[name] is new[name] for name in new):
        return after
    definitions = tuple(replace(each, body=done[each.name]) for each in after.definitions)
    return linked(replace(after, root=bounded(done[""]), definitions=definitions))


def _settled(old: Block, root: Block, alive: Container[int]) -> Block:
    root = _told_apart(old, root)
    root = _in_order(root)
    root = _taken_over(old, root, alive)
    return _tidied(old, root)


# --- copies


def _told_apart(old: Block, root: Block) -> Block:
    """The frame with labels of their own for copies; what was copied along with them follows."""
    holders = Counter(block.shared for _, block in places(root) if block.shared)
    if not any(count > 1 for count in holders.values()):
        return root
    before = {block.id for _, block in places(old)}
    taken, current = set(holders), dict[str, str]()
    kept = _kept(root, before)
    renamed: dict[int, dict[str, str]] = {}
    for _, block in places(root):
        if holders[block.shared] > 1 and block.shared:
            copy = kept[block.shared] != block.id
            current[block.shared] = number(block.shared, taken) if copy else block.shared
            taken.add(current[block.shared])
        if block.id not in before or block.shared:
            renamed[block.id] = dict(current)
    return mapped(root, lambda block: _relabelled(block, renamed.get(block.id, {}), block.id in before))


def _kept(root: Block, before: Container[int]) -> dict[str, int]:
    """The block, by id, that keeps each label: the one that was there before, else the first."""
    found: dict[str, int] = {}
    for _, block in places(root):
        if block.shared and (block.shared not in found or (found[block.shared] not in before and block.id in before)):
            found[block.shared] = block.id
    return found


def _relabelled(block: Block, names: dict[str, str], old: bool) -> Block:
    """The block under its new label and, where it came with the edit, using the new labels."""
    if not names:
        return block
    if old:
        return replace(block, shared=names.get(block.shared, block.shared))
    return labels.renamed(block, names)


# --- order


def _in_order(root: Block) -> Block:
    """The frame in which a `Reuse` that came before its block has changed places with it."""
    while pair := _too_early(root):
        early, late = pair
        again, block = at(root, early), at(root, late)
        root = put(root, late, _in_place_of(block, again))
        root = put(root, early, _in_place_of(again, block))
    return root


def _too_early(root: Block) -> tuple[Address, Address] | None:
    """A `Reuse` and the later place of its block, where they can change places."""
    first: dict[str, Address] = {}
    for place, block in places(root):
        if called(block):
            first.setdefault(called(block), place)
    for label, (address, _) in labelled(root).items():
        early = first.get(label, address)
        if early < address and at(root, address[:-1]).kind not in SLOTS and known(root, early, address):
            return early, address
    return None


def _in_place_of(old: Block, new: Block) -> Block:
    """Another block where one stood: the place keeps its name and what it takes."""
    return replace(new, name=old.name, inputs=old.inputs)


# --- a block that was removed


def _taken_over(old: Block, root: Block, alive: Container[int]) -> Block:
    """The frame in which the first `Reuse` of each removed block has become the block."""
    gone = {label: block for label, (_, block) in labelled(old).items() if block.id not in alive}
    while gone:
        standing = labelled(root)
        waiting = (
            (address, called(block))
            for address, block in places(root)
            if called(block) in gone and called(block) not in standing
        )
        address, label = next(waiting, (None, ""))
        if address is None:
            break
        root = _became(root, address, gone.pop(label), label)
    return root


def _became(root: Block, address: Address, block: Block, label: str) -> Block:
    """The `Reuse` at an address has become the removed block. Of what was in that and still stands (it was unwrapped)
    it calls each part again."""
    parts = _parts(block, {each.id for place, each in places(root) if known(root, place, address)})
    taken = {label, *labelled(root)}
    names = dict[int, str]()
    for part in parts:
        wanted = part.name or from_kind(part.kind)
        names[part.id] = part.shared or (number(wanted, taken) if wanted in taken else wanted)
        taken.add(names[part.id])
    root = mapped(root, lambda each: replace(each, shared=names[each.id]) if each.id in names else each)
    again = at(root, address)
    standing = {each.id for _, each in places(root)}
    whole = _copied(block, names, set(labelled(root)), standing)
    return put(root, address, replace(whole, name=again.name, inputs=again.inputs, shared=label, id=again.id))


def _parts(block: Block, standing: Container[int]) -> list[Block]:
    """The outermost parts of a removed block that still stand. In rounds, or as an instance, it has none."""
    if block.kind not in OPEN:
        return []
    found = []
    for child in own(block):
        found += [child] if child.id in standing and child.kind != "Reuse" else _parts(child, standing)
    return found


def _copied(block: Block, names: dict[int, str], there: Container[str], standing: Container[int]) -> Block:
    """The block as it was, calling again what stands elsewhere, and with new ids where the old ones are in use."""
    label = names.get(block.id) or (block.shared if block.shared in there else "")
    if label:
        return Block("Reuse", block.name, {"of": label}, inputs=block.inputs)
    if block.definition:
        return fresh(block) if block.id in standing else block
    children = tuple(_copied(child, names, there, standing) for child in block.children)
    new = fresh(replace(block, children=())) if block.id in standing else block
    return replace(new, children=children)


# --- what nobody needs


def _tidied(old: Block, root: Block) -> Block:
    """The frame without ties to blocks that are gone, and without labels that nobody uses."""
    lost = set(labelled(old)) - set(labelled(root))
    root = mapped(root, lambda block: _untied(block, lost))
    wanted = {label for _, block in places(root) for label in used(block)} | {""}
    return mapped(root, lambda block: block if block.shared in wanted else replace(block, shared=""))


def _untied(block: Block, lost: Container[str]) -> Block:
    tied = {name: source for name, source in block.tied.items() if source.partition(".")[0] not in lost}
    return block if len(tied) == len(block.tied) else replace(block, tied=tied)
