"""The engine's report, each piece of news once. The lines are as the engine prints them."""

from ops.report.progress import Progress, shortened

ENGINE = """\
Updating (dev):

@ updating.....
 +  docker-build:index:Image web creating (0s)
@ updating....
 +  docker-build:index:Image web creating (0s) #0 building with "b" instance using remote driver
 +  docker-build:index:Image web creating (0s) #10 [deps 4/4] RUN npm ci
 +  docker-build:index:Image web creating (8s) #10 7.701 added 62 packages in 7s
 +  docker-build:index:Image web creating (9s) #10 DONE 8.2s
 +  docker-build:index:Image web creating (9s) #11 [deps 4/4] RUN npm ci
 +  docker-build:index:Image web creating (9s) #11 CACHED
 +  docker-build:index:Image web created (16s) #18 CACHED
 +  kubernetes:apps/v1:Deployment web creating (1s) [1/2] Waiting for pods
 +  kubernetes:apps/v1:Deployment web creating (2s) [1/2] Waiting for pods
 +  kubernetes:core/v1:Namespace web creating (0s) error: the cluster is unreachable
 +  kubernetes:core/v1:Namespace web **creating failed** error: the cluster is unreachable
    pulumi:pulumi:Stack shop-dev running error: update failed
    pulumi:pulumi:Stack shop-dev **failed** 1 error; 1 message
Diagnostics:
  kubernetes:core/v1:Namespace (web):
    error: the cluster is unreachable

Resources:
    + 4 created"""

TOLD = """\
Updating (dev):

 +  docker-build:index:Image web creating (0s)
    web: [deps 4/4] RUN npm ci
 +  docker-build:index:Image web created (16s)
    web: [1/2] Waiting for pods
 +  kubernetes:core/v1:Namespace web creating (0s) error: the cluster is unreachable
    pulumi:pulumi:Stack shop-dev running error: update failed
    pulumi:pulumi:Stack shop-dev **failed**
Diagnostics:
  kubernetes:core/v1:Namespace (web):
    error: the cluster is unreachable

Resources:
    + 4 created"""


def test_a_running_report_becomes_its_news() -> None:
    """The whole of it: repeated lines, dots and a build's chatter are left out."""
    progress = Progress()
    told = [progress.tell(line) for line in ENGINE.splitlines()]
    assert "\n".join(line for line in told if line is not None) == TOLD


def test_long_news_is_cut_at_80_columns() -> None:
    """An error is not: it is what the user needs whole."""
    progress = Progress()
    long = "x" * 200
    news = progress.tell(f" +  a:b/c:D web creating (1s) {long}")
    assert news == f"    web: {'x' * 70}…"
    error = progress.tell(f" +  a:b/c:D web creating (1s) error: {long}")
    assert error == f" +  a:b/c:D web creating (1s) error: {long}"
    assert shortened("short") == "short"


def test_colours_do_not_hide_a_row() -> None:
    """The same news in colour is the same news."""
    progress = Progress()
    assert progress.tell(" +  a:b/c:D web creating (0s)") is not None
    assert progress.tell(" \x1b[32m+\x1b[0m  a:b/c:D web \x1b[1mcreating\x1b[0m (3s)") is None
