"""One property of a resource: its two names, who sets it, and how it is written in the API."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from local.providers.aws import forms
from local.providers.aws.forms import Form


class Setter(Enum):
    """Who decides a property's value."""

    REQUIRED = "the program, always"
    OPTIONAL = "the program; without it there is none"
    COMPUTED = "the program, or AWS where the program says nothing"
    OUTPUT = "AWS alone"


@dataclass(frozen=True)
class Property:
    """A property of a resource or of a block in it.

    `api` is the field of the API that it stands for: empty where the provider itself gives it a
    meaning or where the resource's own code reads and writes it. `blank` is what an update sends
    to unset it. `silent` marks what endpoints may leave out of answers: what was asked stays.
    """

    name: str
    api: str = ""
    setter: Setter = Setter.OPTIONAL
    form: Form = forms.PLAIN
    default: Any = None
    blank: Any = None
    nested: tuple["Property", ...] = ()
    many: bool = False
    replaces: bool = False
    secret: bool = False
    local: bool = False
    silent: bool = False
    limits: tuple[int, int] | None = None
    choices: tuple[str, ...] = ()

    @property
    def is_input(self) -> bool:
        """Tell whether a program may set it."""
        return self.setter is not Setter.OUTPUT

    @property
    def is_kept(self) -> bool:
        """Tell whether an answer without it means that nothing is known, rather than none."""
        return self.silent or self.setter is Setter.COMPUTED


def named(properties: tuple[Property, ...]) -> Mapping[str, Property]:
    """The properties by their name in programs."""
    return {one.name: one for one in properties}


def asked(
    properties: tuple[Property, ...], inputs: Mapping[str, Any], *, update: bool = False
) -> dict[str, Any]:
    """The API's arguments for inputs; an update also sends the blanks of what is not set."""
    return dict(_arguments(properties, inputs, update=update))


def _arguments(
    properties: tuple[Property, ...], inputs: Mapping[str, Any], *, update: bool
) -> Iterator[tuple[str, Any]]:
    for one in properties:
        value = inputs.get(one.name)
        if not one.api or not one.is_input:
            continue
        if value is None:
            if update and one.blank is not None:
                yield one.api, one.blank
        elif one.nested and one.many:
            yield one.api, [asked(one.nested, item) for item in value]
        elif one.nested:
            yield one.api, asked(one.nested, value)
        else:
            yield one.api, one.form.written(value)


def answered(properties: tuple[Property, ...], answer: Mapping[str, Any]) -> dict[str, Any]:
    """An API's answer by the program's names, without what it does not say."""
    found = {}
    for one in properties:
        value = answer.get(one.api) if one.api else None
        if value is None:
            value = one.default if one.api and not one.is_kept else None
        elif one.nested and one.many:
            value = [answered(one.nested, item) for item in value]
        elif one.nested:
            value = answered(one.nested, value)
        else:
            value = one.form.read(value)
        if value is not None:
            found[one.name] = value
    return found
