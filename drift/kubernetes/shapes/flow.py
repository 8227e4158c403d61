"""How the API server shares itself out."""

from drift.walking.shape import SET, default, fields, ordered

from .metadata import object_of

_QUEUES = fields(queues=default(64), handSize=default(8), queueLengthLimit=default(50))
_LIMITED = fields(
    nominalConcurrencyShares=default(30),
    lendablePercent=default(0),
    limitResponse=fields(queuing=_QUEUES),
)

_RULES = ordered(
    fields(
        nonResourceRules=ordered(fields(nonResourceURLs=SET, verbs=SET)),
        resourceRules=ordered(fields(apiGroups=SET, namespaces=SET, resources=SET, verbs=SET)),
    )
)

_GROUP = "flowcontrol.apiserver.k8s.io"
FLOW = {
    (_GROUP, "FlowSchema"): object_of(spec=fields(matchingPrecedence=default(1000), rules=_RULES)),
    (_GROUP, "PriorityLevelConfiguration"): object_of(
        spec=fields(limited=_LIMITED, exempt=fields(lendablePercent=default(0)))
    ),
}
