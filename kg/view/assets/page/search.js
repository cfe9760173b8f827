/* The search box: a combobox after the ARIA Authoring Practices. */

import { $, el } from './dom.js';
import { classSymbol } from './looks.js';
import { find, fold, indexed } from './names.js';
import { say } from './words.js';

export function searchBox(data, choose) {
  const input = $('search');
  const list = $('suggestions');
  let index = null; // made when it is first needed
  let hits = [];
  let current = -1;

  function suggest() {
    index ||= indexed(data.nodes);
    hits = find(index, input.value);
    current = hits.length ? 0 : -1;
    list.replaceChildren(...hits.map(({ node, name }, at) => el('li', { role: 'option', id: `hit-${at}`, onmousedown: (event) => { event.preventDefault(); take(at); } },
      classSymbol(data.classes[node.type]), el('span', { class: 'text', dir: 'auto' }, name === node.label ? name : `${name} → ${node.label}`), el('small', null, say('facts', { n: node.facts })))));
    if (!hits.length && fold(input.value)) list.replaceChildren(el('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, say('no_such_name')));
    point();
  }

  function point() {
    const shown = Boolean(input.value.trim());
    list.hidden = !shown;
    input.setAttribute('aria-expanded', String(shown));
    hits.forEach((_, at) => $(`hit-${at}`)?.setAttribute('aria-selected', String(at === current)));
    if (current >= 0) input.setAttribute('aria-activedescendant', `hit-${current}`); else input.removeAttribute('aria-activedescendant');
  }

  function take(at) {
    const { node } = hits[at];
    clear();
    choose(node.id);
  }

  function clear() { input.value = ''; suggest(); }

  input.addEventListener('input', suggest);
  input.addEventListener('focus', point);
  input.addEventListener('blur', () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); });
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) { event.preventDefault(); current = (current + step + hits.length) % hits.length; point(); }
    if (event.key === 'Enter' && current >= 0) take(current);
    if (event.key === 'Escape' && input.value) { event.stopPropagation(); clear(); }
  });
  return { focus: () => { input.focus(); input.select(); }, ask: (text) => { input.placeholder = text; } };
}
