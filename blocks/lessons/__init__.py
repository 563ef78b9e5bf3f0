"""Lessons as plain files: a folder with a text, models, and questions and tasks as data. Nothing here needs torch.

`lesson.md` is Markdown. What stands there between ``` under the names `start`, `ask`, `task`, `compare` and `show` is
TOML, and becomes what the page does (`docs/lessons.md` describes it). A lesson need not say a number: the answer to a
question is what PyTorch gives for the lesson's model.
"""
