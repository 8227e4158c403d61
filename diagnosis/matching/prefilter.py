"""One pass over a text that tells which patterns are worth trying on which lines."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from ahocorasick_rs import BytesAhoCorasick


class Prefilter:
    """An automaton of all literals of all patterns. It is built when the first text is read."""

    def __init__(self, literals: Iterable[Iterable[bytes]]) -> None:
        """`literals` are each pattern's; a pattern is known by its place in them."""
        owners: dict[bytes, list[int]] = {}
        for index, each in enumerate(literals):
            for one in each:
                owners.setdefault(one, []).append(index)
        self._literals = list(owners)
        self._owners = list(owners.values())

    @cached_property
    def _automaton(self) -> BytesAhoCorasick:
        return BytesAhoCorasick(self._literals)

    def lines(self, folded: bytes) -> Iterator[tuple[int, set[int]]]:
        """Lines, counted from 0, that hold a literal, each with the patterns that own one there."""
        line, end, wanted = 0, -1, set[int]()
        for literal, start, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start > end:
                if wanted:
                    yield line, wanted
                    wanted = set()
                line += folded.count(b"\n", max(end, 0), start)
                end = folded.find(b"\n", start)
                end = len(folded) if end < 0 else end
            wanted.update(self._owners[literal])
        if wanted:
            yield line, wanted
