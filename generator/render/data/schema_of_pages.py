"""The JSON Schema of what pages say to machines in JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN, _NODE, _TOP = ({"$ref": f"#/$defs/{name}"} for name in ("plain", "node", "top"))
_URL = {"type": "string", "format": "uri"}
_NODES: Mapping[str, str] = {
    "Article": "headline url inLanguage",
    "Claim": "text",
    "ClaimReview": "claimReviewed",
    "Country": "name",
    "Dataset": "name url description",
    "DefinedTermSet": "name",
    "FAQPage": "mainEntity",
    "Observation": "name url",
    "Organization": "name",
    "Person": "name",
    "WebPage": "name url",
    "WebSite": "name url",
}
"""The types of schema.org that pages have at the top, and what each of them always says."""

_NODE_FORM: dict[str, Any] = {
    "description": "A thing of schema.org: its type, and properties of that type.",
    "type": "object",
    "required": ["@type"],
    "properties": {"@type": {"type": "string", "pattern": "^[A-Z][A-Za-z]+$"}, "@id": _URL},
    "additionalProperties": {"anyOf": [_PLAIN, {"type": "array", "items": _PLAIN, "minItems": 1}]},
}
_PLAIN_FORM: dict[str, Any] = {
    "anyOf": [{"type": ["string", "number", "boolean"]}, _NODE,
              {"type": "object", "required": ["@id"], "maxProperties": 1, "properties": {"@id": _URL}}],
}  # fmt: skip
_TOP_FORM: dict[str, Any] = {
    "description": "A thing that a page is about.",
    "allOf": [
        _NODE,
        {"properties": {"@type": {"enum": list(_NODES)}}},
        *(
            {"if": {"properties": {"@type": {"const": kind}}}, "then": {"required": required.split()}}
            for kind, required in _NODES.items()
        ),
    ],
}
JSON_LD: dict[str, Any] = {
    "description": "What a page says to machines: one thing of schema.org, or several as a graph.",
    "type": "object",
    "required": ["@context"],
    "properties": {"@context": {"const": "https://schema.org"}},
    "oneOf": [
        {
            "required": ["@graph"],
            "properties": {"@graph": {"type": "array", "minItems": 1, "items": _TOP}},
        },
        {"required": ["@type"], "$ref": "#/$defs/top"},
    ],
    "$defs": {"plain": _PLAIN_FORM, "node": _NODE_FORM, "top": _TOP_FORM},
}
