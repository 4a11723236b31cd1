"""What may a browser do with our pages? Show them, and nothing that an article could ask of it.

Datasette escapes what it shows; should that ever fail, the browser runs no script but Datasette's own,
loads nothing from anywhere else, and sends nothing anywhere else.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import datasette as datasette_package
from datasette import hookimpl

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Callable[[], Awaitable[Message]], Send], Awaitable[None]]

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    headers = [(name.lower().encode(), value.encode()) for name, value in _headers().items()]
    ours = {name for name, _ in headers}

    def wrap(app: App) -> App:
        async def safe(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
            async def send_safely(message: Message) -> None:
                if message["type"] == "http.response.start":
                    others = [(name, value) for name, value in message.get("headers", []) if name.lower() not in ours]
                    message = {**message, "headers": [*others, *headers]}
                await send(message)

            await app(scope, receive, send_safely)

        return safe

    return wrap


def _headers() -> dict[str, str]:
    scripts = " ".join(sorted(f"'sha256-{_digest(script)}'" for script in _datasettes_scripts()))
    policy = {
        "default-src": "'none'",
        "script-src": f"'self' {scripts}",
        # Datasette writes colours and the columns' names on a narrow screen into its pages. A style can
        # do no harm where nothing can be loaded from elsewhere.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def _digest(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()


def _datasettes_scripts() -> Iterator[str]:
    """The scripts that Datasette's own templates carry, as they reach the browser."""
    for template in sorted((Path(datasette_package.__file__).parent / "templates").glob("*.html")):
        for script in _INLINE_SCRIPT.findall(template.read_text(encoding="utf-8")):
            if "{{ datasette_allow_facet }}" in script:
                yield from (script.replace("{{ datasette_allow_facet }}", value) for value in ("true", "false"))
            elif "{{" not in script and "{%" not in script:
                yield script
