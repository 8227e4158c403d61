"""In which order services start; stopping goes the other way."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from local.service import Service


def start_order(services: Iterable[Service]) -> list[Service]:
    """Sort so that every service comes after those it names in `after`.

    Names that are not in the list are ignored: such a service runs already, or
    was not asked for. Raises ValueError for a cycle or a name used twice.
    """
    listed = list(services)
    by_name = {service.name: service for service in listed}
    if len(by_name) != len(listed):
        names = sorted(service.name for service in listed)
        twice = next(a for a, b in pairwise(names) if a == b)
        raise ValueError(f'services: "{twice}" is listed twice.')
    sorter = TopologicalSorter(
        {
            name: [one for one in service.after if one in by_name]
            for name, service in by_name.items()
        }
    )
    try:
        return [by_name[name] for name in sorter.static_order()]
    except CycleError as error:
        raise ValueError(f"services wait for each other: {' -> '.join(error.args[1])}.") from error
