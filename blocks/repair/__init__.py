"""From a problem to fixes: candidate edits, kept only if a fresh analysis says that they work."""

from blocks.repair.diagnosis import MOST_FIXES, diagnose

__all__ = ["MOST_FIXES", "diagnose"]
