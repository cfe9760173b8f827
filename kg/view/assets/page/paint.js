/* What is painted over the network: names that have room, relations on edges that are long enough, crosses on what is denied.

   Names keep their size on the screen however far the picture is away, and none covers another. */

import { along, control } from './curves.js';
import { board, labelled } from './labels.js';
import { theme } from './looks.js';
import { nameOf, say, voice } from './words.js';

const MOST = 500; // labels that are tried
const OBSTACLES = 60; // of the largest entities, which no label may cover
const HUBS = 12;
const SHORT = 64; // pixels; a shorter edge has room for no word
const LONGEST = 34;

const cut = (text) => { const letters = [...text]; return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : text; };
const oneLine = (text) => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim(); // a name cannot turn the writing of what stands beside it

export const nodeText = (node) => cut(oneLine(nameOf(node)));

export function edgeText(edge, data) { // the relation, and who says so where it is not the outlet
  const who = voice(edge) && cut(oneLine(voice(edge)));
  const told = { said: who && say('says_short', { who }), uncertain: who ? `${say(edge.modality)}, ${who}` : say(edge.modality), denied: who ? say('denied_by', { who }) : say('denied') }[edge.standing];
  return { name: cut(oneLine(nameOf(data.relations[edge.relation]))), told: told || '' };
}

export function painter(network, graph, data, now) {
  const widths = new Map();
  let placed = [];

  function width(context, text) {
    const key = `${context.font} ${text}`;
    if (!widths.has(key)) widths.set(key, context.measureText(text).width);
    return widths.get(key);
  }


  function sketch(context, look) { // where all nodes and edges are on the screen
    const scale = network.getScale();
    const spots = network.getPositions(look.scene.nodes.map((node) => node.id));
    const { x: dx, y: dy } = network.canvasToDOM({ x: 0, y: 0 });
    const at = (id) => [spots[id].x * scale + dx, spots[id].y * scale + dy];
    return { scale, at };
  }

  function names(context, look, { scale, at }, taken, area) {
    const { scene, state } = look;
    const chosen = new Set([state.entity, state.focus, ...state.path]);
    if (state.fact) { const { from, to } = graph.edges.get(state.fact); chosen.add(from).add(to); }
    const around = state.entity ? new Set(graph.touching.get(state.entity).flatMap((edge) => [edge.from, edge.to])) : null;
    const rank = (node) => (chosen.has(node.id) ? 2e6 : around && around.has(node.id) ? 1e6 : 0) + node.facts;
    const inside = scene.nodes.map((node) => ({ node, spot: at(node.id) })).filter(({ spot: [x, y] }) => x > -20 && y > -20 && x < area[0] + 20 && y < area[1] + 20)
      .sort((a, b) => rank(b.node) - rank(a.node) || (a.node.id < b.node.id ? -1 : 1));
    for (const { node, spot: [x, y] } of inside.slice(0, OBSTACLES)) {
      const r = scene.radii.get(node.id) * scale * 0.8;
      taken.take([x - r, y - r, x + r, y + r], node.id);
    }
    const wanted = inside.slice(0, MOST).map(({ node, spot: [x, y] }) => {
      const radius = scene.radii.get(node.id);
      const pixels = 11 + 0.22 * radius;
      const strong = chosen.has(node.id) || radius >= 15;
      context.font = `${strong ? 600 : 400} ${pixels}px ${look.face}`;
      const text = nodeText(node);
      return { id: node.id, text, font: context.font, x, y, radius: radius * scale, width: width(context, text) + 4, height: pixels * 1.2, faint: Boolean(around ? !around.has(node.id) : state.fact && !chosen.has(node.id)) };
    });
    return labelled(wanted.filter((label) => label.text), taken, area, HUBS);
  }

  function relations(context, look, { at }, taken) {
    const { scene, state } = look;
    const font = `italic 11.5px ${look.face}`;
    context.font = font;
    const chosen = (edge) => edge.id === state.fact || (state.entity && (edge.from === state.entity || edge.to === state.entity));
    const found = [];
    const ordered = scene.edges.length > MOST ? scene.edges.filter(chosen) : [...scene.edges].sort((a, b) => Number(Boolean(chosen(b))) - Number(Boolean(chosen(a))) || b.evidence.length - a.evidence.length || (a.id < b.id ? -1 : 1));
    for (const edge of ordered) {
      if (edge.from === edge.to || !look.near(edge)) continue;
      const [a, b] = [at(edge.from), at(edge.to)];
      if (Math.hypot(a[0] - b[0], a[1] - b[1]) < SHORT && edge.id !== state.fact) continue;
      const { name, told } = edgeText(edge, data);
      const struck = width(context, name);
      const wide = struck + (told ? width(context, ` · ${told}`) : 0) + 6;
      const run = Math.hypot(a[0] - b[0], a[1] - b[1]);
      if (run < wide * 0.8 + 24 && edge.id !== state.fact) continue;
      const [x, y] = along(a, control(a, b, edge.curve), b, 0.5);
      const box = [x - wide / 2, y - 8, x + wide / 2, y + 8];
      if (!taken.free(box, edge.id) && edge.id !== state.fact) continue;
      taken.take(box, edge.id);
      found.push({ id: edge.id, edge, text: name, told, struck, font, box });
    }
    return found;
  }

  function crosses(context, look, { at, scale }, covered) { // what is denied is crossed out, where no struck word says so
    const half = Math.max(2.5, Math.min(5.5, 7 * scale));
    context.strokeStyle = theme('denied');
    context.lineWidth = 1.6;
    context.beginPath();
    for (const edge of look.scene.edges) {
      if (edge.standing !== 'denied' || edge.from === edge.to || covered.has(edge.id) || !look.near(edge)) continue;
      const [a, b] = [at(edge.from), at(edge.to)];
      const [x, y] = along(a, control(a, b, edge.curve), b, 0.5);
      context.moveTo(x - half, y - half); context.lineTo(x + half, y + half);
      context.moveTo(x + half, y - half); context.lineTo(x - half, y + half);
    }
    context.stroke();
  }

  function write(context, label, colours) {
    context.font = label.font;
    context.globalAlpha = label.faint ? 0.4 : 1;
    const y = (label.box[1] + label.box[3]) / 2;
    const put = (text, x, colour) => { context.strokeText(text, x, y); context.fillStyle = colour; context.fillText(text, x, y); };
    if (!label.edge) { put(label.text, label.box[0] + 2, colours.ink); return; }
    put(label.text, label.box[0] + 3, label.edge.standing === 'denied' ? colours.denied : colours.ink);
    if (label.told) put(` · ${label.told}`, label.box[0] + 3 + label.struck, colours.soft);
    if (label.edge.standing === 'denied') { context.fillStyle = colours.denied; context.fillRect(label.box[0] + 3, y, label.struck, 1.4); }
  }

  function paint(context) {
    const { scene, state, dragged } = now();
    if (!state || !scene.nodes.length) { placed = []; return; }
    const { canvas } = context;
    const ratio = canvas.width / canvas.clientWidth;
    const near = (edge) => (state.fact ? edge.id === state.fact : !state.entity || edge.from === state.entity || edge.to === state.entity);
    const look = { ...now(), near, face: theme('sans') };
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    Object.assign(context, { textBaseline: 'middle', textAlign: 'left', lineJoin: 'round', direction: 'ltr' });
    const drawn = sketch(context, look);
    const taken = board();
    const words = () => (dragged && scene.edges.length > 300 ? [] : relations(context, look, drawn, taken));
    const chosen = state.fact ? words() : []; // the chosen fact's words come before all names, those of others after them
    const nodes = names(context, look, drawn, taken, [canvas.clientWidth, canvas.clientHeight]);
    const edges = state.fact ? chosen : words();
    crosses(context, look, drawn, new Set(edges.map((label) => label.id)));
    Object.assign(context, { strokeStyle: theme('paper'), lineWidth: 3.5 });
    const colours = { ink: theme('ink'), soft: theme('soft'), denied: theme('denied') };
    for (const label of [...edges, ...nodes]) write(context, label, colours);
    placed = [...edges, ...nodes];
    context.restore();
  }

  paint.labels = () => placed;
  return paint;
}
