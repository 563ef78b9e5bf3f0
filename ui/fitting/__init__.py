"""Train for ten seconds: `panel.panel(studio)` is for any page to place."""
