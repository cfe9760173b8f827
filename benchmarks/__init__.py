"""Measurements of quality and speed; each module prints the table that stands in `docs/benchmarks.md`."""
