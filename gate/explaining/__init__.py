"""From a failed resource to a text that says why, within a limit and whatever happens.

The work is done by a process of its own: a log of a gigabyte, a client that hangs or a crash in
native code end that process, and neither the engine's program nor its provider.
"""

from gate.explaining.asked import Asked, Explained
from gate.explaining.limited import explain

__all__ = ["Asked", "Explained", "explain"]
