"""Shipshape's components: a service's image, and the service on Kubernetes, AWS Lambda or Docker.

A library: it reads no configuration and knows no platform. The pure parts (probes, timeouts,
limits, the Dockerfile check) can be used alone.
"""

from .aws import (
    ImageRepository,
    ImageRepositoryArgs,
    LambdaService,
    LambdaServiceArgs,
    function_problems,
    repository_problems,
)
from .docker import DockerService, DockerServiceArgs, container_problems
from .drift_inspection import DriftInspection
from .image_args import ServiceImageArgs
from .image_plan import image_problems
from .inspection_args import DriftInspectionArgs, inspection_problems
from .keys import PROVIDERS, key_problem
from .kubernetes_service import KubernetesService, awaited_children
from .refusal import refuse
from .service_args import (
    AutoscalingArgs,
    HttpRouteArgs,
    IngressArgs,
    KubernetesServiceArgs,
    ProbeArgs,
)
from .service_check import service_problems
from .service_image import ServiceImage

__all__ = [
    "PROVIDERS",
    "AutoscalingArgs",
    "DockerService",
    "DockerServiceArgs",
    "DriftInspection",
    "DriftInspectionArgs",
    "HttpRouteArgs",
    "ImageRepository",
    "ImageRepositoryArgs",
    "IngressArgs",
    "KubernetesService",
    "KubernetesServiceArgs",
    "LambdaService",
    "LambdaServiceArgs",
    "ProbeArgs",
    "ServiceImage",
    "ServiceImageArgs",
    "awaited_children",
    "container_problems",
    "function_problems",
    "image_problems",
    "inspection_problems",
    "key_problem",
    "refuse",
    "repository_problems",
    "service_problems",
]
