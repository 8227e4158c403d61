"""Starting a process apart from us."""

import os
import sys
import time
from pathlib import Path

from local.supervisor import launch, process


def test_it_leads_a_session_and_writes_its_own_log(tmp_path: Path) -> None:
    """Both streams, appended; its environment is exactly what was given."""
    log = tmp_path / "logs" / "one.log"
    code = (
        "import os, sys; "
        "print(os.getsid(0) == os.getpid()); print(os.environ['A'], file=sys.stderr)"
    )
    for value in ("first", "second"):
        pid = launch.launch([sys.executable, "-c", code], {"A": value}, log)
        os.waitpid(pid, 0)

    assert sorted(log.read_text("utf-8").splitlines()) == ["True", "True", "first", "second"]


def test_an_interrupt_at_the_terminal_does_not_reach_it(tmp_path: Path) -> None:
    """Its process group is not ours."""
    pid = launch.launch(["/bin/sleep", "60"], {}, tmp_path / "log")
    identity = process.identify(pid)
    assert identity is not None

    assert os.getpgid(pid) != os.getpgid(0)

    process.end(identity, 2)


def test_services_see_proxies_but_no_secrets() -> None:
    """What pulling an image needs, and nothing else of the user's environment."""
    theirs = {
        "PATH": "/bin",
        "HTTPS_PROXY": "http://proxy.test",
        "no_proxy": "localhost",
        "SSL_CERT_FILE": "/etc/ca.pem",
        "OPENAI_API_KEY": "obviously-fake",
        "PULUMI_CONFIG_PASSPHRASE": "obviously-fake",
    }

    assert launch.inherited(theirs) == {
        "PATH": "/bin",
        "HTTPS_PROXY": "http://proxy.test",
        "no_proxy": "localhost",
        "SSL_CERT_FILE": "/etc/ca.pem",
    }


def test_a_log_that_outgrew_its_limit_is_moved(tmp_path: Path) -> None:
    """The writer goes on in the emptied file; one older part is kept."""
    log = tmp_path / "one.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"x" * 100)
        assert launch.rotate(log, 50)
        writer.write(b"next\n")

    assert not launch.rotate(log, 50)
    assert log.read_bytes() == b"next\n"
    assert (tmp_path / "one.log.1").read_bytes() == b"x" * 50


def test_a_missing_program_is_an_error(tmp_path: Path) -> None:
    """The caller decides what to make of it."""
    began = time.monotonic()
    try:
        launch.launch([str(tmp_path / "none")], {}, tmp_path / "log")
    except FileNotFoundError:
        assert time.monotonic() - began < 1
    else:
        raise AssertionError
