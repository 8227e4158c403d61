"""How answers leave a function: one word, from which the URL and the adapter both have theirs.

An adapter that streams behind a URL that buffers delivers everything at once, and so does the
other way round; neither says so.
"""

INVOKE_MODE = "RESPONSE_STREAM"
"""The URL's `invokeMode`."""

ADAPTER_INVOKE_MODE = INVOKE_MODE.lower()
"""The adapter's AWS_LWA_INVOKE_MODE, in the adapter's spelling."""
