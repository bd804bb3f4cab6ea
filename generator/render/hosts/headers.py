"""The headers that a site wants from its host."""

from __future__ import annotations

from generator.render.pages.embed import POLICY as FRAMED_POLICY
from generator.render.pages.page import POLICY

__all__ = ["ASK_AGAIN", "EVERYWHERE", "FOR_EVER", "FRAMED_POLICY", "OPEN", "UNFRAMED_POLICY"]
# FRAMED_POLICY is that of pages that other sites may show in a frame.

UNFRAMED_POLICY = f"{POLICY}; frame-ancestors 'none'"
"""The policy of all other pages. Only a header can say it: `frame-ancestors` in a meta element is ignored (CSP 3)."""

EVERYWHERE = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    (
        "Permissions-Policy",
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
"""Headers of every answer."""

FOR_EVER = "public, max-age=31536000, immutable"
"""How long files are kept whose names tell their content (RFC 8246)."""

ASK_AGAIN = "no-cache"
"""How long all others are kept: as long as the host says that they are the newest (RFC 9111, 5.2.2.4)."""

OPEN = ("Access-Control-Allow-Origin", "*")
"""Data may be read by the programs of other sites."""
