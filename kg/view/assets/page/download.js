/* What is shown, to take along: the picture as PNG and SVG, the facts as CSV. */

import { save, shape } from './dom.js';
import { control } from './curves.js';
import { DASHES, shade, theme } from './looks.js';
import { sorted } from './table.js';
import { nameOf } from './words.js';

const COLUMNS = ['Subject', 'Relation', 'Object', 'Status', 'Said by', 'Disputed', 'Confidence', 'First', 'Last', 'When', 'Ended', 'Outlets', 'Articles', 'Sentences'];
const FORMULA = /^\s*[=+\-@]/; // a spreadsheet would calculate it (OWASP, "CSV Injection"); an apostrophe in front makes it text

function cell(value) {
  const text = String(value ?? '').replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
  return `"${(typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

export function csv(graph, data, edges) { // RFC 4180, with a byte order mark, by which spreadsheets know that it is UTF-8
  const name = (id) => nameOf(graph.nodes.get(id));
  const lines = sorted(graph, data, edges).map((edge) => [
    name(edge.from), nameOf(data.relations[edge.relation]), name(edge.to), edge.standing, edge.speaker, edge.disputed ? 'yes' : 'no', edge.confidence, edge.first, edge.last, edge.when, edge.ended && (edge.ended.time || 'yes'), edge.sources.join(' | '),
    [...new Set(edge.evidence.map((item) => item.article))].join(' | '), [...new Set(edge.evidence.map((item) => item.parts.map(([text]) => text).join('')))].join(' | '),
  ]);
  return `\ufeff${[COLUMNS, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

const CORNERS = {
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]], triangle: [[0, -1], [0.95, 0.75], [-0.95, 0.75]],
  hexagon: [[-0.5, -0.87], [0.5, -0.87], [1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0]], square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
};

function mark(form, [x, y], size, attributes) {
  const corners = CORNERS[form];
  if (!corners) return shape('circle', { cx: x, cy: y, r: size, ...attributes });
  return shape('polygon', { points: corners.map(([a, b]) => `${(x + a * size).toFixed(1)},${(y + b * size).toFixed(1)}`).join(' '), ...attributes });
}

function line(edge, data, picture, scale, radii) {
  const [a, b] = [picture.onScreen(edge.from), picture.onScreen(edge.to)];
  const via = control(a, b, edge.curve) || a;
  const run = Math.hypot(b[0] - via[0], b[1] - via[1]) || 1;
  const short = Math.min(run * 0.8, radii.get(edge.to) * scale + 3);
  const tip = [0, 1].map((axis) => b[axis] - ((b[axis] - via[axis]) / run) * short);
  const relation = data.relations[edge.relation];
  const dashes = DASHES[edge.standing];
  const point = (spot) => spot.map((value) => value.toFixed(1)).join(' ');
  return shape('path', {
    d: `M${point(a)} Q${point(control(a, b, edge.curve) || [0, 1].map((axis) => (a[axis] + tip[axis]) / 2))} ${point(tip)}`, fill: 'none', stroke: shade(data.families[relation.family]),
    'stroke-width': 1.2, 'stroke-opacity': relation.typed ? 0.8 : 0.5, 'stroke-dasharray': dashes ? dashes.join(' ') : null, 'marker-end': `url(#tip-${relation.family})`,
  });
}

export function svg(data, scene, picture, title) {
  const [wide, high] = [picture.frame.clientWidth, picture.frame.clientHeight];
  const scale = picture.scale();
  const tips = Object.entries(data.families).map(([family, colour]) => shape('marker', { id: `tip-${family}`, viewBox: '0 0 8 8', refX: 6, refY: 4, markerWidth: 5, markerHeight: 5, orient: 'auto' }, shape('path', { d: 'M0 0L8 4L0 8Z', fill: shade(colour) })));
  const labels = picture.labels().map((label) => shape('text', {
    x: label.box[0] + 2, y: (label.box[1] + label.box[3]) / 2, 'dominant-baseline': 'central', 'font-family': 'sans-serif', 'font-size': /([\d.]+)px/.exec(label.font)[1], fill: theme(label.edge?.standing === 'denied' ? 'denied' : 'ink'),
    'font-style': label.edge ? 'italic' : null, 'font-weight': label.font.startsWith('600') ? 600 : null, 'paint-order': 'stroke', stroke: theme('paper'), 'stroke-width': 3, 'text-decoration': label.edge?.standing === 'denied' ? 'line-through' : null,
  }, label.text + (label.told ? ` · ${label.told}` : '')));
  const root = shape('svg', { width: wide, height: high, viewBox: `0 0 ${wide} ${high}` },
    shape('title', {}, title), shape('defs', {}, ...tips), shape('rect', { width: wide, height: high, fill: theme('paper') }),
    ...scene.edges.filter((edge) => edge.from !== edge.to).map((edge) => line(edge, data, picture, scale, scene.radii)),
    ...scene.nodes.map((node) => mark(data.classes[node.type].shape, picture.onScreen(node.id), scene.radii.get(node.id) * scale, { fill: shade(data.classes[node.type].colour), stroke: theme('paper') })),
    ...labels);
  return new XMLSerializer().serializeToString(root).replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ');
}

function png(picture) { // the canvas on paper: its own ground is clear
  const from = picture.canvas();
  const copy = document.createElement('canvas');
  Object.assign(copy, { width: from.width, height: from.height });
  const context = copy.getContext('2d');
  context.fillStyle = theme('paper');
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(from, 0, 0);
  return new Promise((done) => { copy.toBlob(done, 'image/png'); });
}

export async function take(form, { graph, data, scene, picture, title }) {
  if (form === 'csv') save('facts.csv', new Blob([csv(graph, data, scene.edges)], { type: 'text/csv' }));
  if (form === 'svg') save('network.svg', new Blob([svg(data, scene, picture, title)], { type: 'image/svg+xml' }));
  if (form === 'png') save('network.png', await png(picture));
}
