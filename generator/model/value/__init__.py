"""Values of facts: quantities, dates, yes and no, words, and lists of them."""

from generator.model.value.parse import ItemFault, parse_list, parse_value
from generator.model.value.quantity import parse_quantity
from generator.model.value.types import (
    SCALES,
    DateValue,
    Quantity,
    Several,
    Value,
    Words,
    YesNo,
    is_measured,
    plain_text,
)

__all__ = [
    "SCALES",
    "DateValue",
    "ItemFault",
    "Quantity",
    "Several",
    "Value",
    "Words",
    "YesNo",
    "is_measured",
    "parse_list",
    "parse_quantity",
    "parse_value",
    "plain_text",
]
