"""Looking an image up and judging it, for its proof."""

from collections.abc import Iterator, Mapping
from typing import Any

from collect.registry import NoFacts, image_facts
from gate.image_judgement import TARGETS, Fault, Wanted, described, judge, judge_name, judge_unseen

_INPUTS = ("image", "platform", "target", "region")


class ImageRefused(Exception):
    """The image can't run where it is meant to, or nobody can say; the message says why."""


def prove(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Give the properties with what was found. Raises ImageRefused."""
    wanted = _read(properties)
    fault = judge_name(wanted)
    found = ""
    if fault is None:
        try:
            facts = image_facts(wanted.image)
        except NoFacts as error:
            fault = judge_unseen(wanted, error)
        else:
            fault, found = judge(wanted, facts), described(facts)
    if fault is not None:
        raise ImageRefused(str(fault))
    return {**properties, "found": found}


def is_changed(olds: Mapping[str, Any], news: Mapping[str, Any]) -> bool:
    """Whether the proof says nothing about what is wanted now."""
    return any((olds.get(name) or "") != (news.get(name) or "") for name in _INPUTS)


def problems(olds: Mapping[str, Any], news: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong already, by input. A registry that doesn't answer now may answer later."""
    target = str(news.get("target"))
    if not all(_is_known(news.get(name)) for name in _INPUTS):
        return
    if target not in TARGETS:
        yield "target", f'"{target}" is not one of {", ".join(TARGETS)}'
    elif is_changed(olds, news) and (fault := _certain(_read(news))):
        yield "", str(fault)  # it names the image; the engine would name it once more


def _certain(wanted: Wanted) -> Fault | None:
    if fault := judge_name(wanted):
        return fault
    try:
        return judge(wanted, image_facts(wanted.image))
    except NoFacts:
        return None


def _read(properties: Mapping[str, Any]) -> Wanted:
    return Wanted(*(str(properties.get(name) or "") for name in _INPUTS))


def _is_known(value: Any) -> bool:
    """The engine has a mark for a value that is not known yet; the SDK may wrap it as an output."""
    from pulumi.runtime.rpc import UNKNOWN

    return value is None or (isinstance(value, str) and value != UNKNOWN)
