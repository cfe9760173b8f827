/* The network as vis-network draws it: what the scene holds, how it is moved, and what a click on it means. */

import { $ } from './dom.js';
import { DASHES, shade, theme } from './looks.js';
import { largestPart } from './graph.js';
import { painter } from './paint.js';

const MOVING = 300; // more entities than this do not move by themselves
const FAINT = 1500; // more entities than this are not greyed when one is chosen
const GENTLE = {
  enabled: true, solver: 'forceAtlas2Based', stabilization: false, maxVelocity: 9, minVelocity: 0.4, timestep: 0.35,
  forceAtlas2Based: { gravitationalConstant: -55, centralGravity: 0.006, springLength: 110, springConstant: 0.05, damping: 0.75, avoidOverlap: 0.3 },
};

export function pictureOf(graph, data, act) {
  const items = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
  const network = new vis.Network($('network'), items, JSON.parse(data.options));
  const frame = $('network').querySelector('.vis-network');
  frame.tabIndex = 0;
  frame.setAttribute('role', 'application');
  const moved = new Map(); // where the reader dragged entities to, in this kind of scene
  let scene = { nodes: [], edges: [], places: new Map(), radii: new Map(), kind: '' };
  let state = null;
  let dragged = false;
  let running = false; // physics
  const paint = painter(network, graph, data, () => ({ scene, state, dragged, place }));

  const place = (id) => state.pins[id] || moved.get(id) || scene.places.get(id) || [0, 0];

  function near() { // the chosen entity or fact with what touches it; null where nothing is chosen
    if (state.fact) { const edge = graph.edges.get(state.fact); return { nodes: new Set([edge.from, edge.to]), edge: (one) => one.id === state.fact }; }
    if (!state.entity) return null;
    const touching = graph.touching.get(state.entity);
    return { nodes: new Set([state.entity, ...touching.flatMap((edge) => [edge.from, edge.to])]), edge: (one) => one.from === state.entity || one.to === state.entity };
  }

  function nodeItem(node, close) {
    const [x, y] = place(node.id);
    const look = data.classes[node.type];
    const colour = shade(look.colour);
    const chosen = node.id === state.entity;
    return {
      id: node.id, x, y, size: scene.radii.get(node.id), shape: look.shape, fixed: Boolean(state.pins[node.id]), borderWidth: chosen ? 3 : 1.5, borderWidthSelected: 3,
      opacity: !close || close.nodes.has(node.id) ? 1 : 0.25, physics: state.move,
      color: { background: colour, border: chosen ? theme('ink') : theme('paper'), highlight: { background: colour, border: theme('ink') } },
    };
  }

  const thin = () => Math.min(1, (3 * scene.nodes.length) / (scene.edges.length + 1)); // a dense picture is fainter, so that its names stay readable

  function edgeItem(edge, close) {
    const relation = data.relations[edge.relation];
    const colour = shade(data.families[relation.family]);
    const on = !close || close.edge(edge);
    return {
      id: edge.id, from: edge.from, to: edge.to, dashes: DASHES[edge.standing], width: ((relation.typed ? 1.3 : 1) + 0.5 * Math.log2(edge.evidence.length)) * (scene.nodes.length > 150 ? 1.8 : 1), selectionWidth: 1.5,
      color: { color: colour, highlight: colour, opacity: on ? (close ? 0.95 : (relation.typed ? 0.7 : 0.45) * thin()) : 0.12 * thin() },
      arrows: { to: { enabled: true, scaleFactor: 0.5 } },
      smooth: edge.curve ? { enabled: true, type: edge.curve > 0 ? 'curvedCW' : 'curvedCCW', roundness: Math.abs(edge.curve) } : { enabled: false },
      selfReference: { size: 14 + 50 * Math.abs(edge.curve) },
    };
  }

  function replace(set, wanted) {
    const ids = new Set(wanted.map((item) => item.id));
    const gone = set.getIds().filter((id) => !ids.has(id));
    if (gone.length) set.remove(gone);
    set.update(wanted);
  }

  function draw(next, now) {
    if (!state || next.kind !== scene.kind || ['focus', 'depth', 'path', 'group'].some((key) => String(now[key]) !== String(state[key]))) moved.clear();
    [scene, state] = [next, now];
    const moving = state.move && scene.nodes.length <= MOVING;
    const close = scene.nodes.length <= FAINT ? near() : null;
    network.body.emitter.emit('_blockRedraw'); // each change below would draw everything
    const shown = new Set(scene.edges.map((edge) => edge.id));
    const gone = items.edges.getIds().filter((id) => !shown.has(id));
    if (gone.length) items.edges.remove(gone); // before their ends go
    replace(items.nodes, scene.nodes.map((node) => nodeItem(node, close)));
    replace(items.edges, scene.edges.map((edge) => edgeItem(edge, close)));
    if (moving !== running) { running = moving; network.setOptions({ physics: moving ? GENTLE : { enabled: false } }); }
    const selected = network.getSelection();
    if (selected.nodes.length || selected.edges.length) network.unselectAll();
    if (state.entity && items.nodes.get(state.entity)) network.setSelection({ nodes: [state.entity], edges: [] });
    if (state.fact && items.edges.get(state.fact)) network.setSelection({ nodes: [], edges: [state.fact] });
    network.body.emitter.emit('_allowRedraw');
    network.redraw();
  }

  function remember() { if (state.move) for (const [id, { x, y }] of Object.entries(network.getPositions())) moved.set(id, [x, y]); }

  function fit(all = false) { // the largest part that hangs together, without its far ends, or everything
    if (!scene.nodes.length) return;
    const every = scene.nodes.map((node) => node.id);
    const part = all ? every : largestPart(every, scene.edges);
    const ids = part.length > 0.6 * every.length ? part : every;
    const spots = network.getPositions(ids);
    const spread = (axis) => {
      const values = ids.map((id) => spots[id][axis]).sort((a, b) => a - b);
      const cut = all || ids.length < 60 ? 0 : Math.floor(ids.length * (frame.clientWidth < 600 ? 0.06 : 0.02));
      return [values[cut], values[values.length - 1 - cut]];
    };
    const [[left, right], [top, bottom]] = [spread('x'), spread('y')];
    const [wide, high] = [frame.clientWidth, frame.clientHeight];
    const scale = Math.min(1.25, (wide - (wide < 600 ? 40 : ['whole', 'core'].includes(scene.kind) ? 110 : 230)) / Math.max(right - left, 1), (high - 90) / Math.max(bottom - top, 1));
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.02), animation: false });
  }

  function central() { // the entity nearest to the middle of the picture
    const { x, y } = network.getViewPosition();
    const spots = network.getPositions();
    const far = (id) => Math.hypot(spots[id].x - x, spots[id].y - y);
    return Object.keys(spots).reduce((best, id) => (best === null || far(id) < far(best) ? id : best), null);
  }

  network.on('click', ({ nodes: [node], edges: [edge] }) => act.choose(node ? { entity: node } : edge ? { fact: edge } : {}));
  network.on('doubleClick', ({ nodes: [node] }) => { if (node) act.focus(node); });
  network.on('dragStart', () => { dragged = true; });
  network.on('dragEnd', ({ nodes }) => {
    dragged = false;
    const spots = network.getPositions(nodes);
    for (const id of nodes) moved.set(id, [spots[id].x, spots[id].y]);
    network.redraw();
  });
  network.on('afterDrawing', paint);
  frame.addEventListener('pointermove', (event) => {
    if (event.buttons || scene.nodes.length > FAINT) return;
    const at = { x: event.offsetX, y: event.offsetY };
    frame.style.cursor = network.getNodeAt(at) !== undefined || network.getEdgeAt(at) !== undefined ? 'pointer' : '';
  });

  return {
    draw, fit, central, remember, place, frame,
    zoom: (factor) => network.moveTo({ scale: network.getScale() * factor }),
    show: (id) => { if (items.nodes.get(id)) { const { x, y } = network.getPositions([id])[id]; network.moveTo({ position: { x, y }, scale: Math.max(network.getScale(), 0.8) }); } },
    spot: (id) => { const { x, y } = network.getPositions([id])[id]; return [x, y]; },
    onScreen: (id) => { const { x, y } = network.canvasToDOM(network.getPositions([id])[id]); return [x, y]; },
    redraw: () => network.redraw(),
    labels: () => paint.labels(),
    scale: () => network.getScale(),
    canvas: () => frame.querySelector('canvas'),
    mayMove: () => scene.nodes.length <= MOVING,
  };
}
