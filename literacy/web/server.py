"""The embedded server: waitress, one process, and a stop that lets running requests end."""

import gc
import signal
import threading
import time
from typing import Any

from flask import Flask
from waitress.server import create_server

from literacy.lib.errors import Conflict
from literacy.settings import Settings, WrongSetting

DRAIN_SECONDS = 10.0
_OBJECTS_BETWEEN_LOOKS = 10_000


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
    server = _listen(app, settings)
    stopping = _asked_to_stop()
    _set_aside_what_stays()
    loop = threading.Thread(target=server.run, daemon=True)
    loop.start()
    while loop.is_alive() and not stopping.wait(0.5):
        pass
    _take_no_more(server)
    _drain(running, server)
    server.task_dispatcher.shutdown()


def _listen(app: Flask, settings: Settings) -> Any:
    try:
        return create_server(
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
    except ValueError:
        raise WrongSetting(
            f"LITERACY_HOST is {settings.host}, which is no address of this machine."
        ) from None
    except OSError as refused:
        raise Conflict(
            f"Port {settings.port} on {settings.host} can't be used ({refused.strerror}). "
            "Another program may hold it: set PORT to another number."
        ) from None


def _asked_to_stop() -> threading.Event:
    """Set by Ctrl-C and SIGTERM; a signal that only sets a flag interrupts nothing half-way."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_given: stopping.set())
    return stopping


def _set_aside_what_stays() -> None:
    """The course and the program live as long as the process: the collector need not look."""
    gc.collect()
    gc.freeze()
    # A page makes some thousand objects that go with it: looking for rings among them after every
    # seven hundred, as Python does unasked, finds none and takes a tenth of a large page's time.
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)


def _take_no_more(server: Any) -> None:
    server.del_channel()
    server.socket.close()


def _drain(running: Running, server: Any) -> None:
    """Wait until requests on their way are answered, and the answers sent."""
    deadline = time.monotonic() + DRAIN_SECONDS
    while time.monotonic() < deadline and (running.count or _unsent(server)):
        time.sleep(0.02)


def _unsent(server: Any) -> bool:
    channels = list(server.active_channels.values())
    return any(channel.requests or channel.total_outbufs_len for channel in channels)
