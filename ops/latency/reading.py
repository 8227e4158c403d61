"""Reading scrapes: files, standard input, addresses; Prometheus text or nvidia-smi's CSV."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from collect.parsing import exposition, nvidia_smi
from collect.scrape import NoAnswer, scrape
from diagnosis.snapshot import Sample
from ops.exits import Exit, Stopped


@dataclass(frozen=True)
class Scrapes:
    """The samples, those of an earlier moment `seconds` before, and what was read in words."""

    samples: tuple[Sample, ...]
    before: tuple[Sample, ...] = ()
    seconds: float = 0.0
    looked_at: tuple[str, ...] = ()


def read_all(names: Sequence[str], before: Sequence[str], seconds: float) -> Scrapes:
    """Read files, `-` and addresses. Addresses are asked twice, `seconds` apart, for rates.

    Raises Stopped for what is not there, does not answer, or holds no metrics.
    """
    addresses = [name for name in names if _is_address(name)]
    earlier = [_samples(name) for name in [*before, *addresses]]
    if addresses and seconds:
        time.sleep(seconds)
    now = [_samples(name) for name in names]
    told = tuple(f"{name}: {len(found)} samples" for name, found in zip(names, now, strict=True))
    return Scrapes(
        tuple(one for found in now for one in found),
        tuple(one for found in earlier for one in found),
        seconds,
        told,
    )


def _samples(name: str) -> tuple[Sample, ...]:
    text = _text(name)
    if nvidia_smi.is_nvidia_smi(text):
        return nvidia_smi.samples(text)
    found, broken = exposition.samples(text)
    if not found:
        detail = f": {broken[0]}" if broken else ""
        raise Stopped(
            Exit.USAGE, f"{name} holds neither Prometheus text nor nvidia-smi's CSV{detail}"
        )
    return found


def _text(name: str) -> str:
    if name == "-":
        return sys.stdin.read()
    if _is_address(name):
        try:
            return scrape(name)
        except NoAnswer as error:
            raise Stopped(Exit.COULD_NOT_LOOK, str(error)) from error
    try:
        return Path(name).read_text(errors="replace")
    except OSError as error:
        raise Stopped(Exit.USAGE, f"{name} can't be read: {error.strerror}") from error


def _is_address(name: str) -> bool:
    return name.startswith(("http://", "https://"))
