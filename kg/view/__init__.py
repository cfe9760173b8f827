"""The picture: one HTML file that shows the facts, and the sentence behind each."""

from __future__ import annotations

from kg.view.page import generate, write

__all__ = ["generate", "write"]
