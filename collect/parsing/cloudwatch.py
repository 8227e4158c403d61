"""Logs out of CloudWatch: `get-log-events`, `filter-log-events`, an Insights query."""

from collections.abc import Iterator, Mapping

from .fields import sequence, text


def streams(obj: Mapping[str, object]) -> dict[str, str]:
    """The text of each log stream in an answer, by the stream's name; empty where none is given."""
    lines: dict[str, list[str]] = {}
    for stream, message in (*_events(obj), *_results(obj)):
        lines.setdefault(stream, []).append(message.rstrip("\n"))
    return {stream: "\n".join(said) for stream, said in lines.items()}


def _events(obj: object) -> Iterator[tuple[str, str]]:
    for event in sequence(obj, "events"):
        if message := text(event, "message"):
            yield text(event, "logStreamName"), message


def _results(obj: object) -> Iterator[tuple[str, str]]:
    """Insights gives each row as a list of fields."""
    for row in sequence(obj, "results"):
        said = {text(one, "field"): text(one, "value") for one in sequence(row)}
        if message := said.get("@message"):
            yield said.get("@logStream", ""), message
