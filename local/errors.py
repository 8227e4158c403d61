"""The one exception that the embedded platform's effects raise."""


class CannotDo(Exception):
    """Something could not be done; the message is one sentence with the way out.

    The command line prints it without a traceback and ends with code 3.
    """
