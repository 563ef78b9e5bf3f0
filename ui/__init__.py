"""What the pages share: the owner of session state, the canvas, the diagram, panels and words for numbers."""
