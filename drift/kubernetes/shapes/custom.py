"""Kinds of others that hold a pod template."""

from drift.walking.shape import default, fields

from .metadata import SELECTOR, object_of
from .pods import POD_TEMPLATE

CUSTOM = {
    ("argoproj.io", "Rollout"): object_of(
        spec=fields(replicas=default(1), selector=SELECTOR, template=POD_TEMPLATE)
    ),
    ("serving.knative.dev", "Service"): object_of(spec=fields(template=POD_TEMPLATE)),
}
