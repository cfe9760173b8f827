"""Requests to replies: which address is what, and which job of a worker answers it.

Starlette does the routing and Cross-Origin Resource Sharing; what is read from a request is passed to a worker as text.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import Lifespan

from kg.server import html, protocol
from kg.server.gate import LOCAL_ORIGIN, PATIENCE, POLICY, Gate
from kg.server.negotiate import choose
from kg.server.pool import Pool
from kg.server.replies import Refused, Reply, refusal

METHODS = ("GET", "HEAD", "POST", "OPTIONS")

ASSETS = MappingProxyType(
    {
        "site.css": "text/css",
        "editor.css": "text/css",
        "editor.js": "text/javascript",
        "icon.svg": "image/svg+xml",
        "yasgui/yasgui.min.css": "text/css",
        "yasgui/yasgui.min.js": "text/javascript",
    }
)
"""The files that pages load, with their types; in the address they have no folder."""

EDITOR_POLICY = (
    POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'") + "; script-src 'self'; connect-src 'self'; font-src data:"
)
"""The editor's policy: its scripts are files of ours, but it writes styles into its page."""

GONE = refusal(499, "The client has gone away.")
"""What nobody reads any more."""

PAGE_POLICY = "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
"""What is added to the picture's own policy, which names its scripts by their hashes."""


def make(
    pool: Pool, page: Path, *, hosts: Sequence[str] = (), origins: Sequence[str] = (), lifespan: Lifespan[Starlette] | None = None
) -> Gate:
    """The application: the workers that answer, the file of the picture, and who may ask from where."""
    routes = [
        Route("/", partial(_home, pool)),
        Route("/graph", partial(_graph, page)),
        Route("/sparql", partial(_sparql, pool), methods=["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]),
        Route("/articles", partial(_listed, pool, "articles", ("page",))),
        Route("/entities", partial(_listed, pool, "entities", ("page", "name"))),
        *(Route(f"/{kind}/{{id:path}}", partial(_thing, pool, kind)) for kind in ("article", "entity", "fact")),
        *(Route(f"/assets/{name.rpartition('/')[2]}", partial(_asset, name, media)) for name, media in ASSETS.items()),
    ]
    cors = Middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_origin_regex=LOCAL_ORIGIN,
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["*"],
        max_age=600,
    )
    handlers = {404: _missing, 405: _wrong_method, Refused: _refused}
    app = Starlette(routes=routes, middleware=[cors], exception_handlers=handlers, lifespan=lifespan)
    return Gate(app, hosts=hosts, most=pool.limits.workers + pool.limits.queue)


async def _sparql(pool: Pool, request: Request) -> Response:
    if request.method not in METHODS:
        raise Refused(
            405, f"{request.method} is not for queries: use GET or POST (SPARQL 1.1 Protocol, 2.1).", {"Allow": ", ".join(METHODS)}
        )
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
    body = await _body(request) if request.method == "POST" else b""
    query = protocol.query_of(request.method, request.url.query, request.headers.get("content-type", ""), body)
    accept = _accept(request)
    if query is not None:
        return await _answer(pool, request, "sparql", query=query, accept=accept)
    if choose(accept, ["text/turtle", "text/html"]) == "text/html":
        return await _answer(pool, request, "editor", policy=EDITOR_POLICY)
    return await _answer(pool, request, "description", endpoint=str(request.url.replace(query="")), accept=accept)


async def _home(pool: Pool, request: Request) -> Response:
    return await _answer(pool, request, "home", here=str(request.base_url))


async def _listed(pool: Pool, job: str, names: Sequence[str], request: Request) -> Response:
    given = {"page": "1", "name": "", **dict(parse_qsl(request.url.query, keep_blank_values=True, errors="replace", max_num_fields=9))}
    return await _answer(pool, request, job, **{name: given[name] for name in names})


async def _thing(pool: Pool, kind: str, request: Request) -> Response:
    # The path as it was sent: decoded, an escaped slash of an id could not be told from one that parts the path.
    raw = request.scope["raw_path"].decode("latin-1").partition("?")[0]
    return await _answer(
        pool, request, kind, id=raw.removeprefix(f"/{kind}/"), accept=_accept(request), page=request.query_params.get("page", "1")
    )


async def _graph(page: Path, request: Request) -> Response:
    if not page.is_file():
        raise Refused(404, "The picture has not been drawn: `kg view` draws it.")
    return FileResponse(page, media_type="text/html; charset=utf-8", headers={"Content-Security-Policy": PAGE_POLICY})


async def _asset(name: str, media: str, request: Request) -> Response:
    return Response((files("kg.server") / "assets" / name).read_bytes(), media_type=media, headers={"Cache-Control": "max-age=3600"})


async def _answer(pool: Pool, request: Request, job: str, *, policy: str = POLICY, **arguments: str) -> Response:
    """The reply of a worker, unless the client goes away before it is there."""
    reply = await _while_here(request, pool.run(job, **arguments))
    return _response(request, reply, policy)


async def _while_here(request: Request, work: Coroutine[object, object, Reply]) -> Reply:
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait([working, leaving], return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else GONE
    finally:
        leaving.cancel()
        working.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _body(request: Request) -> bytes:
    """The body of a request, of a bounded size and in a bounded time."""
    body = b""
    try:
        async with asyncio.timeout(PATIENCE):
            async for piece in request.stream():
                body += piece
                if len(body) > protocol.MOST_BYTES:
                    raise Refused(
                        413, f"The request is larger than {protocol.MOST_BYTES >> 20} MB: send a shorter query.", {"Connection": "close"}
                    )
    except TimeoutError:
        raise Refused(408, f"The request was not sent within {PATIENCE:g} s.", {"Connection": "close"}) from None
    return body


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))


def _response(request: Request, reply: Reply, policy: str = POLICY) -> Response:
    if reply.status >= 400 and request.url.path != "/sparql" and choose(_accept(request), ["text/plain", "text/html"]) == "text/html":
        shown = html.render("refused.html", status=reply.status, sentence=reply.body.decode().strip())
        reply = replace(shown, status=reply.status, headers=reply.headers)
    headers = {"Vary": "Accept", "Content-Security-Policy": policy, **reply.headers}
    return Response(reply.body, reply.status, headers, media_type=reply.media)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return _response(request, refusal(error.status, str(error), error.headers))


async def _missing(request: Request, error: Exception) -> Response:
    return await _refused(request, Refused(404, f"There is no page {request.url.path!r}; the start page links to all that there are."))


async def _wrong_method(request: Request, error: Exception) -> Response:
    return await _refused(request, Refused(405, f"{request.method} is not for this page: use GET.", {"Allow": "GET, HEAD"}))
