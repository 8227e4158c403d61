"""Two rules of the tests' own, so that no test depends on the wording of a real one."""

from collections.abc import Iterator

from policies.rules.model import Problem, Profile, Rule, Severity, Subject
from policies.rules.subjects import Container, Context, Object


def _image(container: Container, _context: Context) -> Iterator[Problem]:
    if str(container.data.get("image", "")).endswith(":latest"):
        yield Problem("image", "The image floats.")


def _replicas(one: Object, context: Context) -> Iterator[Problem]:
    if one.spec.get("replicas", 1) < context.settings["minimum"]:
        yield Problem("spec.replicas", "There are too few replicas.")


IMAGE = Rule(
    id="image-fixed",
    title="Images are fixed",
    severity=Severity.HIGH,
    profile=Profile.BASELINE,
    subject=Subject.CONTAINER,
    remediation="Pin the image.",
    check=_image,
    link="https://example.com/image-fixed",
    tags=("images",),
    frameworks=("CIS 5.5.1",),
    inline_waiver=True,
)
REPLICAS = Rule(
    id="replicas-enough",
    title="There are enough replicas",
    severity=Severity.MEDIUM,
    profile=Profile.RESTRICTED,
    subject=Subject.OBJECT,
    kinds=frozenset({"Deployment"}),
    remediation="Raise spec.replicas.",
    check=_replicas,
    settings={"minimum": 2},
)
RULES = {one.id: one for one in (IMAGE, REPLICAS)}

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: server
          image: example.com/web:latest
        - name: proxy
          image: example.com/proxy:1.4
"""
