"""A page with nothing but the code editor, for the browser to try it: its texts, and what is applied."""

import streamlit as st

from ui import assets

SOURCES = {
    "residual": '''class Residual(nn.Module):
    """Adds what its layers give to what they take."""

    def __init__(self, features: int = 64, rounds: int = 4):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(features, features) for _ in range(rounds))

    def forward(self, x):
        for layer in self.layers:  # each round keeps the shape B×D
            x = x + torch.relu(layer(x)) * 0.5
        if x.isnan().any():
            raise ValueError(f"not a number after {len(self.layers)} rounds, which should never be seen in a model")
        return x
''',
    "short": "x = 1\n",
}
COUNTS = {9: 5, 10: 4, 11: 1, 12: 0, 13: 1}
PROBLEMS = [(10, "It takes B×32. Linear(64, 64) expects B×64. Set features to 32.")]

if not st.runtime.exists():
    app = st.App(__file__, routes=assets.routes())
else:
    from ui.editor import code_editor

    state = st.session_state
    state.runs = state.get("runs", 0) + 1
    state.setdefault("sources", dict(SOURCES))
    state.setdefault("applied", 0)
    which = st.radio("Text", list(SOURCES), horizontal=True)
    readonly = st.toggle("Read only")
    refusing = st.toggle("Refuse what is applied")
    if st.button("Change from outside"):
        state.sources[which] = "# changed\n" + state.sources[which]
    st.button("Redraw")

    def on_apply(text: str) -> None:
        """Take the text, unless the page is to refuse it."""
        state.applied += 1
        if not refusing:
            state.sources[which] = text

    whole = which == "residual"
    code_editor(
        f"code-{which}", state.sources[which], COUNTS if whole else {}, PROBLEMS if whole else [], readonly, on_apply
    )
    st.text(f"runs {state.runs}, applied {state.applied}")
    st.text_area("As Python has it", state.sources[which], disabled=True)
