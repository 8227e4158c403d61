"""What Pulumi's Kubernetes provider says of pods that don't become ready."""

import re

from collect.files.found import Found
from collect.files.page import Page, Section
from diagnosis.snapshot import Container, Platform, Pod, Ref, State, Statement

WORDS = ("containers with unready status",)

_UNREADY = re.compile(
    r"\[(?:Pod )?(?:(?P<namespace>[a-z0-9-]+)/)?(?P<name>[a-z0-9.-]+)\]:? "
    r"containers with unready status: \[(?P<containers>[^\]]*)\]"
    r"(?: -- \[(?P<reason>\w+)\] (?P<message>.*))?"
)


def read(page: Page, at: int) -> Section | None:
    """`[Pod shop/web-1]: containers with unready status: [api] -- [ErrImagePull] message`."""
    found = _UNREADY.search(page.line(at))
    if not found:
        return None
    reason, message = found["reason"] or "", (found["message"] or "").strip()
    state = State("waiting", reason, message) if reason else State()
    pod = Pod(
        Ref("Pod", found["name"], found["namespace"] or page.context.namespace),
        containers=tuple(
            Container(name, state=state, ready=False)
            for name in found["containers"].replace(",", " ").split()
        ),
    )
    said = Statement(
        page.line(at).strip(" *\t"), Platform.KUBERNETES, "Kubernetes provider", found["name"]
    )
    return Section(at + 1, Found(pods=[pod], statements=[said]))
