"""Run: an input through the open model on a device, and what each block made of it."""

from ui.running.board import board
from ui.state import studio

board(studio())
