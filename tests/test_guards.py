"""Which way things depend on each other, and what must be there."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import blocks

ROOT = Path(__file__).parents[1]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "blocks").rglob("*.py"))
}
FRAME = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py")), *sorted((ROOT / "ui").rglob("*.py"))]
FRAME = [path for path in FRAME if "node_modules" not in path.parts]

# Who may import torch when it is loaded: the room behind the door.
_TORCH_SIDE = """
    analysis attending backward building cautions coding compiling compiling.case compiling.spots
    compiling.surroundings compiling.ways devices engine.child engine.template engine.worker exporting feeding
    gradients initialising inside limits measuring metering moments peaks places running saving showing.copying
    showing.counting showing.given showing.memory showing.passing showing.trouble showing.watch steps stretching
    timing tracing training trials tying watching weights
"""
TORCH_SIDE = {
    *(f"blocks.{name}" for name in _TORCH_SIDE.split()),
    *(name for name in MODULES if name.startswith(("blocks.catalogue", "blocks.importing", "blocks.grading"))),
}
# No torch of their own, but beside it.
NEEDS_TORCH_SIDE = {"blocks.explain", "blocks.arity", *(name for name in MODULES if name.startswith("blocks.repair"))}
LIGHT = sorted(set(MODULES) - TORCH_SIDE - NEEDS_TORCH_SIDE - {"blocks.__main__"})


def imported(path: Path, anywhere: bool) -> Iterator[str]:
    """The modules that a file imports: when it is loaded, or anywhere in it. What is only for types is left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes: list[ast.AST] = list(ast.walk(tree)) if anywhere else list(_loaded(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield str(node.module)
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _loaded(tree: ast.Module) -> Iterator[ast.AST]:
    for node in tree.body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.If | ast.Try):
            yield from ast.walk(node)
        yield node


def packages(path: Path, anywhere: bool = True) -> set[str]:
    """The top-level packages that a file imports."""
    return {name.split(".")[0] for name in imported(path, anywhere)}


@pytest.mark.parametrize("name", MODULES)
def test_blocks_know_no_browser(name: str) -> None:
    """The model logic imports neither streamlit nor anything of the pages."""
    assert packages(MODULES[name]) & {"streamlit", "ui", "pages", "app"} == set()


@pytest.mark.parametrize("name", MODULES)
def test_pictures_have_one_home(name: str) -> None:
    """plotly is imported by the charts alone, graphviz by the diagram alone."""
    assert ("plotly" in packages(MODULES[name])) <= name.startswith("blocks.charts")
    assert ("graphviz" in packages(MODULES[name])) <= (name == "blocks.diagram")


@pytest.mark.parametrize("name", sorted(set(MODULES) - TORCH_SIDE))
def test_torch_is_imported_on_its_side_alone(name: str) -> None:
    """Only the torch side imports torch when it is loaded."""
    assert "torch" not in packages(MODULES[name], anywhere=False)


@pytest.mark.parametrize("name", LIGHT)
def test_the_light_side_leans_on_the_light_side(name: str) -> None:
    """No light module loads one of the torch side with it."""
    found = {each for each in imported(MODULES[name], anywhere=False) if each in MODULES}
    assert found & (TORCH_SIDE | NEEDS_TORCH_SIDE) == set()


def test_nothing_light_loads_torch() -> None:
    """A process that imports the whole light side has no torch, and importing `blocks` alone loads next to nothing."""
    source = f"""
import sys, json
import blocks
first = sorted(name for name in sys.modules if name.startswith("blocks"))
import importlib
for name in {LIGHT}:
    importlib.import_module(name)
print(json.dumps([first, [name for name in sys.modules if name.split(".")[0] in ("torch", "streamlit")]]))
"""
    done = subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    first, loaded = json.loads(done.stdout)
    assert first == ["blocks"]
    assert loaded == []


@pytest.mark.parametrize("path", FRAME, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_frame_never_imports_torch(path: Path) -> None:
    """The app, its pages and what they share import neither torch nor the torch side, not even late."""
    assert "torch" not in packages(path)
    assert set(imported(path, anywhere=True)) & (TORCH_SIDE | NEEDS_TORCH_SIDE) == set()


@pytest.mark.parametrize("path", sorted((ROOT / "ui").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_ui_knows_no_page(path: Path) -> None:
    """What pages share imports no page and not the frame."""
    if "node_modules" not in path.parts:
        assert packages(path) & {"pages", "app"} == set()


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    """Each module says what it is, and each public function and class in it too, unless its name says all."""
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            alone = isinstance(node, ast.ClassDef) and name in ("blocks.commands", "blocks.engine.jobs")
            assert ast.get_docstring(node) or alone, node.name


def test_face() -> None:
    """`blocks.__all__` is what `blocks` offers, each of it is there, and there is nothing else to find."""
    assert blocks.__all__ == sorted(blocks.__all__)
    assert dir(blocks) == blocks.__all__
    for name in blocks.__all__:
        assert getattr(blocks, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'analyze'"):
        blocks.analyze  # noqa: B018


def test_no_code_from_text() -> None:
    """Nothing in the app evaluates text, unpickles, or looks a name from outside up in torch; two files execute
    text, where it is allowed."""
    for path in [*MODULES.values(), *FRAME]:
        if path in (MODULES["blocks.coding"], MODULES["blocks.importing.making"]):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec", "compile", "__import__"), path
        assert packages(path) & {"pickle", "marshal", "shelve"} == set()
