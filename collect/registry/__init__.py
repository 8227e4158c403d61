"""What a registry tells of an image, without pulling it."""

from .asking import image_facts
from .credentials import ecr_region
from .errors import NoFacts, NotAllowed, NotInRegistry
from .facts import ImageFacts
from .reference import Reference, parse

__all__ = [
    "ImageFacts",
    "NoFacts",
    "NotAllowed",
    "NotInRegistry",
    "Reference",
    "ecr_region",
    "image_facts",
    "parse",
]
