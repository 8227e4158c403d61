"""Serving the stand-in on loopback."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import make_server

from local.aws.application import Application

HOST = "127.0.0.1"


class _Handler(MotoRequestHandler):
    # A piece of a stream is three writes: without this, the kernel would hold back the last.
    disable_nagle_algorithm = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of requests: standard output is for the URL."""


@contextmanager
def serving(application: Application, port: int = 0) -> Iterator[str]:
    """Serve until the body ends; yields the URL. Instances are stopped at the end."""
    server = make_server(HOST, port, application, threaded=True, request_handler=_Handler)
    application.url = f"http://{HOST}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield application.url
    finally:
        server.shutdown()
        application.close()
        server.server_close()
        thread.join()
