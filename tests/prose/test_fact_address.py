"""Addresses of facts: what they mean, and where they are wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Fault
from generator.model.address import FactAddress, parse_fact_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("rice-levy", FactAddress("rice-levy")),
        ("car-exports.us.2024", FactAddress("car-exports", ("us", "2024"))),
        ("seats.2024-Q1", FactAddress("seats", ("2024-Q1",))),
        (
            "us-base-tariff.2025-07-07?as_of=2025-06-01#trump",
            FactAddress("us-base-tariff", ("2025-07-07",), "2025-06-01", "trump"),
        ),
        ("a?as_of=2025", FactAddress("a", (), "2025")),
        ("a#b", FactAddress("a", (), "", "b")),
    ],
)
def test_an_address_is_read(written: str, address: FactAddress) -> None:
    assert parse_fact_address(written) == address


@pytest.mark.parametrize(
    ("written", "wrong", "hint"),
    [
        ("Rice Levy", "Rice Levy", "did you mean `rice-levy`?"),
        ("a_b.c", "a_b", "did you mean `a-b`?"),
        ("", "", ""),
        ("a.", "", ""),
        ("a..b", "", ""),
        ("a.b c", "b c", ""),
        ("a?asof=2025", "asof=2025", "did you mean `as_of`?"),
        ("a?x", "x", ""),
        ("a?as_of=soon", "soon", "write a date such as 2025-06-01"),
        ("a#B", "B", ""),
        ("a#", "", ""),
    ],
)
def test_a_wrong_address_says_what_is_wrong(written: str, wrong: str, hint: str) -> None:
    fault = parse_fact_address(written)
    assert isinstance(fault, Fault)
    assert fault.code == "E-REF-FORM"
    assert fault.length is not None
    assert written[fault.start : fault.start + fault.length] == wrong
    assert hint in fault.hint


@given(st.text(max_size=30))
def test_any_text_is_an_address_or_a_fault_inside_it(written: str) -> None:
    found = parse_fact_address(written)
    if isinstance(found, Fault):
        assert 0 <= found.start <= len(written)
