/* The same facts as a table, for who reads no pictures. */

import { $, el } from './dom.js';
import { lineSymbol } from './looks.js';
import { briefly, compare, nameOf, percent, say } from './words.js';

const ROWS = 200;

export function sorted(graph, data, edges) {
  const name = (id) => nameOf(graph.nodes.get(id));
  const relation = (edge) => nameOf(data.relations[edge.relation]);
  return [...edges].sort((a, b) => compare(name(a.from), name(b.from)) || compare(relation(a), relation(b)) || compare(name(a.to), name(b.to)));
}

export function tableOf(graph, data, act) {
  let rows = ROWS;
  let edges = [];
  let chosen = '';

  function row(edge) {
    const end = (id) => el('button', { type: 'button', dir: 'auto', onclick: () => act.choose({ entity: id }) }, nameOf(graph.nodes.get(id)));
    return el('tr', { 'data-fact': edge.id, class: edge.id === chosen ? 'chosen' : null },
      el('td', null, end(edge.from)), el('td', { class: 'relation' }, el('button', { type: 'button', dir: 'auto', onclick: () => act.choose({ fact: edge.id }) }, nameOf(data.relations[edge.relation]))), el('td', null, end(edge.to)),
      el('td', null, el('span', { class: `status ${edge.standing}` }, lineSymbol(edge.standing), briefly(edge)), edge.disputed ? ' ' : null, edge.disputed ? el('span', { class: 'disputed' }, say('disputed')) : null),
      el('td', { dir: 'auto' }, edge.speaker || ''), el('td', { class: 'date' }, edge.first || ''), el('td', null, edge.sources.join(', ')), el('td', { class: 'number' }, percent(edge.confidence)));
  }

  function fill() {
    $('rows').replaceChildren(...edges.slice(0, rows).map(row));
    $('more').hidden = edges.length <= rows;
  }

  $('more').addEventListener('click', () => { rows += ROWS; fill(); });
  return { draw(scene, state) { chosen = state.fact; edges = sorted(graph, data, scene.edges); fill(); } };
}
