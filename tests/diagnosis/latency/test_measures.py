"""Samples become measures: rates between scrapes, quantiles, the first source that has samples."""

import math

import pytest

from diagnosis.latency import Measure, decode_bound, knowledge, measures
from diagnosis.latency.histograms import quantile
from diagnosis.latency.judgement import bound_for
from diagnosis.latency.knowledge import BadThresholds
from diagnosis.snapshot import Sample

KNOWN = knowledge()


def buckets(*pairs: tuple[str, float]) -> list[Sample]:
    """The buckets of a histogram."""
    return [Sample("h_bucket", count, {"le": bound}) for bound, count in pairs]


@pytest.mark.parametrize(
    ("share", "expected"), [(0.5, 1.0), (0.25, 0.5), (0.75, 2.0), (0.99, 2.96), (1.0, 3.0)]
)
def test_a_quantile_is_interpolated_as_prometheus_does(share: float, expected: float) -> None:
    """Linear within a bucket; beyond the last bound, that bound."""
    told = buckets(("1", 50), ("3", 100), ("+Inf", 100))
    assert quantile(told, share) == pytest.approx(expected)


@pytest.mark.parametrize("told", [[], buckets(("1", 0), ("+Inf", 0)), buckets(("x", 4))])
def test_an_empty_histogram_has_no_quantile(told: list[Sample]) -> None:
    """Nothing was observed, so nothing is said."""
    assert quantile(told, 0.95) is None


def test_a_rate_takes_two_scrapes() -> None:
    """The growth over the seconds in between; with one scrape there is no rate."""
    now = [Sample("vllm:generation_tokens_total", 700.0, {"model_name": "m"})]
    before = [Sample("vllm:generation_tokens_total", 200.0, {"model_name": "m"})]
    rate = measures(now, KNOWN, before, 10.0)["token_rate"]
    assert rate == Measure("token_rate", 50.0, "tokens/s", "vllm:generation_tokens_total")
    assert "token_rate" not in measures(now, KNOWN)


def test_a_counter_without_an_earlier_scrape_has_no_rate() -> None:
    """Another source's earlier scrape says nothing of it: all that it ever counted is no growth."""
    now = [Sample("vllm:generation_tokens_total", 7e6), Sample("process_cpu_seconds_total", 40.0)]
    before = [Sample("process_cpu_seconds_total", 30.0)]
    found = measures(now, KNOWN, before, 10.0)
    assert found["cpu_cores"].value == 1.0
    assert "token_rate" not in found


def test_a_restarted_counter_counts_from_zero() -> None:
    """A counter that is lower than before began anew."""
    now = [Sample("vllm:generation_tokens_total", 30.0)]
    before = [Sample("vllm:generation_tokens_total", 900.0)]
    assert measures(now, KNOWN, before, 10.0)["token_rate"].value == 3.0


def test_a_histogram_between_scrapes_forgets_what_was_before() -> None:
    """The average of the new observations only."""
    before = [Sample("vllm:request_queue_time_seconds_sum", 100.0)]
    before += [Sample("vllm:request_queue_time_seconds_count", 10.0)]
    now = [Sample("vllm:request_queue_time_seconds_sum", 101.0)]
    now += [Sample("vllm:request_queue_time_seconds_count", 20.0)]
    assert measures(now, KNOWN, before, 5.0)["queue_time"].value == pytest.approx(0.1)
    assert measures(now, KNOWN)["queue_time"].value == pytest.approx(5.05)


def test_what_is_no_number_is_no_measure() -> None:
    """NaN and infinity, which exporters give for what they could not read."""
    samples = [Sample("DCGM_FI_DEV_GPU_TEMP", math.nan), Sample("DCGM_FI_PROF_SM_ACTIVE", math.inf)]
    assert measures(samples, KNOWN) == {}


def test_the_bound_is_bandwidth_over_weights() -> None:
    """16 GB of weights on 3.35 TB/s: at most 209 tokens a second of a sequence."""
    token = Measure("token_time", 0.010, "s", "m")
    bound = decode_bound(3.35e12, 16e9, {"token_time": token})
    assert bound.limit == pytest.approx(209.4, abs=0.1)
    assert bound.share == pytest.approx(100 / 209.4, abs=0.001)


@pytest.mark.parametrize(("bandwidth", "weights"), [(0, 1), (1, 0), (-1, 1)])
def test_a_bound_needs_both_numbers(bandwidth: float, weights: float) -> None:
    """Nothing is divided by zero."""
    with pytest.raises(ValueError, match="above zero"):
        decode_bound(bandwidth, weights, {})


def test_the_longest_name_of_a_gpu_counts() -> None:
    """`NVIDIA L40S` is no L4."""
    bound = bound_for("NVIDIA L40S", 2, 1e9, KNOWN, {})
    assert bound.bandwidth == 2 * KNOWN.memory_bandwidth["L40S"]


def test_an_unknown_gpu_is_refused_with_the_known_ones() -> None:
    """The sentence names what is known."""
    with pytest.raises(ValueError, match="known are H200"):
        bound_for("Voodoo 2", 1, 1e9, KNOWN, {})


def test_own_thresholds_replace_single_ones() -> None:
    """The others stay."""
    own = knowledge("thresholds: {first_token: {value: 5, source: our promise}}")
    assert own.thresholds["first_token"].value == 5.0
    assert own.thresholds["kv_cache_full"] == KNOWN.thresholds["kv_cache_full"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("thresholds: {nope: {value: 1}}", "there is no threshold `nope`"),
        ("thresholds: {waiting: {value: many}}", "the value of `waiting` is no number"),
        ("thresholds: {waiting: {value: true}}", "the value of `waiting` is no number"),
        ("[]", "a mapping `thresholds`"),
        ("", "a mapping `thresholds`"),
        ("a: [", "this is no YAML"),
    ],
)
def test_bad_thresholds_are_refused_in_one_sentence(text: str, said: str) -> None:
    """Each names the place."""
    with pytest.raises(BadThresholds, match=said):
        knowledge(text)
