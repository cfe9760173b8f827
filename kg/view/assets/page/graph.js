/* The facts as a graph: who touches whom, how far, and by which way. Nothing here knows how it looks. */

export function graphOf(data) {
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
  const touching = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) {
    touching.get(edge.from).push(edge);
    if (edge.to !== edge.from) touching.get(edge.to).push(edge);
  }
  return { nodes, edges, touching };
}

const other = (edge, id) => (edge.from === id ? edge.to : edge.from);
export const everything = () => true;

export function byFacts(graph, ids) { // those with most facts first
  return [...ids].sort((a, b) => graph.nodes.get(b).facts - graph.nodes.get(a).facts || (a < b ? -1 : 1));
}

export function neighbours(graph, id, passes = everything) {
  const found = new Set(graph.touching.get(id).filter(passes).map((edge) => other(edge, id)));
  found.delete(id);
  return byFacts(graph, found);
}

export function among(graph, ids) { // the edges that have both ends in the set
  const found = [];
  for (const id of ids) for (const edge of graph.touching.get(id)) if (edge.from === id && ids.has(edge.to)) found.push(edge);
  return found;
}

export function reach(graph, id, depth, passes = everything) { // entities by their distance, up to a depth
  const far = new Map([[id, 0]]);
  let ring = [id];
  for (let step = 1; step <= depth; step += 1) {
    const next = [];
    for (const here of ring) for (const there of neighbours(graph, here, passes)) if (!far.has(there)) { far.set(there, step); next.push(there); }
    ring = next;
  }
  return far;
}

export function between(graph, start, goal, passes = everything) { // entities on the shortest ways, by distance from the start; empty without a way
  const back = new Map([[start, []]]);
  const far = new Map([[start, 0]]);
  for (let ring = [start]; ring.length && !far.has(goal);) {
    const next = [];
    for (const here of ring) {
      for (const there of neighbours(graph, here, passes)) {
        if (!far.has(there)) { far.set(there, far.get(here) + 1); back.set(there, []); next.push(there); }
        if (far.get(there) === far.get(here) + 1) back.get(there).push(here);
      }
    }
    ring = next;
  }
  if (!far.has(goal)) return new Map();
  const found = new Map();
  for (let ring = [goal]; ring.length;) {
    ring.forEach((id) => found.set(id, far.get(id)));
    ring = [...new Set(ring.flatMap((id) => back.get(id)))].filter((id) => !found.has(id));
  }
  return found;
}

export function largestPart(ids, edges) { // the largest set of entities that hang together
  const next = new Map([...ids].map((id) => [id, []]));
  for (const edge of edges) { next.get(edge.from).push(edge.to); next.get(edge.to).push(edge.from); }
  let best = [];
  const seen = new Set();
  for (const id of ids) {
    if (seen.has(id)) continue;
    const part = [id];
    seen.add(id);
    for (let at = 0; at < part.length; at += 1) for (const there of next.get(part[at])) if (!seen.has(there)) { seen.add(there); part.push(there); }
    if (part.length > best.length) best = part;
  }
  return best;
}
