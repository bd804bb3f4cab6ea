"""A finished tree to a host."""

from generator.deploy.deploy import Deployed, Order, deploy, rollback
from generator.deploy.kinds import host_of
from generator.deploy.live import DEPLOY
from generator.deploy.refuse import Wishes

__all__ = ["DEPLOY", "Deployed", "Order", "Wishes", "deploy", "host_of", "rollback"]
