"""Neo4j: a folder of tables for its importer and for a Cypher script, or a push to a running server.

The shape: entities and values as nodes; a relationship of the fact's own type where the outlet itself asserts the fact, so
that browsing never shows as true what was denied, rumoured or said by a party; and everything that any sentence says as

    (:Claim)-[:SUBJECT|OBJECT]->(:Entity)          (:Claim)-[:ATTRIBUTED_TO]->(:Entity)
    (:Claim)-[:FROM_SENTENCE]->(:Sentence)-[:PART_OF]->(:Article)

All three ways lead to the same graph, property by property.
"""

from __future__ import annotations

from kg.exports.neo4j.folder import write
from kg.exports.neo4j.names import node_label, relationship_type
from kg.exports.neo4j.push import Progress, Pushed, push

__all__ = ["Progress", "Pushed", "node_label", "push", "relationship_type", "write"]
