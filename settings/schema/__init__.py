"""The settings of a stack: these models are the schema in Pulumi.yaml and the reference in docs.

A default of None means that the value is computed (`auto` in Pulumi.yaml, with the rule in the
description) or absent (empty there). Ranges and contradictions are the components' to judge: here
stands what a setting is called, what type it has, and what it means. Times are seconds.
"""

from .application import ApplicationSettings
from .container import ContainerSettings
from .function import FunctionSettings, Vpc
from .gate import GateSettings
from .image import ImageSettings
from .section import Section
from .service import Autoscaling, HttpRoute, Ingress, Probe, ServiceSettings


class StackSettings(
    ImageSettings,
    ServiceSettings,
    ApplicationSettings,
    GateSettings,
    FunctionSettings,
    ContainerSettings,
):
    """Every setting of a stack."""


SECTIONS: tuple[type[Section], ...] = (
    ServiceSettings,
    ApplicationSettings,
    ImageSettings,
    GateSettings,
    FunctionSettings,
    ContainerSettings,
)
"""The sections in the order of the reference."""

__all__ = [
    "SECTIONS",
    "ApplicationSettings",
    "Autoscaling",
    "ContainerSettings",
    "FunctionSettings",
    "GateSettings",
    "HttpRoute",
    "ImageSettings",
    "Ingress",
    "Probe",
    "Section",
    "ServiceSettings",
    "StackSettings",
    "Vpc",
]
