"""Why there are no facts about an image."""


class NoFacts(Exception):
    """The registry could not be asked, or gave no answer to rely on; the message is a sentence."""


class NotInRegistry(NoFacts):
    """The registry answered: it has no such image."""


class NotAllowed(NoFacts):
    """The registry shows the image to others only, or to nobody: it doesn't say which."""
