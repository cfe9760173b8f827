/* The page comes to life: data read, parts made, events tied to changes of the state. */

import { $, el } from './dom.js';
import { cardsOf } from './cards.js';
import { START } from './address.js';
import { take } from './download.js';
import { graphOf } from './graph.js';
import { dark, sized, whenDark } from './looks.js';
import { panelOf } from './panel.js';
import { pictureOf } from './picture.js';
import { read } from './reading.js';
import { sceneOf } from './scene.js';
import { searchBox } from './search.js';
import { keeper } from './state.js';
import { tableOf } from './table.js';
import { timelineOf } from './timeline.js';
import { day, language, nameOf, number, say, speak } from './words.js';

const WHOLE = 2000; // entities; more are never drawn at once

async function begin() {
  const data = await read($('data').textContent);
  sized(data.nodes);
  const graph = graphOf(data);
  const title = document.title;
  let scene = null;
  let last = null;
  let pathFrom = '';

  const keep = keeper(graph, render);
  const act = {
    choose: ({ entity = '', fact = '' }) => keep.update({ entity, fact }),
    focus: (id) => keep.update(id ? { focus: id, entity: id, fact: '', path: [], group: '', depth: 1 } : { focus: '' }),
    group: (at) => keep.update({ group: at, entity: '', fact: '', focus: '', path: [] }),
    open: (id) => keep.update({ open: [...keep.get().open, id] }),
    hide: (id) => keep.update({ hide: [...keep.get().hide, id], entity: '', fact: '', focus: keep.get().focus === id ? '' : keep.get().focus }),
    pin(id) {
      const { [id]: old, ...rest } = keep.get().pins;
      keep.update({ pins: old ? rest : { ...rest, [id]: picture.spot(id) } });
    },
    startPath(id) { pathFrom = id; search.ask(say('search_path', { name: nameOf(graph.nodes.get(id)) })); search.focus(); },
  };
  speakAs('');
  const picture = pictureOf(graph, data, act);
  const card = cardsOf(graph, data, keep, act);
  const table = tableOf(graph, data, act);
  const panel = panelOf(data, keep);
  const time = timelineOf(data, keep);
  const search = searchBox(data, (id) => {
    if (pathFrom && pathFrom !== id) keep.update({ path: [pathFrom, id], entity: '', fact: '', focus: '', group: '' });
    else { keep.update({ entity: id, fact: '', ...(visible(id) ? {} : { focus: '', path: [], group: '' }) }); picture.show(id); }
    $('card').focus({ preventScroll: true });
    forgetPath();
  });

  const visible = (id) => scene.nodes.some((node) => node.id === id);
  function forgetPath() { pathFrom = ''; search.ask(say('search_hint')); }

  // The page's own words

  function speakAs(wish) {
    speak(wish || (navigator.language.toLowerCase().startsWith('nl') ? 'nl' : 'en'), data.texts);
    for (const element of document.querySelectorAll('[data-say]')) element.textContent = say(element.dataset.say);
    for (const name of ['aria-label', 'title', 'placeholder']) for (const element of document.querySelectorAll(`[data-${name}]`)) element.setAttribute(name, say(element.dataset[name === 'aria-label' ? 'ariaLabel' : name]));
    $('language').lang = language() === 'nl' ? 'en' : 'nl';
    document.querySelector('#network .vis-network')?.setAttribute('aria-label', say('network_keys'));
    summary();
  }

  function summary() {
    const told = Object.values(data.articles);
    const outlets = new Set(told.map((article) => article.source).filter(Boolean));
    const dates = told.map((article) => article.date).filter(Boolean).sort();
    let text = say('summary', { facts: say('facts', { n: graph.edges.size }), entities: say('entities', { n: graph.nodes.size }) });
    if (outlets.size) text += say('summary_articles', { articles: say('articles', { n: told.length }), outlets: say('outlets', { n: outlets.size }) });
    if (dates.length) text += `, ${[...new Set([day(dates[0]), day(dates[dates.length - 1])])].join(' – ')}`;
    $('summary').textContent = text;
  }

  // Drawing

  const SCENE = ['focus', 'depth', 'path', 'group', 'since', 'until', 'off', 'hide', 'open', 'all', 'entity', 'fact'];
  const differs = (state, keys) => !last || keys.some((key) => state[key] !== last[key] && JSON.stringify(state[key]) !== JSON.stringify(last[key]));

  function render(state) {
    const spoken = differs(state, ['lang']);
    if (spoken) { speakAs(state.lang); if (pathFrom) act.startPath(pathFrom); }
    const looked = differs(state, ['theme']);
    if (looked) { if (state.theme) document.documentElement.dataset.theme = state.theme; else delete document.documentElement.dataset.theme; }
    if (last && last.move && !state.move) picture.remember();
    const before = scene;
    if (differs(state, SCENE)) scene = sceneOf(graph, data, state);
    if (spoken || looked || differs(state, ['off'])) panel.draw();
    const changed = spoken || looked || scene !== before || differs(state, ['pins', 'move']);
    if (changed) picture.draw(scene, state);
    const refit = !before || before.kind !== scene.kind || differs(state, ['focus', 'depth', 'path', 'group', 'all']) || (last.view !== state.view && state.view === 'graph');
    for (const view of ['graph', 'table']) { $(`${view}-view`).hidden = view !== state.view; $(`show-${view}`).setAttribute('aria-pressed', String(view === state.view)); }
    if (state.view === 'table') table.draw(scene, state);
    time.draw(state);
    shown(state);
    showCard(state);
    $('undo').disabled = !keep.undoable();
    $('move').hidden = !picture.mayMove();
    $('move').setAttribute('aria-pressed', String(state.move));
    $('theme').setAttribute('aria-pressed', String(dark()));
    if (refit && state.view === 'graph') picture.fit();
    last = state;
  }

  function showCard(state) {
    if (last && !differs(state, [...SCENE, 'lang', 'theme', 'pins'])) return;
    const reading = $('card').contains(document.activeElement); // replacing the card must not lose a keyboard user's place
    const at = reading && !differs(state, ['entity', 'fact', 'group', 'path']) ? [...$('card').querySelectorAll('button, select, a')].indexOf(document.activeElement) : -1;
    const top = at >= 0 ? $('card').scrollTop : 0;
    $('card').replaceChildren(...card(state, scene).filter(Boolean));
    $('card').scrollTop = top;
    if (at >= 0) ($('card').querySelectorAll('button, select, a')[at] || $('card')).focus({ preventScroll: true });
    else if (reading) $('card').focus({ preventScroll: true });
    if (last && (state.fact || state.entity) && differs(state, ['fact', 'entity']) && window.innerWidth <= 720) $('card').scrollIntoView();
  }

  function shown(state) {
    const line = [say('shown', { entities: say('entities', { n: scene.nodes.length }), facts: say('facts', { n: scene.edges.length }) })];
    const again = () => keep.update({ focus: '', path: [], group: '' });
    const name = (id) => nameOf(graph.nodes.get(id));
    if (scene.kind === 'focus') line.push(say('shown_around', { name: name(state.focus) }));
    if (scene.kind === 'path') line.push(say('shown_path', { name: name(state.path[0]), other: name(state.path[1]) }));
    if (scene.kind === 'group') line.push(say('shown_group'));
    if (scene.kind === 'core') line.push(say('shown_of', { n: number(graph.nodes.size), m: number(graph.edges.size) }));
    if (scene.kind === 'core' && graph.nodes.size <= WHOLE) line.push(' · ', el('button', { type: 'button', class: 'link', onclick: () => keep.update({ all: true }) }, say('show_all')));
    if (['focus', 'path', 'group'].includes(scene.kind)) line.push(' · ', el('button', { type: 'button', class: 'link', onclick: again }, say('show_all_again')));
    if (state.hide.length) line.push(' · ', say('hidden', { n: state.hide.length }));
    const held = $('shown').contains(document.activeElement);
    $('shown').replaceChildren(...line);
    if (held) picture.frame.focus({ preventScroll: true });
  }

  // Events

  function back() { // one step: the card, then the view, then a path that was begun
    const state = keep.get();
    if (pathFrom) forgetPath();
    else if (state.entity && state.entity !== state.focus) keep.update({ entity: '', fact: '' });
    else if (state.fact) keep.update({ fact: '', entity: state.focus });
    else if (state.focus || state.path.length || state.group !== '') keep.update({ focus: '', path: [], group: '', entity: '' });
  }

  const chosen = (then) => () => { const { entity } = keep.get(); if (entity) then(entity); };
  const KEYS = {
    '/': () => search.focus(),
    '?': () => $('keys').showModal(),
    Escape: back,
    t: () => keep.update({ view: keep.get().view === 'table' ? 'graph' : 'table' }),
    f: chosen((id) => act.focus(keep.get().focus === id ? '' : id)),
    p: chosen(act.startPath),
    x: chosen(act.pin),
    h: chosen(act.hide),
    u: keep.undo,
    0: () => picture.fit(true),
  };

  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) { event.preventDefault(); keep.undo(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && !['checkbox', 'range'].includes(event.target.type);
    if ((typing && event.key !== 'Escape') || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  picture.frame.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const id = picture.central();
    if (id !== null) { act.choose({ entity: id }); $('card').focus({ preventScroll: true }); }
  });

  const on = (id, then) => $(id).addEventListener('click', then);
  on('zoom-in', () => picture.zoom(1.3));
  on('zoom-out', () => picture.zoom(1 / 1.3));
  on('fit', () => picture.fit(true));
  on('undo', keep.undo);
  on('move', () => keep.update({ move: !keep.get().move }));
  on('show-graph', () => keep.update({ view: 'graph' }));
  on('show-table', () => keep.update({ view: 'table' }));
  on('reset', () => keep.update({ off: START.off, since: '', until: '', hide: [] }));
  on('language', () => keep.update({ lang: language() === 'nl' ? 'en' : 'nl' }));
  on('theme', () => keep.update({ theme: dark() ? 'light' : 'dark' }));
  on('help', () => $('keys').showModal());
  on('keys-close', () => $('keys').close());
  for (const form of ['png', 'svg', 'csv']) on(`save-${form}`, () => { $('downloads').open = false; take(form, { graph, data, scene, picture, title }); });
  document.addEventListener('click', (event) => { if (!$('downloads').contains(event.target)) $('downloads').open = false; });
  window.addEventListener('hashchange', keep.follow);
  window.addEventListener('popstate', keep.follow);
  whenDark(() => { last = null; render(keep.get()); });

  if (window.innerWidth <= 1120) $('filters').open = false;
  keep.follow();
  document.body.dataset.ready = 'yes';
  globalThis.kg = Object.freeze({ labels: picture.labels, onScreen: picture.onScreen, scene: () => scene, state: keep.get }); // for tests, and for the curious
}

begin();
