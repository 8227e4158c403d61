"""`python -m local.aws`: the stand-in AWS until SIGTERM. The first line is its URL."""

import signal
import threading

import click

from local import registry
from local.aws.application import Application
from local.aws.registry import Registry
from local.aws.running.execution import Machine
from local.aws.running.pool import IDLE_SECONDS, Pool
from local.aws.server import serving
from local.functions import Instance
from local.paths import default_paths


@click.command()
@click.option("--port", default=0, help="Port on loopback; 0 for any that is free.")
@click.option("--registry", "host", default=registry.NAME, help="Registry that stands for ECR.")
@click.option("--settle", default=0.2, help="Seconds that a function is Pending.")
@click.option("--idle", default=IDLE_SECONDS, help="Seconds that an instance is kept warm.")
@click.option(
    "--period-scale",
    default=1.0,
    envvar="SHIPSHAPE_AWS_PERIOD_SCALE",
    help="Factor for the periods of alarms: 0.1 makes a minute six seconds.",
)
def main(port: int, host: str, settle: float, idle: float, period_scale: float) -> None:
    """Stand in for AWS on this machine."""
    paths = default_paths()
    machine = Machine(lambda spec, late: Instance.start(spec, paths, late), Pool(idle))
    application = Application(
        Registry(host), machine, settle_seconds=settle, period_scale=period_scale
    )
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    with serving(application, port) as url:
        click.echo(url)
        ended.wait()


if __name__ == "__main__":
    main(prog_name="python -m local.aws")
