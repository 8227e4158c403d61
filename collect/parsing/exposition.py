"""Prometheus' text format, as `/metrics` gives it and people save it."""

from collections.abc import Iterator

from diagnosis.snapshot import Sample


def samples(text: str) -> tuple[tuple[Sample, ...], tuple[str, ...]]:
    """The samples, and a sentence for each of the first lines that are none.

    Lines are read one by one: a broken one costs itself, and a saved scrape may be cut off.
    """
    found: list[Sample] = []
    broken: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            found.extend(_read(line))
        except (ValueError, IndexError):
            broken.append(f"line {number} is no sample: {line[:60]}")
    return tuple(found), tuple(broken[:5])


def _read(line: str) -> Iterator[Sample]:
    # Imported where it is used: most commands read no metrics.
    from prometheus_client.parser import text_string_to_metric_families

    for family in text_string_to_metric_families(line + "\n"):
        for one in family.samples:
            yield Sample(one.name, float(one.value), dict(one.labels))
