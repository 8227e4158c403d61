"""What all sections of the schema share."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Section(BaseModel):
    """A group of settings; names are camelCase outside and snake_case inside."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,  # an input may be a secret
        populate_by_name=True,
    )
