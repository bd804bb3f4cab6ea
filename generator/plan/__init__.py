"""Every output of a site: its path, what it shows, and who asked for it."""

from generator.plan.addresses import Addresses
from generator.plan.edition import Edition, edition
from generator.plan.inputs import public_inputs
from generator.plan.outputs import Output, Plan, plan

__all__ = ["Addresses", "Edition", "Output", "Plan", "edition", "plan", "public_inputs"]
