"""Servers that tests talk to over a real socket."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def free_port() -> int:
    """A port of this machine that nobody listens to."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], *, seconds: float = 60) -> None:
    """Until somebody listens to a port; fails where the process ends before."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens to port {port}")


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """A server that runs until the block ends."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def oxigraph() -> Iterator[str]:
    """The address of an Oxigraph server with an empty store in memory; skips where the program is not installed."""
    beside = Path(sys.executable).parent / "oxigraph"
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    if program is None:
        pytest.skip("the package `oxigraph` is not installed")
    port = free_port()
    with running([program, "serve", "--bind", f"127.0.0.1:{port}"], port):
        yield f"http://127.0.0.1:{port}"


FUSEKI = Path(__file__).parent / "integration" / "fuseki"


@contextmanager
def fuseki() -> Iterator[str]:
    """The address of an empty dataset in the memory of an Apache Jena Fuseki server, fetched by Maven."""
    if not (shutil.which("java") and shutil.which("mvn")):
        pytest.skip("java and mvn are not installed")
    classpath = FUSEKI / "target" / "classpath.txt"
    if not classpath.exists():
        command = ["mvn", "-q", "-B", "dependency:build-classpath", f"-Dmdep.outputFile={classpath}"]
        subprocess.run(command, cwd=FUSEKI, check=True, timeout=900)
    port = free_port()
    main = ["org.apache.jena.fuseki.main.cmds.FusekiMainCmd", "--update", "--localhost", f"--port={port}", "--mem", "/news"]
    with running(["java", "-Xmx256m", "-cp", classpath.read_text(encoding="utf-8"), *main], port):
        yield f"http://127.0.0.1:{port}/news"
