"""From a command line to a check: read the files it names, run, write the baseline."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from ops.check.baseline import Known, baseline, read_baseline
from ops.check.checked_file import BadFile
from ops.check.finding import Report
from ops.check.levels import Level
from ops.check.reading.folder import read_paths
from ops.check.reading.found import Reading
from ops.check.reading.text import decode
from ops.check.run import Terms, check, exit_code
from ops.check.selection import select
from ops.check.settings import Settings, read_settings
from ops.check.waivers import Waiver, read_waivers
from ops.exits import Exit
from policies.rules import registered
from policies.rules.configuration import ConfigurationError
from policies.rules.model import Rule

WAIVERS = "waivers.yaml"


class BadRequest(Exception):
    """The command line, or a file that it names, is wrong."""


class Unreachable(Exception):
    """The cluster could not be asked."""


@dataclass(frozen=True)
class Asked:
    """A command line of `shipshape check`; the fields are its options."""

    paths: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    everything: bool = False
    config: str | None = None
    fail_on: str = "error"
    unknown: str = "warn"
    output: str = "text"
    namespaces: tuple[str, ...] = ()
    context: str | None = None
    waivers: str | None = None
    baseline: str | None = None
    write_baseline: bool = False
    today: date = field(default_factory=lambda: datetime.now(UTC).date())


@dataclass(frozen=True)
class Done:
    """What came of it."""

    report: Report
    exit: Exit


def run(asked: Asked) -> Done:
    """Check what was asked for. Raises BadRequest before anything is judged, or Unreachable."""
    if not asked.paths and not asked.namespaces:
        raise BadRequest("nothing to check: give a PATH, - for standard input, or --namespace")
    if asked.write_baseline and not asked.baseline:
        raise BadRequest("--write-baseline needs --baseline FILE, the file to write")
    missing = [one for one in asked.paths if one != "-" and not Path(one).exists()]
    if missing:
        raise BadRequest(f"{missing[0]}: there is no such file or folder")
    try:
        terms = _terms(asked)
    except BadFile as bad:
        raise BadRequest(str(bad)) from None
    except ConfigurationError as bad:
        raise BadRequest("; ".join(one.message for one in bad.mistakes)) from None
    report = check(_read(asked), terms)
    if asked.write_baseline and asked.baseline:
        _write(Path(asked.baseline), baseline(report.findings, asked.baseline, terms.known))
        if terms.known is None:
            return Done(report, Exit.FINE)
    return Done(report, exit_code(report, Level[asked.fail_on.upper()], asked.unknown))


def _terms(asked: Asked) -> Terms:
    every = registered()
    settings = _settings(asked.config, every)
    rules = settings.over(every)
    selection = select(
        rules,
        (*settings.profiles, *asked.profiles),
        set(asked.ids),
        everything=asked.everything,
    )
    return Terms(
        selection,
        asked.today,
        settings.rules,
        _waivers(asked, settings, every),
        _known(asked),
        asked.baseline or "",
        asked.unknown,
    )


def _settings(file: str | None, every: Mapping[str, Rule]) -> Settings:
    return Settings() if file is None else read_settings(_text(file), file, every)


def _waivers(asked: Asked, settings: Settings, every: Mapping[str, Rule]) -> list[Waiver]:
    name = asked.waivers or settings.waivers or (WAIVERS if Path(WAIVERS).is_file() else "")
    if not name:
        return []
    return read_waivers(_text(name), name, every, asked.today, settings.longest_waiver)


def _known(asked: Asked) -> Known | None:
    if asked.baseline is None:
        return None
    if asked.write_baseline and not Path(asked.baseline).exists():
        return None
    return read_baseline(_text(asked.baseline), asked.baseline)


def _text(file: str) -> str:
    try:
        return decode(Path(file).read_bytes())
    except OSError as error:
        raise BadFile(f"{file}: {(error.strerror or 'unreadable').lower()}") from None


def _read(asked: Asked) -> Reading:
    reading = read_paths(asked.paths)
    if asked.namespaces:
        from collect.kubernetes import NoCluster
        from ops.check.reading.live import read_cluster

        try:
            reading.add([read_cluster(asked.namespaces, asked.context)])
        except NoCluster as error:
            raise Unreachable(f"the cluster could not be asked: {error}") from None
    return reading


def _write(file: Path, text: str) -> None:
    """Write a file whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
