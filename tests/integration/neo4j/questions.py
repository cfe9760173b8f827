"""Questions that are asked twice, in Cypher of the database and in SPARQL of the graph that it was filled from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question in both languages; the columns are the same, the order of the rows is nobody's."""

    asks: str
    cypher: str
    sparql: str


QUESTIONS = (
    Question(
        "how many facts, and how many claims of them",
        "MATCH (c:Claim) RETURN count(DISTINCT c.fact), count(c)",
        "SELECT (COUNT(DISTINCT ?fact) AS ?facts) (COUNT(?e) AS ?claims) { ?e kg:fact ?fact }",
    ),
    Question(
        "entities by class",
        "MATCH (n:Entity) RETURN n.type, count(n)",
        """SELECT (STRAFTER(STR(?class), "ontology#") AS ?type) (COUNT(DISTINCT ?n) AS ?count) {
             { ?f rdf:subject ?n } UNION { ?f rdf:object ?n } UNION { ?e kg:attributedTo ?n }
             ?n a kg:Entity, ?class FILTER(STRSTARTS(STR(?class), STR(kgo:))) } GROUP BY ?class""",
    ),
    Question(
        "the class is a label too",
        "MATCH (n:Entity:Company) RETURN n.id, n.name",
        """SELECT DISTINCT ?n ?name {
             { ?f rdf:subject ?n } UNION { ?f rdf:object ?n } UNION { ?e kg:attributedTo ?n }
             ?n a kgo:Company ; rdfs:label ?name }""",
    ),
    Question(
        "every other name of an entity",
        "MATCH (n:Entity) UNWIND n.aliases AS alias RETURN n.id, alias",
        """SELECT DISTINCT ?n (STR(?alias) AS ?name) {
             { ?f rdf:subject ?n } UNION { ?f rdf:object ?n } UNION { ?e kg:attributedTo ?n }
             ?n rdfs:label ?label ; skos:prefLabel|skos:altLabel ?alias FILTER(STR(?alias) != STR(?label)) }""",
    ),
    Question(
        "the same thing in Wikidata",
        "MATCH (n:Entity) UNWIND n.sameAs AS same RETURN n.id, same",
        """SELECT DISTINCT ?n ?same {
             { ?f rdf:subject ?n } UNION { ?f rdf:object ?n } UNION { ?e kg:attributedTo ?n } ?n skos:exactMatch ?same }""",
    ),
    Question(
        "names that the ontology knows",
        "MATCH (n:Entity) WHERE n.known RETURN count(n)",
        """SELECT (COUNT(DISTINCT ?n) AS ?count) {
             { ?f rdf:subject ?n } UNION { ?f rdf:object ?n } UNION { ?e kg:attributedTo ?n } ?n kg:known true }""",
    ),
    Question(
        "who sanctions Huawei, in an outlet's own voice",
        "MATCH (a)-[:SANCTIONS]->(:Entity {name: 'Huawei'}) RETURN a.name",
        "SELECT ?name { ?a kgo:sanctions kge:huawei ; rdfs:label ?name }",
    ),
    Question(
        "every direct relationship",
        "MATCH (a)-[r]->(b:Entity) WHERE r.id IS NOT NULL RETURN a.id, r.relation, r.typed, b.id",
        """SELECT ?a (REPLACE(STR(?p), "^.*[#/]", "") AS ?relation) (STRSTARTS(STR(?p), STR(kgo:)) AS ?typed) ?b {
             ?f rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b . ?b a kg:Entity . ?a ?p ?b }""",
    ),
    Question(
        "pieces of evidence behind a direct relationship",
        "MATCH (a)-[r]->(b:Entity) WHERE r.evidence > 1 RETURN a.id, r.label, b.id, r.evidence",
        """SELECT ?a ?label ?b (COUNT(?e) AS ?count) {
             ?f rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b . ?b a kg:Entity . ?a ?p ?b . ?p rdfs:label ?label . ?e kg:fact ?f
           } GROUP BY ?a ?label ?b HAVING (COUNT(?e) > 1)""",
    ),
    Question(
        "paths of two steps that the outlets themselves assert",
        "MATCH (a:Entity)-[r]->(b:Entity)-[s]->(c:Entity) WHERE r.typed AND s.typed RETURN a.id, r.relation, b.id, s.relation, c.id",
        """SELECT ?a (STRAFTER(STR(?p), "#") AS ?r) ?b (STRAFTER(STR(?q), "#") AS ?s) ?c {
             ?f rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b . ?g rdf:subject ?b ; rdf:predicate ?q ; rdf:object ?c .
             ?a ?p ?b . ?b ?q ?c . ?c a kg:Entity
             FILTER(STRSTARTS(STR(?p), STR(kgo:)) && STRSTARTS(STR(?q), STR(kgo:)) && ?f != ?g) }""",
    ),
    Question(
        "claims by polarity and modality",
        "MATCH (c:Claim) RETURN c.polarity, c.modality, count(c)",
        """SELECT (STRAFTER(STR(?p), "#") AS ?polarity) (STRAFTER(STR(?m), "#") AS ?modality) (COUNT(?e) AS ?count) {
             ?e kg:fact ?f ; kg:polarity ?p ; kg:modality ?m } GROUP BY ?p ?m""",
    ),
    Question(
        "what is denied, in which sentence",
        """MATCH (c:Claim {polarity: 'negated'})-[:SUBJECT]->(a), (c)-[:OBJECT]->(b), (c)-[:FROM_SENTENCE]->(s)
           RETURN a.name, c.relationLabel, b.id, s.text""",
        """SELECT ?name ?label ?b ?text {
             ?e kg:polarity kg:negated ; kg:fact ?f ; kg:sentence/kg:text ?text .
             ?f rdf:subject/rdfs:label ?name ; rdf:predicate/rdfs:label ?label ; rdf:object ?b . ?b a kg:Entity }""",
    ),
    Question(
        "facts that one sentence affirms and another denies",
        """MATCH (c:Claim {polarity: 'affirmed'})-[:SUBJECT]->(a), (d:Claim {polarity: 'negated', fact: c.fact})-[:OBJECT]->(b)
           RETURN DISTINCT a.name, c.relationLabel, b.name""",
        """SELECT DISTINCT ?name ?label ?object {
             ?c kg:fact ?f ; kg:polarity kg:affirmed . ?d kg:fact ?f ; kg:polarity kg:negated .
             ?f rdf:subject/rdfs:label ?name ; rdf:predicate/rdfs:label ?label ; rdf:object/rdfs:label ?object }""",
    ),
    Question(
        "who speaks, and how often",
        "MATCH (c:Claim)-[:ATTRIBUTED_TO]->(who) RETURN who.name, count(c)",
        "SELECT ?name (COUNT(?e) AS ?count) { ?e kg:attributedTo/rdfs:label ?name } GROUP BY ?name",
    ),
    Question(
        "who says what of whom",
        """MATCH (a)<-[:SUBJECT]-(c:Claim) WHERE c.attribution IS NOT NULL RETURN a.name, c.relationLabel, c.attribution""",
        """SELECT ?name ?label ?who {
             ?e kg:fact ?f ; kg:attributionText ?words . ?f rdf:subject/rdfs:label ?name ; rdf:predicate/rdfs:label ?label
             OPTIONAL { ?e kg:attributedTo/rdfs:label ?speaker } BIND(COALESCE(?speaker, ?words) AS ?who) }""",
    ),
    Question(
        "what is planned or possible",
        """MATCH (a)<-[:SUBJECT]-(c:Claim)-[:FROM_SENTENCE]->(s) WHERE c.modality IN ['planned', 'possible']
           RETURN a.name, c.relationLabel, c.modality, s.text""",
        """SELECT ?name ?label (STRAFTER(STR(?m), "#") AS ?modality) ?text {
             ?e kg:fact ?f ; kg:modality ?m ; kg:sentence/kg:text ?text FILTER(?m IN (kg:planned, kg:possible))
             ?f rdf:subject/rdfs:label ?name ; rdf:predicate/rdfs:label ?label }""",
    ),
    Question(
        "claims with a time of their own",
        "MATCH (c:Claim)-[:SUBJECT]->(a) WHERE c.time IS NOT NULL RETURN a.name, c.relationLabel, c.time",
        """SELECT ?name ?label (STR(?t) AS ?time) {
             ?e kg:fact ?f ; kg:time ?t . ?f rdf:subject/rdfs:label ?name ; rdf:predicate/rdfs:label ?label }""",
    ),
    Question(
        "claims about a year, by the day it begins with",
        """MATCH (c:Claim)-[:SUBJECT]->(a) WHERE c.startDate >= date('2018-01-01') AND c.startDate < date('2019-01-01')
           RETURN a.name, c.relationLabel, c.time""",
        """SELECT ?name ?label (STR(?t) AS ?time) {
             ?e kg:fact ?f ; kg:time ?t . ?f rdf:subject/rdfs:label ?name ; rdf:predicate/rdfs:label ?label
             FILTER(STRSTARTS(STR(?t), "2018")) }""",
    ),
    Question(
        "confidence, added up by relation",
        "MATCH (c:Claim) RETURN c.relation, c.typed, sum(c.confidence)",
        """SELECT (REPLACE(STR(?p), "^.*[#/]", "") AS ?relation) (STRSTARTS(STR(?p), STR(kgo:)) AS ?typed) (SUM(?c) AS ?sum) {
             ?e kg:fact/rdf:predicate ?p ; kg:confidence ?c } GROUP BY ?p""",
    ),
    Question(
        "amounts, as they were written down",
        "MATCH (a)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(v:Value) RETURN DISTINCT a.name, c.relationLabel, v.value",
        """SELECT ?name ?label ?value {
             ?f kg:value ?value ; rdf:subject/rdfs:label ?name ; rdf:predicate/rdfs:label ?label }""",
    ),
    Question(
        "roles and sums that go with a claim",
        """MATCH (c:Claim)-[:SUBJECT]->(a) WHERE c.role IS NOT NULL OR c.amount IS NOT NULL
           RETURN a.name, c.relationLabel, c.role, c.amount""",
        """SELECT ?name ?label ?role ?amount {
             ?e kg:fact ?f . ?f rdf:subject/rdfs:label ?name ; rdf:predicate/rdfs:label ?label
             OPTIONAL { ?e kg:role ?role } OPTIONAL { ?e kg:amount ?amount } FILTER(BOUND(?role) || BOUND(?amount)) }""",
    ),
    Question(
        "the articles",
        "MATCH (a:Article) RETURN a.id, a.title, a.source, a.language, toString(a.published)",
        """SELECT DISTINCT ?id ?title ?source ?language (STR(?day) AS ?published) {
             ?e kg:inArticle ?a . ?e kg:fact ?f . ?a dcterms:identifier ?id ; dcterms:title ?title ; dcterms:language ?language .
             OPTIONAL { ?a dcterms:publisher ?source } OPTIONAL { ?a dcterms:issued ?day } }""",
    ),
    Question(
        "facts by article",
        "MATCH (c:Claim)-[:FROM_SENTENCE]->()-[:PART_OF]->(a:Article) RETURN a.id, count(DISTINCT c.fact)",
        "SELECT ?id (COUNT(DISTINCT ?f) AS ?count) { ?e kg:fact ?f ; kg:inArticle/dcterms:identifier ?id } GROUP BY ?id",
    ),
    Question(
        "sentences that speak of Huawei",
        """MATCH (e:Entity {name: 'Huawei'})<-[:SUBJECT|OBJECT]-(:Claim)-[:FROM_SENTENCE]->(s:Sentence)-[:PART_OF]->(a)
           RETURN DISTINCT a.id, s.start, s.end, s.text""",
        """SELECT DISTINCT ?id ?start ?end ?text {
             { ?f rdf:subject kge:huawei } UNION { ?f rdf:object kge:huawei } ?e kg:fact ?f ; kg:sentence ?s .
             ?s kg:text ?text ; kg:inArticle/dcterms:identifier ?id .
             BIND(STRBEFORE(STRAFTER(STR(?s), "#char="), ",") AS ?start) BIND(STRAFTER(STRAFTER(STR(?s), "#char="), ",") AS ?end) }""",
    ),
    Question(
        "how many facts an entity is in",
        "MATCH (n:Entity)<-[:SUBJECT|OBJECT]-(c:Claim) RETURN n.id, count(DISTINCT c.fact)",
        "SELECT ?n (COUNT(DISTINCT ?f) AS ?count) { { ?f rdf:subject ?n } UNION { ?f rdf:object ?n } ?n a kg:Entity } GROUP BY ?n",
    ),
)  # fmt: skip
