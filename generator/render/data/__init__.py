"""Files for programs: facts, events and terms as JSON and CSV, and the schemas of the JSON."""

from generator.render.data.cells import as_csv, safe_cell
from generator.render.data.facts import fact_data_json, facts_json
from generator.render.data.lists import glossary_json, published_lock, timeline_json
from generator.render.data.schemas import SCHEMAS, schema_json
from generator.render.data.tables import fact_data_csv, facts_csv

__all__ = [
    "SCHEMAS",
    "as_csv",
    "fact_data_csv",
    "fact_data_json",
    "facts_csv",
    "facts_json",
    "glossary_json",
    "published_lock",
    "safe_cell",
    "schema_json",
    "timeline_json",
]
