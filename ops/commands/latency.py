"""`shipshape latency`: where the time of a slow answer goes."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ops.commands import options
from ops.exits import Exit, Stopped

if TYPE_CHECKING:
    from diagnosis.latency import Bound, Knowledge, Measure


@click.command("latency")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--before",
    multiple=True,
    metavar="FILE",
    help="An earlier scrape of the same, for rates (repeatable).",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    default=10.0,
    show_default=True,
    help="Time between the scrapes; an address is asked twice, so far apart.",
)
@click.option("--gpu", metavar="NAME", help="For the physical bound: H100 SXM, A100-SXM4-80GB, ...")
@click.option(
    "--gpus",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many GPUs share the weights.",
)
@click.option("--weights", metavar="SIZE", help="Bytes of the model's weights: 16GB, 14.9Gi.")
@click.option("--thresholds", metavar="FILE", help="Your own values for some thresholds.")
@options.output
def command(  # noqa: PLR0913, PLR0917  # one an option
    sources: tuple[str, ...],
    before: tuple[str, ...],
    seconds: float,
    gpu: str | None,
    gpus: int,
    weights: str | None,
    thresholds: str | None,
    output: str,
) -> None:
    """Name the bottleneck from Prometheus metrics or nvidia-smi's CSV.

    SOURCE is a saved scrape, - for standard input, or the address of a
    service's metrics: vLLM, TGI, SGLang, DCGM's exporter, cAdvisor, this
    package's reference service. Exit code 1 when a bottleneck is found, 2 for
    usage or what holds no metrics, 3 where an address did not answer.
    """
    from diagnosis.latency import judge, measures
    from ops.latency.reading import read_all
    from ops.report import latency as report

    known = _knowledge(thresholds)
    scrapes = read_all(sources, before, seconds)
    earlier = scrapes.before if seconds else ()
    measured = measures(scrapes.samples, known, earlier, scrapes.seconds)
    if not measured:
        told = "; ".join(scrapes.looked_at)
        raise Stopped(Exit.COULD_NOT_LOOK, f"none of the metrics is one that is known ({told})")
    bound = _bound(gpu, gpus, weights, known, measured)
    judged = judge(measured, known, bound)
    write = report.as_json if output == "json" else report.as_text
    click.echo(write(judged, scrapes.looked_at))
    if judged.bottlenecks:
        raise SystemExit(Exit.FINDINGS)


def _knowledge(thresholds: str | None) -> "Knowledge":
    from diagnosis.latency.knowledge import BadThresholds, knowledge

    if thresholds is None:
        return knowledge()
    try:
        return knowledge(Path(thresholds).read_text())
    except OSError as error:
        raise Stopped(Exit.USAGE, f"{thresholds} can't be read: {error.strerror}") from error
    except BadThresholds as error:
        raise Stopped(Exit.USAGE, f"{thresholds}: {error}") from error


def _bound(
    gpu: str | None,
    gpus: int,
    weights: str | None,
    known: "Knowledge",
    measured: "dict[str, Measure]",
) -> "Bound | None":
    from diagnosis.latency.judgement import bound_for
    from ops.latency.sizes import size

    if gpu is None and weights is None:
        return None
    if gpu is None or weights is None:
        raise Stopped(Exit.USAGE, "the physical bound takes both --gpu and --weights")
    try:
        return bound_for(gpu, gpus, size(weights), known, measured)
    except ValueError as error:
        raise Stopped(Exit.USAGE, f"--gpu {gpu} --weights {weights}: {error}") from error
