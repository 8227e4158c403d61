"""From a command line to a tally: read, match, print, count."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from diagnosis.snapshot import Platform
from ops.diagnosing.patterns import load
from ops.exits import Exit, Stopped
from ops.following.chunks import Chunk, of_file, of_stream
from ops.following.matches import matches
from ops.following.tally import Tally
from ops.report import log_matches

_STDIN = "-"


@dataclass(frozen=True, slots=True)
class Followed:
    """A command line of `shipshape logs`; the fields are its options."""

    source: str | None = None
    follow: bool = False
    namespace: str | None = None
    selector: str | None = None
    pods: tuple[str, ...] = ()
    context: str | None = None
    named: tuple[str, ...] = ()

    @property
    def picked(self) -> bool:
        """Whether pods are asked for."""
        given = (self.namespace, self.selector, self.context)
        return bool(self.pods) or any(one is not None for one in given)


def follow(asked: Followed, output: str) -> Tally:
    """Print the matches as they come and the table at the end. Raises Stopped."""
    write = log_matches.as_json_line if output == "json" else log_matches.as_line
    end = log_matches.as_json_summary if output == "json" else log_matches.as_table
    tally = Tally()
    patterns = load(asked.named)
    platform = Platform.KUBERNETES if asked.picked else Platform.ANY
    try:
        for match in matches(_chunks(asked), patterns, platform):
            tally.add(match)
            _print(write(match))
    except KeyboardInterrupt:
        click.echo(err=True)
    _print(end(tally))
    return tally


def _print(text: str) -> None:
    # As bytes: a log may hold what a terminal's encoding, or none at all, can say.
    click.echo(text.encode(errors="replace"))


def _chunks(asked: Followed) -> Iterator[Chunk]:
    if asked.source is not None and asked.picked:
        raise Stopped(Exit.USAGE, "name a file, or pods, not both")
    if asked.picked:
        return _of_pods(asked)
    if asked.source is None:
        raise Stopped(Exit.USAGE, "name a file, - for standard input, or pods with --namespace")
    if asked.source == _STDIN:
        return of_stream(sys.stdin.buffer, "standard input")
    if not Path(asked.source).is_file():
        raise Stopped(Exit.USAGE, f"{asked.source} is no file")
    return of_file(Path(asked.source), follow=asked.follow)


def _of_pods(asked: Followed) -> Iterator[Chunk]:
    from collect.live.following import NotFollowed, pieces
    from collect.live.selection import Selection
    from collect.rollout import Access

    selection = Selection(
        namespace=asked.namespace or "",
        selector=asked.selector or "",
        names=asked.pods,
        access=Access(context=asked.context or ""),
    )
    try:
        for piece in pieces(selection, follow=asked.follow):
            yield Chunk(piece.origin, piece.data, live=asked.follow, role=piece.role)
    except NotFollowed as problem:
        raise Stopped(Exit.COULD_NOT_LOOK, str(problem)) from problem
