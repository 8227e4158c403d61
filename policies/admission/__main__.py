"""`python -m policies.admission [PROFILE]...`: the policies as YAML, without the command line."""

import sys

from .documents import PROFILES, documents, manifest


def main(profiles: list[str]) -> int:
    """Print the policies of the profiles, all of them if none is named; gives the exit code."""
    wrong = [one for one in profiles if one not in PROFILES]
    if wrong:
        sys.stderr.write(f"{wrong[0]} is no profile: {', '.join(PROFILES)} are\n")
        return 2
    sys.stdout.write(manifest(documents(profiles or PROFILES)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
