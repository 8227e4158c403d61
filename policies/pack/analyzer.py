"""The engine's analyzer service: what it calls, answered with the judgements."""

from collections.abc import Sequence
from typing import Any

from google.protobuf import empty_pb2, json_format
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc, plugin_pb2

from ..rules import registered
from .desk import Desk
from .families import by_family
from .inspections import Inspections
from .policies import (
    ADVICE,
    NAME,
    TOGETHER,
    TOGETHER_ADVICE,
    VERSION,
    Policy,
    pack_info,
    policies,
)
from .stacks import Stacks
from .together import Told, together
from .waivers import Waiver
from .wire import Draft


class Analyzer(analyzer_pb2_grpc.AnalyzerServicer):
    """Answers one call after another: the server has one thread for them.

    `faults` are sentences on waivers that excuse nothing, `inspections` what was found to have
    been changed past the program.
    """

    def __init__(
        self,
        stacks: Stacks,
        waivers: Sequence[Waiver] = (),
        faults: Sequence[str] = (),
        inspections: Inspections | None = None,
    ) -> None:
        families = by_family(registered().values())
        self._stacks = stacks
        self._faults = faults
        self._desk = Desk(families, stacks.choice, waivers, inspections)
        self._policies = {one.name: one for one in policies(families)}
        self._levels: dict[str, Any] = {}
        self._remediate = False

    def Handshake(self, _request: Any, _context: Any) -> Any:  # noqa: N802
        """Nothing to agree on."""
        return analyzer_pb2.AnalyzerHandshakeResponse()

    def Cancel(self, _request: Any, _context: Any) -> Any:  # noqa: N802
        """Nothing takes long enough to be cut off."""
        return empty_pb2.Empty()

    def GetPluginInfo(self, _request: Any, _context: Any) -> Any:  # noqa: N802
        """Give the pack's version."""
        return plugin_pb2.PluginInfo(version=VERSION)

    def GetAnalyzerInfo(self, _request: Any, _context: Any) -> Any:  # noqa: N802
        """List the policies."""
        return pack_info(self._policies.values(), self._remediate)

    def ConfigureStack(self, request: Any, _context: Any) -> Any:  # noqa: N802
        """Learn the stack and its configuration."""
        choice = self._stacks.hear(request.stack, dict(request.config))
        self._remediate = choice.remediate
        return analyzer_pb2.AnalyzerStackConfigureResponse()

    def Configure(self, request: Any, _context: Any) -> Any:  # noqa: N802
        """Learn what is configured of single policies: their level, and a family's rules."""
        told = request.policyConfig
        self._levels = {name: told[name].enforcementLevel for name in told}
        off = frozenset(name for name in told if self._levels[name] == analyzer_pb2.DISABLED)
        config = {name: json_format.MessageToDict(told[name].properties) for name in told}
        self._desk.configure(config, off)
        return empty_pb2.Empty()

    def Remediate(self, request: Any, _context: Any) -> Any:  # noqa: N802
        """Make the safe changes that the stack has asked for."""
        response = analyzer_pb2.RemediateResponse()
        mine = [one for one in self._policies.values() if self._remedies(one)]
        if mine and request.type.startswith("kubernetes:"):
            try:
                response.remediations.extend(_remediations(mine, request))
            except Exception as error:  # noqa: BLE001  # left as the user wrote it
                self._desk.faults[request.urn] = type(error).__name__
        return response

    def Analyze(self, request: Any, _context: Any) -> Any:  # noqa: N802
        """Judge one resource: by family what is mandatory, and then all advice."""
        response = analyzer_pb2.AnalyzeResponse()
        judgement = self._desk.judge(request)
        if judgement is None:
            return response
        advice = []
        for result in judgement.failures:
            message = self._desk.told(judgement, result)
            if judgement.mandatory(result, self._desk.waiver):
                family = self._policies[judgement.rulebook.families[result.rule.id]]
                self._tell(response, family, message)
            else:
                advice.append(message)
        for message in advice:
            self._tell(response, ADVICE, message)
        return response

    def AnalyzeStack(self, request: Any, _context: Any) -> Any:  # noqa: N802
        """Judge what several resources decide, and tell what is wrong with the configuration."""
        response = analyzer_pb2.AnalyzeResponse()
        resources = request.resources
        if resources:
            for fault in [*self._stacks.faults(resources[0].urn), *self._faults]:
                self._tell(response, TOGETHER, fault)
        for told in sorted(together(self._desk, resources), key=_advice_last):
            policy = TOGETHER if told.mandatory else TOGETHER_ADVICE
            self._tell(response, policy, told.message, told.urn)
        return response

    def _level(self, policy: Policy) -> Any:
        return self._levels.get(policy.name, policy.level(self._remediate))

    def _remedies(self, policy: Policy) -> bool:
        return bool(policy.remedies) and self._level(policy) == analyzer_pb2.REMEDIATE

    def _tell(self, response: Any, policy: Policy, message: str, urn: str = "") -> None:
        """Add a finding. What a remedy has left is mandatory; a policy that is off says nothing."""
        level = self._level(policy)
        if level == analyzer_pb2.DISABLED:
            return
        response.diagnostics.add(
            policyName=policy.name,
            policyPackName=NAME,
            policyPackVersion=VERSION,
            description=policy.title,
            message=f"{policy.title}\n{message}",
            enforcementLevel=analyzer_pb2.MANDATORY if level == analyzer_pb2.REMEDIATE else level,
            urn=urn,
        )


def _advice_last(told: Told) -> bool:
    return not told.mandatory


def _remediations(mine: Sequence[Policy], request: Any) -> list[Any]:
    """The properties after each policy that has changed something, one upon the other."""
    kind = request.type.rpartition(":")[2]
    draft = Draft(request.properties)
    return [
        analyzer_pb2.Remediation(
            policyName=policy.name,
            policyPackName=NAME,
            policyPackVersion=VERSION,
            description=policy.title,
            properties=draft.message(),
        )
        for policy in mine
        if _changed(policy, kind, draft)
    ]


def _changed(policy: Policy, kind: str, draft: Draft) -> bool:
    """Let all remedies of a policy make their changes; tells whether there were any."""
    changes = [remedy(kind, draft.data) for remedy in policy.remedies]
    return any(changes)
