"""The policy packs that are compared: ours, one that does nothing, and what most packs are."""

import subprocess
import venv
from pathlib import Path

OURS = Path(__file__).resolve().parents[1] / "policies"
_INSTALL_SECONDS = 180

# Our own pack, policies and all, without the judging: what the engine's asking costs alone.
_IDLE = """
import sys
from pathlib import Path

sys.path.insert(0, {repository!r})
from policies.pack.analyzer import Analyzer
from policies.pack.serving import listen
from policies.pack.stacks import Stacks
from policies.rules import registered
from pulumi.runtime.proto import analyzer_pb2


class Idle(Analyzer):
    def Remediate(self, request, context):
        return analyzer_pb2.RemediateResponse()

    def Analyze(self, request, context):
        return analyzer_pb2.AnalyzeResponse()

    AnalyzeStack = Analyze


listen(Idle(Stacks(registered(), Path.cwd())))
"""
_A_POLICY_A_RULE = """
from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy

def look(args, report):
    args.props.get("spec")

PolicyPack("plain", [
    ResourceValidationPolicy(f"rule-{{i}}", "one rule", look, EnforcementLevel.MANDATORY)
    for i in range({count})
])
"""
_SDK = ("pulumi==3.259.0", "pulumi-policy==1.21.0")


def ours(folder: Path) -> Path:
    """The repository's pack, under a path that no other run has."""
    pack = folder / "ours"
    pack.symlink_to(OURS)
    return pack


def idle(folder: Path) -> Path:
    """The same pack when it neither judges nor tells anything."""
    pack = folder / "idle"
    pack.mkdir()
    (pack / "PulumiPolicy.yaml").write_text((OURS / "PulumiPolicy.yaml").read_text())
    (pack / "__main__.py").write_text(_IDLE.format(repository=str(OURS.parent)))
    (pack / ".venv").symlink_to(OURS / ".venv")
    return pack


def a_policy_a_rule(folder: Path, count: int) -> Path | None:
    """A pack on the policy SDK with a policy for every rule; None if the SDK cannot be had."""
    pack = folder / "plain"
    pack.mkdir()
    (pack / "__main__.py").write_text(_A_POLICY_A_RULE.format(count=count))
    venv.create(pack / ".venv", with_pip=True)
    install = [str(python_of(pack)), "-m", "pip", "install", "--quiet", *_SDK]
    try:
        subprocess.run(install, check=True, capture_output=True, timeout=_INSTALL_SECONDS)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return pack


def python_of(pack: Path) -> Path:
    """The interpreter of a pack's own environment."""
    return pack / ".venv" / "bin" / "python"
