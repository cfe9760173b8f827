"""Annotated sentences to claims: predicate frames first, then who does what to whom, how sure, when, and who says so."""
