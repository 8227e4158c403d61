"""Metrics as they are saved: whole, cut off, and from nvidia-smi."""

import pytest

from collect.parsing import exposition, nvidia_smi
from diagnosis.snapshot import Sample

SMI = (
    "index, name, utilization.gpu [%], power.draw [W], clocks_throttle_reasons.active, ecc.mode\n"
    "0, NVIDIA L4, 7 %, [N/A], 0x0000000000000040, Disabled\n"
    "0, NVIDIA L4, 9 %, 31.50 W, 0x0000000000000000, Disabled\n"
)


def test_samples_keep_names_labels_and_values() -> None:
    """Colons, escaped quotes, timestamps and special numbers."""
    text = (
        "# HELP a b\n# TYPE a counter\n"
        'vllm:x{model_name="a\\"b"} 1.5 1700000000000\n'
        "plain_total 3\n"
        'h_bucket{le="+Inf"} 4\n'
    )
    assert exposition.samples(text) == (
        (
            Sample("vllm:x", 1.5, {"model_name": 'a"b'}),
            Sample("plain_total", 3.0),
            Sample("h_bucket", 4.0, {"le": "+Inf"}),
        ),
        (),
    )


def test_a_broken_line_costs_itself() -> None:
    """A scrape that was cut off keeps what it has, and says what it lost."""
    samples, broken = exposition.samples('a 1\nb{c="d\ne 2\n')
    assert [one.name for one in samples] == ["a", "e"]
    assert broken == ('line 2 is no sample: b{c="d',)


def test_the_last_row_of_a_gpu_counts() -> None:
    """`nvidia-smi -l` repeats its rows; what is not available is left out."""
    labels = {"gpu": "0", "modelName": "NVIDIA L4"}
    assert nvidia_smi.samples(SMI) == (
        Sample("nvidia_smi_utilization_gpu", 9.0, labels),
        Sample("nvidia_smi_power_draw", 31.5, labels),
        Sample("nvidia_smi_clocks_throttle_reasons_active", 0.0, labels),
        Sample("nvidia_smi_ecc_mode", 0.0, labels),
    )


@pytest.mark.parametrize(
    ("text", "is_one"),
    [(SMI, True), ("\ufeff" + SMI, True), ("a,b\n1,2\n", False), ("up 1\n", False), ("", False)],
)
def test_the_header_tells(text: str, is_one: bool) -> None:
    """Other CSV is not taken for it."""
    assert nvidia_smi.is_nvidia_smi(text) is is_one
