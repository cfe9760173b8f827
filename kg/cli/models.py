"""The command that lists the language pipelines."""

from __future__ import annotations

from kg import terminal
from kg.cli.options import app


@app.command(short_help="List the language pipelines in use.")
def models() -> None:
    """Example: kg models

    List the pipelines that read articles, their versions, and how to install better ones.
    """
    from kg import pipelines

    used: set[str] = set()
    rows = []
    for info in pipelines.describe():
        state = "available" if info.language in used else "in use"
        used.add(info.language)
        rows.append((info.language, info.name, info.version, info.source, state, f"{info.megabytes:.1f} MB"))
    terminal.table(("language", "pipeline", "version", "from", "state", "size"), rows)
    for language, packages in pipelines.PACKAGES.items():
        if not pipelines.installed(language):
            terminal.say(
                f"A better one for {language}: install the spaCy package {packages[0]} (or a smaller one: {', '.join(packages[1:])})."
            )
