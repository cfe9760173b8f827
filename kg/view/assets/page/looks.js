/* How things look: colours of paper and ink, symbols of classes and lines. */

import { icon } from './dom.js';

const SHAPES = {
  dot: 'M8 3a5 5 0 1 0 .01 0Z', square: 'M3.5 3.5h9v9h-9Z', diamond: 'M8 2l6 6-6 6-6-6Z',
  triangle: 'M8 2.5L14 13H2Z', hexagon: 'M5 3h6l3 5-3 5H5L2 8Z',
};
export const DASHES = { asserted: false, said: [9, 5], uncertain: [2, 5], denied: false };
export const STANDINGS = Object.keys(DASHES);

const USUAL = 11;

export function sized(nodes) { // the radius of each entity that is shown: its area grows with its facts; many large ones are smaller
  const most = nodes.reduce((best, node) => Math.max(best, node.facts), 60);
  const radii = nodes.map((node) => 5 + 25 * Math.sqrt(node.facts / most));
  const mean = radii.reduce((sum, radius) => sum + radius, 0) / nodes.length;
  return new Map(nodes.map((node, at) => [node.id, radii[at] * (nodes.length > 20 ? Math.min(1, USUAL / mean) : 1)]));
}

const system = window.matchMedia('(prefers-color-scheme: dark)');
export const whenDark = (then) => system.addEventListener('change', then);
export const dark = () => { const wish = document.documentElement.dataset.theme; return wish ? wish === 'dark' : system.matches; };

export function theme(name) { // a colour of page.css as it is now
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const [, light, night] = /^light-dark\((#\w+), (#\w+)\)$/.exec(value) || [];
  return light ? (dark() ? night : light) : value;
}

export function shade(hex) { // on dark paper a colour is mixed with white
  if (!dark()) return hex;
  const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `#${channels.map((channel) => Math.round(channel + (255 - channel) * 0.42).toString(16).padStart(2, '0')).join('')}`;
}

export const classSymbol = (look) => icon(16, SHAPES[look.shape] || SHAPES.dot, { fill: shade(look.colour) });

export function lineSymbol(standing, colour = theme('ink')) {
  const path = standing === 'denied' ? 'M1 8H27M10 4L18 12M18 4L10 12' : 'M1 8H27';
  const dashes = DASHES[standing];
  return icon(28, path, { stroke: colour, 'stroke-width': 2, fill: 'none', 'stroke-dasharray': dashes ? dashes.join(' ') : null });
}
