/* The filters, which are the legend as well. */

import { $, el } from './dom.js';
import { counts } from './filters.js';
import { STANDINGS, classSymbol, lineSymbol, shade } from './looks.js';
import { fold } from './names.js';
import { className, compare, languageName, nameOf, number, say } from './words.js';

const MOST = 40; // relations of a family that are listed; the box above the list finds the others

export function panelOf(data, keep) {
  const tally = {
    standings: new Map(counts(data.edges.map((edge) => edge.standing))),
    classes: counts(data.nodes.map((node) => node.type)),
    sources: counts(data.edges.flatMap((edge) => edge.sources)),
    languages: counts(data.edges.flatMap((edge) => edge.languages)),
    relations: counts(data.edges.map((edge) => edge.relation)),
  };
  const opened = new Set(); // families whose relations are listed
  let wanted = '';

  function turn(kind, values, on) {
    const { off } = keep.get();
    const rest = off[kind].filter((value) => !values.includes(value));
    keep.update({ off: { ...off, [kind]: on ? rest : [...rest, ...values] } });
  }

  function box(kind, values, text, count, symbol) {
    const off = keep.get().off[kind];
    const input = el('input', { type: 'checkbox' });
    const out = values.filter((value) => off.includes(value)).length;
    input.checked = out === 0;
    input.indeterminate = out > 0 && out < values.length;
    input.addEventListener('change', () => turn(kind, values, input.checked));
    return el('label', null, input, symbol, el('span', { class: 'text', dir: 'auto' }, text), el('span', { class: 'number' }, number(count)));
  }

  function family(name) {
    const known = tally.relations.filter(([key]) => data.relations[key].family === name);
    if (!known.length) return null;
    const found = known.filter(([key]) => !wanted || fold(`${nameOf(data.relations[key])} ${data.relations[key].name}`).includes(wanted));
    if (!found.length) return null;
    const all = known.reduce((sum, [, number]) => sum + number, 0);
    const details = el('details', { class: 'family', open: Boolean(wanted) || opened.has(name) },
      el('summary', null, el('span', { class: 'number' }, say('kinds', { n: known.length })), el('span', { class: 'away' }, `: ${say(`family_${name}`)}`)),
      ...found.slice(0, MOST).map(([key, facts]) => box('relations', [key], nameOf(data.relations[key]), facts)),
      found.length > MOST ? el('p', { class: 'sub' }, say('and_more', { n: found.length - MOST })) : null);
    details.addEventListener('toggle', () => (details.open ? opened.add(name) : opened.delete(name)));
    return el('div', null, box('relations', known.map(([key]) => key), say(`family_${name}`), all, lineSymbol('asserted', shade(data.families[name]))), details);
  }

  function draw() {
    const focus = document.activeElement;
    const at = [...$('filters').querySelectorAll('input, summary')].indexOf(focus); // drawing anew must not lose a keyboard user's place
    $('standings').replaceChildren(...STANDINGS.map((name) => box('standings', [name], say(`standing_${name}`), tally.standings.get(name) || 0, lineSymbol(name))));
    $('classes').replaceChildren(...tally.classes.map(([type, facts]) => box('classes', [type], className(type, data.classes), facts, classSymbol(data.classes[type]))));
    $('sources').replaceChildren(...tally.sources.map(([source, facts]) => box('sources', [source], source || say('unnamed'), facts)));
    $('languages').replaceChildren(...tally.languages.map(([code, facts]) => box('languages', [code], languageName(code), facts)));
    $('languages-set').hidden = tally.languages.length < 2;
    $('sources-set').hidden = tally.sources.length < 2;
    relations();
    const inputs = [...$('filters').querySelectorAll('input, summary')];
    if (at >= 0 && inputs[at] && document.activeElement !== inputs[at]) inputs[at].focus({ preventScroll: true });
  }

  function relations() {
    const order = Object.keys(data.families).sort((a, b) => (a === 'other') - (b === 'other') || compare(say(`family_${a}`), say(`family_${b}`)));
    $('relations').replaceChildren(...order.map(family).filter(Boolean));
  }

  $('find-relation').addEventListener('input', (event) => { wanted = fold(event.target.value); relations(); });
  return { draw };
}
