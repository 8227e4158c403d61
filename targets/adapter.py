"""The web adapter that goes into a function's image: whether there is one at all."""

from collect.registry import NoFacts, image_facts, parse

_EMPTY = 4096
"""Bytes; an image of fewer holds no program."""


def adapter_problems(image: str) -> list[str]:
    """A sentence where the image that the adapter is copied from holds none.

    A machine without Rust makes such an image, so that the other targets' images can be built.
    Only a registry on this machine is asked; an empty `image` is the published one.
    """
    try:
        is_local = bool(image) and parse(image).is_local
        size = image_facts(image).size_bytes if is_local else _EMPTY
    except (ValueError, NoFacts):
        return []  # The build asks for it, too, and says what is wrong with it.
    if size >= _EMPTY:
        return []
    return [
        (
            f"`adapter_image` ({image}) holds no web adapter, without which no function starts: it "
            "was made on a machine without Rust; install Rust (https://rustup.rs) and run "
            "`make up`, or name an image that holds `/lambda-adapter`"
        )
    ]
