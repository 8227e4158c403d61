"""`shipshape drift` over files: what it ends with, and what it says of its options."""

import json
from pathlib import Path
from typing import Any

import pytest

from ops.drift.asked import Asked, run
from ops.exits import Exit, Stopped
from tests.ops.shipshape import shipshape

MAP = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: web, namespace: shop}
data: {MODE: %s}
"""
SECRET = """\
---
apiVersion: v1
kind: Secret
metadata: {name: keys, namespace: shop}
%s
"""
WAIVER = """\
waivers:
- rule: drift
  match: {kind: ConfigMap, path: data.MODE}
  reason: "an experiment"
  owner: shop
  expires: %s
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with both sides, in which one value differs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desired.yaml").write_text(MAP % "fast")
    (tmp_path / "live.yaml").write_text(MAP % "slow")
    return tmp_path


def code(**more: Any) -> Exit:
    """How the command ends."""
    return run(Asked(desired=("desired.yaml",), live=("live.yaml",), **more))


def told(capsys: pytest.CaptureFixture[str], **more: Any) -> Any:
    """The document of `--output json`."""
    capsys.readouterr()
    code(output="json", **more)
    return json.loads(capsys.readouterr().out)


def test_no_drift_is_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And a line says how much was compared."""
    (folder / "live.yaml").write_text(MAP % "fast")
    assert code() is Exit.FINE
    assert capsys.readouterr().out == "1 object compared: no difference\n"


def test_drift_is_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Something missing, too."""
    assert code() is Exit.FINDINGS
    (folder / "live.yaml").write_text(MAP.replace("web", "other") % "fast")
    assert code() is Exit.FINDINGS
    assert [one["class"] for one in told(capsys)["differences"]] == ["missing"]


def test_what_cannot_be_read_is_3_unless_drift_was_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken document is named by its line; the others are compared."""
    broken = "---\na: [1\n"
    (folder / "live.yaml").write_text(MAP % "fast" + broken)
    assert code() is Exit.COULD_NOT_LOOK
    document = told(capsys)
    assert (document["compared"], document["differences"]) == (1, [])
    [sentence] = document["unread"]
    assert sentence.startswith("live.yaml:")
    (folder / "live.yaml").write_text(MAP % "slow" + broken)
    assert code() is Exit.FINDINGS


def test_secrets_are_hashes_in_every_output(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where one side has it plain and the other encoded."""
    (folder / "desired.yaml").write_text(SECRET % "stringData: {TOKEN: not-a-real-token}")
    (folder / "live.yaml").write_text(SECRET % "data: {TOKEN: bm90LWEtcmVhbC1vdGhlcg==}")
    for output in ("text", "json", "sarif", "patch"):
        assert code(output=output) is Exit.FINDINGS
    said = capsys.readouterr().out
    assert "sha256:" in said
    for value in ("not-a-real", "bm90LWEtcmVhb"):
        assert value not in said
    (folder / "live.yaml").write_text(SECRET % "data: {TOKEN: bm90LWEtcmVhbC10b2tlbg==}")
    assert code() is Exit.FINE


def test_a_waiver_excuses_until_its_day(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file in the folder is taken by itself; one by another name if it is named."""
    (folder / "waivers.yaml").write_text(WAIVER % "2999-01-31")
    assert code() is Exit.FINE
    [one] = told(capsys)["differences"]
    assert (one["class"], one["reason"]) == (
        "excluded",
        "excluded until 2999-01-31 by shop: an experiment",
    )
    (folder / "over.yaml").write_text(WAIVER % "2020-01-31")
    assert code(waivers="over.yaml") is Exit.FINDINGS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "waivers.yaml:1 is no YAML: "),
        ("\xff\xfe", "waivers.yaml is no YAML"),
        ("waivers: 7", "waivers.yaml: waivers have to be a list"),
        (WAIVER % "soon", "waivers.yaml: waivers[0] needs a day in expires, such as 2027-01-31"),
    ],
)
def test_mistakes_in_the_waivers(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    """None is taken half: each mistake is a line, and the command ends with 2."""
    (folder / "waivers.yaml").write_bytes(text.encode("latin-1"))
    with pytest.raises(Stopped) as stopped:
        code()
    assert stopped.value.code is Exit.USAGE
    assert f"shipshape: {said}" in capsys.readouterr().err


FILES = {"desired": ("desired.yaml",), "live": ("live.yaml",)}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"desired": ("desired.yaml",)}, "--desired and --live go together"),
        ({"live": ("live.yaml",)}, "--desired and --live go together"),
        ({**FILES, "revert": True}, "--program, --revert and --adopt take a stack, not files"),
        ({**FILES, "program": True}, "--program, --revert and --adopt take a stack, not files"),
        ({"revert": True, "adopt": True}, "--revert and --adopt contradict each other"),
        ({"revert": True, "program": True}, "what the program changed is `shipshape up`'s"),
        ({**FILES, "waivers": "nowhere.yaml"}, "nowhere.yaml has mistakes"),
        ({**FILES, "desired": ("nowhere.yaml",)}, "nothing is declared in nowhere.yaml: "),
        ({}, "there is no Pulumi.yaml in "),
    ],
)
def test_wrong_usage_is_2(folder: Path, options: dict[str, Any], said: str) -> None:  # noqa: ARG001
    """A sentence that names the options."""
    with pytest.raises(Stopped) as stopped:
        run(Asked(**options))
    assert stopped.value.code is Exit.USAGE
    assert said in stopped.value.sentence


def test_as_a_user_calls_it(folder: Path) -> None:
    """In a process of its own: the codes, stdout for the report and stderr for the rest."""
    files = ("--desired", "desired.yaml", "--live", "live.yaml")
    done = shipshape(folder, "drift", *files, "--output", "json")
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["summary"] == {"drift": 1}
    assert shipshape(folder, "drift", "--desired", "desired.yaml").returncode == 2
