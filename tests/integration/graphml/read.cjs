// Tells what Cytoscape.js or Graphology reads in a GraphML file: each node and each edge is a line of JSON.
// node read.cjs cytoscape|graphology MODULES FILE
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const [program, modules, file] = process.argv.slice(2);
const load = (name) => require(join(modules, name));
const text = readFileSync(file, "utf8");
const { JSDOM } = load("jsdom");
const { window } = new JSDOM("");

function line(kind, id, source, target, values) {
  process.stdout.write(JSON.stringify({ kind, id, source, target, values }) + "\n");
}

if (program === "cytoscape") {
  const cytoscape = load("cytoscape");
  load("cytoscape-graphml")(cytoscape, load("jquery")(window));
  const cy = cytoscape({ headless: true });
  cy.graphml({ layoutBy: "preset" });
  cy.graphml(text);
  cy.nodes().forEach((node) => line("node", node.id(), null, null, node.data()));
  cy.edges().forEach((edge) => line("edge", edge.id(), edge.source().id(), edge.target().id(), edge.data()));
} else {
  const { MultiDirectedGraph } = load("graphology");
  global.DOMParser = window.DOMParser;
  global.Document = window.Document;
  const graph = load("graphology-graphml/browser").parse(MultiDirectedGraph, text, { addMissingNodes: false });
  graph.forEachNode((node, values) => line("node", node, null, null, values));
  graph.forEachEdge((edge, values, source, target) => line("edge", edge, source, target, values));
}
