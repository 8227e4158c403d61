"""Serve the provider: `python -m local.providers.aws [ENGINE_ADDRESS]`."""

import sys

from local.providers.aws.server import Provider
from local.providers.protocol.serving import serve

if __name__ == "__main__":
    raise SystemExit(serve(Provider, sys.argv[1:]))
