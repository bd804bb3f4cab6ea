"""An entry's keys, read one by one: each reading gives a typed value and notes what is wrong with it."""

from generator.load.fields.fields import Fields, empty_document
from generator.load.fields.keys import SAYING
from generator.load.fields.notebook import Notebook

__all__ = ["SAYING", "Fields", "Notebook", "empty_document"]
