"""Property tests try the same examples in every run: a failure is one for everyone, and no run fails by luck."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, database=None)
settings.load_profile("repeatable")
