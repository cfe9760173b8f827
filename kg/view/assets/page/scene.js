/* What the picture shows, of a state: which entities and facts, and where they stand. */

import { among, between, byFacts, neighbours, reach } from './graph.js';
import { passing } from './filters.js';
import { sized } from './looks.js';
import { columns, rings, settle } from './places.js';

const MOST = 150; // entities of a neighbourhood or a path that are shown at once
const ADDED = 24; // neighbours that come with an entity that is opened in a large graph

export function sceneOf(graph, data, state) {
  const passes = passing(graph, state);
  const { ids, places, needed = [] } = view(graph, data, state, passes);
  const edges = among(graph, ids).filter(passes);
  const shown = new Set([...edges.flatMap((edge) => [edge.from, edge.to]), ...needed]);
  const nodes = [...shown].map((id) => graph.nodes.get(id));
  return { nodes, edges, places, passes, kind: kindOf(data, state), ids, radii: sized(nodes) };
}

function kindOf(data, state) {
  if (state.path.length === 2) return 'path';
  if (state.focus) return 'focus';
  if (state.group !== '' && data.groups[state.group]) return 'group';
  return data.core && !state.all ? 'core' : 'whole';
}

function view(graph, data, state, passes) {
  const kind = kindOf(data, state);
  if (kind === 'path') return path(graph, state, passes);
  if (kind === 'focus') return neighbourhood(graph, state, passes);
  if (kind === 'group') return groupView(graph, data, state);
  const whole = () => new Map([...graph.nodes.values()].map((node) => [node.id, [node.x, node.y]]));
  return kind === 'core' ? opened(graph, data, state) : { ids: new Set(graph.nodes.keys()), places: whole() };
}

function path(graph, state, passes) {
  const found = between(graph, state.path[0], state.path[1], passes);
  const kept = new Map([...found].slice(0, MOST));
  const far = kept.size ? kept : new Map(state.path.map((id, at) => [id, at]));
  return { ids: new Set(far.keys()), places: columns(far), needed: state.path };
}

function neighbourhood(graph, state, passes) {
  const found = reach(graph, state.focus, state.depth, passes);
  const far = new Map([...found].slice(0, MOST)); // nearest first, and of one ring those with most facts
  const before = (id) => neighbours(graph, id, passes).filter((near) => far.get(near) === far.get(id) - 1);
  const family = (id) => { // neighbours of one kind of relation stand side by side
    const edge = graph.touching.get(state.focus).find((one) => passes(one) && (one.from === id || one.to === id));
    return `${edge.relation} ${edge.from === id} ${id}`;
  };
  return { ids: new Set(far.keys()), places: rings(far, before, family), needed: [state.focus] };
}

function groupView(graph, data, state) {
  const own = data.groups[state.group].places;
  const members = own ? Object.keys(own) : [...graph.nodes.values()].filter((node) => node.group === state.group).map((node) => node.id);
  const places = new Map(members.map((id) => [id, own ? own[id] : [graph.nodes.get(id).x, graph.nodes.get(id).y]]));
  return { ids: new Set(members), places };
}

function opened(graph, data, state) { // the core, and what the reader added to it
  const places = new Map(Object.entries(data.core));
  const add = (id, near) => { if (!places.has(id)) settle(places, id, places.get(near) || [0, 0]); };
  const times = new Map();
  const chosen = state.fact ? [graph.edges.get(state.fact).from, graph.edges.get(state.fact).to] : [state.entity].filter(Boolean);
  for (const id of [...state.open, ...chosen.filter((one) => !places.has(one))]) {
    times.set(id, (times.get(id) || 0) + 1);
    const around = neighbours(graph, id);
    add(id, around.find((near) => places.has(near)));
    for (const near of around.filter((one) => !places.has(one)).slice(0, times.get(id) === 1 && !state.open.includes(id) ? 12 : ADDED)) add(near, id);
  }
  return { ids: new Set(places.keys()), places, needed: chosen.filter((id) => places.has(id)) };
}

export const hiddenNeighbours = (graph, scene, id) => byFacts(graph, neighbours(graph, id, scene.passes).filter((near) => !scene.ids.has(near)));
