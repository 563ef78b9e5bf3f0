"""Weights in files: `.safetensors` in and out, PyTorch's own `.pt`, `.pth` and `.bin` in.

All names, shapes and dtypes are compared before a number is copied; PyTorch's `load_state_dict` would cast them
silently. Nothing is unpickled but what `weights_only=True` lets through.
Sources: https://github.com/huggingface/safetensors, https://docs.pytorch.org/docs/stable/notes/serialization.html
"""

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace as changed
from functools import cache
from io import SEEK_END, BytesIO
from math import prod
from pathlib import Path
from typing import Any, NamedTuple

import torch
from msgspec.structs import replace
from safetensors import SafetensorError, safe_open
from safetensors import torch as packing
from torch import Tensor, nn

from blocks.differences import Differences, compare
from blocks.errors import BlockError
from blocks.given.headers import DTYPES, Header, check_lengths, damaged, read_header
from blocks.measuring import type_of
from blocks.report import ITEM_BYTES, TensorType
from blocks.stored import MOST_FILE, MOST_TENSORS, Match, Stored
from blocks.words import plural, size
from blocks.writing import replacing

PICKLES = (".pt", ".pth", ".bin", ".ckpt")
_PICKLED = (b"PK", b"\x80\x02")  # how the archives of torch.save begin, and its older files
PREFIXES = ("module.", "_orig_mod.")  # what DataParallel and torch.compile put before all names
MOST_HEADER = 32 * 2**20  # bytes of a .safetensors header
_KEYS = 5  # of a file that holds something else


def save_weights(source: nn.Module | Mapping[str, Tensor], path: str | Path) -> None:
    """Write the parameters and buffers of a module, or a state_dict, to a `.safetensors` file.

    A tensor of several names is written once, under the first; the others stand in the file's notes, as the
    safetensors library itself has them. Raises: BlockError for what such a file cannot hold, or no file can be written;
    the file that was there before is then as it was.
    """
    kept, notes = _writable(source)
    with replacing(_checked(path)) as beside:
        try:
            packing.save_file(kept, beside, notes)
        except SafetensorError as error:
            raise BlockError("The file cannot be written.", "room on the disk.", "check the disk.") from error


def packed(source: nn.Module | Mapping[str, Tensor]) -> bytes:
    """The bytes of such a file. Raises BlockError for what it cannot hold."""
    return packing.save(*_writable(source))


def _writable(source: nn.Module | Mapping[str, Tensor]) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The tensors that go to a file, and its notes: the other names of those that have several."""
    found = source.state_dict() if isinstance(source, nn.Module) else source
    tensors = {name: _savable(name, each) for name, each in found.items()}
    first = _firsts(tensors)
    notes = {"format": "pt"} | {name: other for name, other in first.items() if name != other}
    return _apart({name: each for name, each in tensors.items() if first[name] == name}), notes


def read(raw: bytes, name: str) -> Stored:
    """The bytes of a file of either sort, as those of a `.safetensors` file. Raises BlockError for one that is damaged,
    holds something else, or more than a page takes."""
    file = _opened(Stored(name, raw))
    needed = sum(prod(each.shape) * ITEM_BYTES.get(each.dtype, 1) for each in file.types.values())
    if len(file.types) > MOST_TENSORS or needed > MOST_FILE:
        raise BlockError(
            f"It holds {plural(len(file.types), 'tensor')} with {size(needed)}.",
            f"at most {MOST_TENSORS:,} with {size(MOST_FILE)}.", "load it in Python, with blocks.load_weights.", name,
        )  # fmt: skip
    tensors = {each: file.get(each) for each in file.types}
    strange = tuple(each[:80] for each, tensor in tensors.items() if not _finite(tensor))
    stored = Stored(name, raw, len(tensors), strange[:_KEYS])
    return stored if file.packed else changed(stored, raw=packed(tensors))


def _finite(tensor: Tensor) -> bool:
    real = tensor.is_floating_point() or tensor.is_complex()
    return not real or bool((tensor.float() if tensor.itemsize == 1 else tensor).isfinite().all())


def load_weights(net: nn.Module, path: str | Path | Stored, only_matching: bool = False) -> Differences:
    """Copy the tensors of a file into a module: all, or with `only_matching` those that fit; what did not is returned.

    Names that all begin with `module.` or `_orig_mod.`, in the file or in the module, are compared without it.
    Raises: BlockError when the file cannot be read or, without `only_matching`, differs in any name, shape or dtype;
    the module is then as it was.
    """
    own, file = _bare(net.state_dict(keep_vars=True)), _opened(path)
    _check_writable(own)
    found = _differences(own, file)
    if found and not only_matching:
        raise found.error(file.name)
    names = _matching(own, file, found)
    if own and not names:
        raise BlockError(
            f"Nothing in {file.name} fits. {' '.join(found.lines)}", "a tensor that does.", "take another file."
        )
    with torch.no_grad():
        for name, tensor in {name: file.get(name) for name in names}.items():
            own[name].copy_(tensor)
    return found


def compare_weights(net: nn.Module, path: str | Path | Stored) -> Differences:
    """How the tensors of a file differ from those of a module, which may be on the meta device. Raises BlockError when
    the file cannot be read."""
    return _differences(_bare(net.state_dict(keep_vars=True)), _opened(path))


def matched(net: nn.Module, stored: Stored) -> Match:
    """The same, as far as one reads it. Raises BlockError when the file cannot be read."""
    own, file = _bare(net.state_dict(keep_vars=True)), _opened(stored)
    found = _differences(own, file)
    return Match(len(_matching(own, file, found)), len(own), tuple(found.lines))


def _matching(own: Mapping[str, Any], file: "_File", found: Differences) -> list[str]:
    """The names of the tensors that can be copied."""
    misfits = {*found.shapes, *found.dtypes, *found.untied, *found.untied.values()}
    return [name for name in own if name in file.types and name not in misfits]


# --- a module's tensors


def _savable(name: str, found: Any) -> Tensor:
    """A tensor as a file can hold it."""
    said = _unfit(found)
    if not said and type_of(found).dtype not in DTYPES.values():
        said = f"of {type_of(found).dtype}, which safetensors has not"
    if said:
        raise BlockError(f"{name[:80]} is {said}.", "a tensor with numbers.", "leave it out, or convert it.")
    resolved: Tensor = found.detach().resolve_conj().resolve_neg()
    return resolved


def _unfit(found: Any) -> str:
    """Why this is no tensor whose numbers can be written or read; "" where it is."""
    if not isinstance(found, Tensor):
        return f"{type(found).__name__}, no tensor"
    if found.is_meta:
        return "on the meta device, without numbers"
    return "" if found.layout is torch.strided and not found.is_quantized else "sparse or quantized"


def _firsts(tensors: Mapping[str, Tensor]) -> dict[str, str]:
    """For each name the first that is the very same tensor. (Without numbers, as on meta, there is no address.)"""
    seen: dict[Any, str] = {}
    return {
        name: seen.setdefault((each.data_ptr() or id(each), type_of(each), each.stride(), each.device), name)
        for name, each in tensors.items()
    }


def _apart(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """In rows of their own, without gaps, as the format has them: where two share memory, copies."""
    found: dict[str, Tensor] = {}
    taken: set[int] = set()
    for name, each in tensors.items():
        tensor = each.contiguous()
        start = tensor.untyped_storage().data_ptr()
        found[name] = tensor.clone() if start in taken else tensor
        taken.add(start)
    return found


def _bare(tensors: Mapping[str, Any]) -> dict[str, Any]:
    """Without a prefix that all names have."""
    for prefix in PREFIXES:
        if tensors and all(name.startswith(prefix) for name in tensors):
            return _bare({name.removeprefix(prefix): each for name, each in tensors.items()})
    return dict(tensors)


def _check_writable(own: Mapping[str, Any]) -> None:
    """Raises BlockError for a module into which not every tensor could be copied: it would end half loaded."""
    for name, each in own.items():
        said = _unfit(each)
        if not said and (each.is_inference() or 0 in each.stride() and each.numel() > 1):
            said = "no tensor of its own: made in inference mode, or one number that stands for many"
        if said:
            raise BlockError(f"The module's {name[:80]} is {said}.", "a module that can be written.", "build it anew.")


def _differences(own: Mapping[str, Any], file: "_File") -> Differences:
    tensors = {name: each for name, each in own.items() if isinstance(each, Tensor)}
    same = _firsts(tensors)
    found = compare({name: type_of(each) for name, each in tensors.items()}, file.types, same)
    untied: dict[str, str] = {}
    known: dict[str, str] = {}
    for name in (name for name in tensors if name in file.types and name not in {*found.shapes, *found.dtypes}):
        other = known.setdefault(same[name], name)
        if other != name and not _equal(file, name, other):
            untied[name] = other
    return replace(found, untied=untied)


def _equal(file: "_File", name: str, other: str) -> bool:
    """Bit by bit, so that NaN is NaN."""
    if file.kept.get(name, name) == file.kept.get(other, other):
        return True
    one, two = (file.get(each).contiguous().flatten().view(torch.uint8) for each in (name, other))
    return torch.equal(one, two)


# --- a file's tensors


class _File(NamedTuple):
    """The types of a file's tensors, how one is read, and for names that share a tensor the one it is kept under;
    whether it is a `.safetensors` file; and what it is called."""

    types: dict[str, TensorType]
    get: Callable[[str], Tensor]
    kept: Mapping[str, str]
    packed: bool
    name: str = ""


def _checked(path: str | Path) -> Path:
    path = Path(path)
    if path.suffix.lower() != ".safetensors":
        raise BlockError(
            f"The file is to be called {path.name[:80]}.", "a name that ends in .safetensors.", "call it so."
        )
    return path


def _opened(source: str | Path | Stored) -> _File:
    path, raw = (Path(source.name), source.raw) if isinstance(source, Stored) else (Path(source), None)
    try:
        with BytesIO(raw) if raw is not None else path.open("rb") as file:
            length = file.seek(0, SEEK_END)
            file.seek(0)
            header = read_header(file, length, MOST_HEADER)
            file.seek(0)
            pickled = file.read(2) in _PICKLED or path.suffix.lower() in PICKLES
        if header is not None:
            found = _in_safetensors(header, length, path if raw is None else raw)
        elif pickled:
            found = _in_pickle(path if raw is None else raw, length)
        else:
            raise BlockError(
                "It is no .safetensors file.", f".safetensors, or PyTorch's own {', '.join(PICKLES)}.",
                "save the weights with blocks.save_weights.",
            )  # fmt: skip
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise BlockError(f"{path.name}: {reason}.", "a file one can read.", "check the path.") from error
    except BlockError as error:
        raise error.at(path.name) from error
    bare = _bare({name: name for name in found.types})
    kept = {short: found.kept.get(name, name) for short, name in bare.items()}
    types = {short: found.types[name] for short, name in bare.items()}
    return _File(types, lambda short: found.get(kept[short]), kept, found.packed, path.name)


def _in_safetensors(header: Header, length: int, source: Path | bytes) -> _File:
    check_lengths(header, length)
    types = {name: each.type for name, each in header.entries.items()}
    kept = {name: other for name, other in header.notes.items() if other in types and name not in types}
    try:
        get = _from_bytes(source) if isinstance(source, bytes) else safe_open(source, framework="pt").get_tensor
    except SafetensorError as error:
        raise damaged("safetensors cannot read it") from error
    return _File(types | {name: types[other] for name, other in kept.items()}, get, kept, True)


def _from_bytes(raw: bytes) -> Callable[[str], Tensor]:
    """How a tensor is read; none is before the first is asked for."""
    tensors = cache(lambda: packing.load(raw))
    return lambda name: tensors()[name]


def _in_pickle(source: Path | bytes, length: int) -> _File:
    def fresh() -> Path | BytesIO:
        return BytesIO(source) if isinstance(source, bytes) else source

    zipped = zipfile.is_zipfile(fresh())
    if zipped:
        _check_unpacked(fresh(), length)
    try:
        mapped = zipped and isinstance(source, Path)
        found = torch.load(fresh(), weights_only=True, map_location="cpu", mmap=mapped)
    except OSError:
        raise
    except Exception as error:  # a damaged pickle may fail in any way
        raise _refused(error) from error
    tensors = _state(found)
    return _File({name: type_of(each) for name, each in tensors.items()}, tensors.__getitem__, {}, False)


def _check_unpacked(file: Path | BytesIO, length: int) -> None:
    """Raises BlockError for an archive that holds more than it has: PyTorch stores tensors as they are."""
    try:
        with zipfile.ZipFile(file) as archive:
            inside = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged("its archive cannot be read") from error
    if inside > length:
        raise BlockError("The archive in the file is compressed.", "one as torch.save writes it.", "save it once more.")


def _refused(error: Exception) -> BlockError:
    """In our own words: PyTorch's advise to read the file without care."""
    named = re.search(r"(?:GLOBAL|global|class|function) `?([\w.]{1,80})", str(error))
    if type(error).__name__ == "UnpicklingError" and named:
        return BlockError(
            f"The file holds Python objects beside tensors, such as {named[1]}; reading these could run any program.",
            "a state_dict, with tensors alone.",
            "where the file was made, save net.state_dict(), best with blocks.save_weights.",
        )
    return BlockError(
        "The file cannot be read: it is damaged, or none of PyTorch's.", "a state_dict saved by torch.save.",
        "save it once more, best with blocks.save_weights.",
    )  # fmt: skip


def _state(found: Any) -> dict[str, Tensor]:
    """The tensors by name, if it is that."""
    if isinstance(found, Mapping) and found and all(isinstance(name, str) for name in found):
        unfit = {name: said for name, each in found.items() if (said := _unfit(each))}
        if not unfit:
            return dict(found)
        inner = [name for name in unfit if isinstance(found[name], Mapping)]
        best = inner[0] if inner else ""
        raise BlockError(
            f"Of what the file holds, {_listed(f'{name} is {said}' for name, said in unfit.items())}.",
            "a state_dict, with tensors alone.",
            f"save the {best!r} in it alone." if best else "leave these out.",
        )
    raise BlockError(
        f"The file holds {type(found).__name__}{'' if found else ', which is empty'}.", "tensors by name.",
        "save net.state_dict().",
    )  # fmt: skip


def _listed(said: Iterable[str]) -> str:
    rows = [each[:100] for each in said]
    more = f" and {plural(len(rows) - _KEYS, 'other')}" if len(rows) > _KEYS else ""
    return f"{', '.join(rows[:_KEYS])}{more}"
