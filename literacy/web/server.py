"""The embedded server: waitress, one process, and a stop that lets running requests end."""

import contextlib
import gc
import signal
import threading
import time
from types import FrameType

from flask import Flask
from waitress.server import create_server

from literacy.lib.errors import Conflict
from literacy.settings import Settings

DRAIN_SECONDS = 10.0


class Running:
    """Counts requests on their way, so that a stop can wait for them."""

    def __init__(self, app: Flask) -> None:
        self._app = app.wsgi_app
        self._lock = threading.Lock()
        self.count = 0

    def __call__(self, environ, start_response):  # type: ignore[no-untyped-def]
        with self._lock:
            self.count += 1
        try:
            return self._app(environ, start_response)
        finally:
            with self._lock:
                self.count -= 1


def run(app: Flask, settings: Settings) -> None:
    """Serve until Ctrl-C or SIGTERM; raises Conflict when the port is taken."""
    running = Running(app)
    app.wsgi_app = running  # type: ignore[method-assign]
    try:
        server = create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident=None,
            connection_limit=2000,
            asyncore_use_poll=True,
            channel_timeout=30,
            max_request_body_size=10 * 1024 * 1024,
        )
    except OSError as refused:
        raise Conflict(
            f"Port {settings.port} on {settings.host} can't be used ({refused.strerror}). "
            "Another program may hold it: set PORT to another number."
        ) from None
    signal.signal(signal.SIGTERM, _stop)
    _set_aside_what_stays()
    with contextlib.suppress(KeyboardInterrupt, SystemExit):
        server.run()
    _drain(running)
    server.close()


def _set_aside_what_stays() -> None:
    """The course and the program live as long as the process: the collector need not look."""
    gc.collect()
    gc.freeze()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _drain(running: Running) -> None:
    deadline = time.monotonic() + DRAIN_SECONDS
    while running.count and time.monotonic() < deadline:
        time.sleep(0.05)
