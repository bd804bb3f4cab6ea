"""Every output of a site: its path, what it shows, and who asked for it."""

from generator.plan.addresses import Addresses
from generator.plan.edition import Edition, edition, newest_first
from generator.plan.inputs import public_inputs
from generator.plan.limits import LIMITS, Limits
from generator.plan.lists import Lists, lists
from generator.plan.output import Output
from generator.plan.outputs import Plan, plan, plan_places
from generator.plan.popular import Popular, popular

__all__ = [
    "LIMITS",
    "Addresses",
    "Edition",
    "Limits",
    "Lists",
    "Output",
    "Plan",
    "Popular",
    "edition",
    "lists",
    "newest_first",
    "plan",
    "plan_places",
    "popular",
    "public_inputs",
]
