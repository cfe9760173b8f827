"""A Neo4j of the test's own on the loopback interface: server, importer and shell, run from the jars that `make integration` fetches."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

ROOT = Path(__file__).parents[3]
JARS = ROOT / ".integration" / "neo4j"
PASSWORD = "correct-horse"
_JAVA = (
    *("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),  # a small machine, and a server that lives for minutes
    *("--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED"),
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)
_CONFIGURATION = """\
server.bolt.listen_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.enabled={browser}
server.directories.import=import
server.memory.pagecache.size=64m
dbms.usage_report.enabled=false
"""


def missing() -> str | None:
    """Why no server can be started, or None where one can."""
    if not shutil.which("java"):
        return "Java is not installed; Neo4j needs version 17"
    version = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    if not any(f'version "{number}' in version for number in (17, 21)):
        return f"Neo4j 5.26 runs on Java 17 or 21, and java is {version.splitlines()[0] if version else 'broken'}"
    if not any(JARS.glob("neo4j-server-*.jar")):
        return f"Neo4j is not in {JARS}; `make integration` fetches it (it needs mvn)"
    return None


class Server:
    """One installation in a folder: started, stopped, imported into."""

    def __init__(self, home: Path, *, browser: bool = False) -> None:
        self.home = home
        self.bolt, self.http = _free_port(), _free_port()
        self.imports = home / "import"
        self.imports.mkdir(parents=True)
        (home / "conf").mkdir()
        settings = _CONFIGURATION.format(bolt=self.bolt, http=self.http, browser=str(browser).lower())
        (home / "conf" / "neo4j.conf").write_text(settings, encoding="utf-8")
        self.admin("dbms", "set-initial-password", PASSWORD)

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.bolt}"

    def admin(self, *arguments: str, folder: Path | None = None) -> str:
        """What `neo4j-admin` says."""
        return self._java("org.neo4j.cli.AdminTool", *arguments, folder=folder)

    def shell(self, script: Path) -> str:
        """What `cypher-shell -f` says."""
        return self._java("org.neo4j.shell.Main", "-a", self.uri, "-u", "neo4j", "-p", PASSWORD, "--format", "plain", "-f", str(script))

    @contextmanager
    def running(self) -> Iterator[neo4j.Driver]:
        """A driver of the server, which runs inside of the block."""
        arguments = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        with (self.home / "out.log").open("wb") as log:
            process = subprocess.Popen(self._command(*arguments), stdout=log, stderr=log, env=self._environment(), cwd=self.home)
        try:
            with neo4j.GraphDatabase.driver(self.uri, auth=("neo4j", PASSWORD), notifications_min_severity="OFF") as driver:
                self._wait(process, driver)
                yield driver
        finally:
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _wait(self, process: subprocess.Popen[bytes], driver: neo4j.Driver) -> None:
        deadline = time.monotonic() + 180
        while True:
            try:
                with driver.session() as session:  # not execute_query, which waits longer each time
                    session.run("RETURN 1").consume()
                return
            except (DriverError, Neo4jError, OSError) as error:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"Neo4j did not start: {(self.home / 'out.log').read_text(errors='replace')[-2000:]}") from error
            time.sleep(0.5)

    def _java(self, *arguments: str, folder: Path | None = None) -> str:
        run = subprocess.run(
            self._command(*arguments),
            capture_output=True,
            text=True,
            env=self._environment(),
            cwd=folder or self.home,
            check=False,
            timeout=600,
        )
        assert run.returncode == 0, f"{' '.join(arguments[:4])}: {run.stdout[-3000:]}\n{run.stderr[-3000:]}"
        return run.stdout

    def _command(self, *arguments: str) -> list[str]:
        return ["java", *_JAVA, "-cp", os.pathsep.join([f"{JARS}/*", f"{self.home / 'plugins'}/*"]), *arguments]  # as bin/neo4j has it

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}


def wipe(driver: neo4j.Driver) -> None:
    """Remove every node and relationship, indexes and constraints."""
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
        for kind, listing in (
            ("CONSTRAINT", "SHOW CONSTRAINTS"),
            ("INDEX", "SHOW INDEXES WHERE type <> 'LOOKUP' AND owningConstraint IS NULL"),
        ):
            for record in list(session.run(listing)):
                session.run(f"DROP {kind} {record['name']} IF EXISTS").consume()


def content(driver: neo4j.Driver) -> tuple[list[Any], list[Any]]:
    """Everything that the database holds, in an order of its own: nodes with labels and properties, relationships with type and ends."""
    nodes = driver.execute_query("MATCH (n) RETURN labels(n) AS labels, properties(n) AS about").records
    links = driver.execute_query("MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS start, b.id AS end, properties(r) AS about").records
    found_nodes = sorted((sorted(node["labels"]), _plain(node["about"])) for node in nodes)
    return found_nodes, sorted((link["type"], link["start"], link["end"], _plain(link["about"])) for link in links)


def _plain(about: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((name, value.iso_format() if hasattr(value, "iso_format") else repr(value)) for name, value in about.items())


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
