"""Fetching a service's `/metrics`."""

import urllib.error
import urllib.request

ANSWER_SECONDS = 10.0
LIMIT = 64 * 1024 * 1024
"""Bytes of one scrape at most; a large vLLM server tells about one MiB."""


class NoAnswer(Exception):
    """The metrics could not be fetched; the message says why."""


def scrape(url: str, seconds: float = ANSWER_SECONDS) -> str:
    """What an address answers, as text. Raises NoAnswer."""
    if not url.startswith(("http://", "https://")):
        raise NoAnswer(f"{url} is no http address")
    try:
        with urllib.request.urlopen(url, timeout=seconds) as answer:  # noqa: S310  # checked above
            text: bytes = answer.read(LIMIT)
    except urllib.error.HTTPError as error:
        with error:
            raise NoAnswer(f"{url} answers {error.code}") from error
    except (OSError, ValueError) as error:
        raise NoAnswer(f"{url} does not answer ({getattr(error, 'reason', error)})") from error
    return text.decode(errors="replace")
