"""What `shipshape up` prints at its end."""

import json
from dataclasses import replace

from ops.guarded import Guarded
from ops.report.brought_up import BroughtUp, as_json, as_text

DIGEST = "sha256:" + "0123456789abcdef" * 4
UP = BroughtUp(
    stack="dev",
    url="http://localhost:30080/",
    image=f"localhost:5001/reference@{DIGEST}",
    changes={"create": 9, "same": 1, "update": 2},
    seconds={"prepare": 0.84, "update": 31.26, "health": 0.119},
)
TEXT = f"""
stack   dev
url     http://localhost:30080/
image   localhost:5001/reference
digest  {DIGEST}
changes 9 create, 2 update
time    prepare 0.8 s, update 31.3 s, health 0.1 s

Try it:
  curl -N http://localhost:30080/api/generate \\
    -H 'content-type: application/json' \\
    -d '{{"prompt": "Why do ships float?"}}'"""


def test_a_person_reads_where_it_is_and_how_to_try_it() -> None:
    """The whole text, and no line over 80 columns."""
    assert as_text(UP) == TEXT
    assert max(len(line) for line in TEXT.splitlines()) <= 80


def test_a_url_that_asks_who_is_calling_is_tried_with_a_signature() -> None:
    """Everything that curl needs for it; the keys stay in the shell."""
    lines = as_text(replace(UP, guarded=Guarded("chat", "live", "eu-west-1"))).splitlines()
    assert lines[-6:] == [
        "  curl -N http://localhost:30080/api/generate \\",
        "    --aws-sigv4 aws:amz:eu-west-1:lambda \\",
        '    --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \\',
        '    -H "x-amz-security-token: $AWS_SESSION_TOKEN" \\',
        "    -H 'content-type: application/json' \\",
        """    -d '{"prompt": "Why do ships float?"}'""",
    ]


def test_a_program_without_a_url_has_no_example() -> None:
    """Rows without a value are left out."""
    assert as_text(BroughtUp("dev", None, None, {"same": 4}, {"update": 1.0})) == (
        "\nstack   dev\nchanges none\ntime    update 1.0 s"
    )


def test_a_machine_reads_the_same() -> None:
    """One document."""
    assert json.loads(as_json(UP)) == {
        "stack": "dev",
        "url": "http://localhost:30080/",
        "image": f"localhost:5001/reference@{DIGEST}",
        "changes": {"create": 9, "same": 1, "update": 2},
        "seconds": {"prepare": 0.84, "update": 31.26, "health": 0.12},
    }
