/* The page comes to life: data read, parts made, events tied to changes of the state. */

import { $ } from './dom.js';
import { cardsOf } from './cards.js';
import { START } from './address.js';
import { take } from './download.js';
import { graphOf } from './graph.js';
import { listen } from './keys.js';
import { dark, whenDark } from './looks.js';
import { speakAs } from './masthead.js';
import { panelOf } from './panel.js';
import { pictureOf } from './picture.js';
import { read } from './reading.js';
import { sceneOf } from './scene.js';
import { searchBox } from './search.js';
import { shownOf } from './shown.js';
import { keeper } from './state.js';
import { tableOf } from './table.js';
import { timelineOf } from './timeline.js';
import { language, nameOf, say } from './words.js';

const SCENE = ['focus', 'depth', 'path', 'group', 'since', 'until', 'off', 'hide', 'open', 'all', 'entity', 'fact']; // what the scene depends on

function actionsOf(graph, keep, page) { // what a reader can do with an entity, a fact, a topic
  return {
    choose: ({ entity = '', fact = '' }) => keep.update({ entity, fact }),
    focus: (id) => keep.update(id ? { focus: id, entity: id, fact: '', path: [], group: '', depth: 1 } : { focus: '' }),
    group: (at) => keep.update({ group: at, entity: '', fact: '', focus: '', path: [] }),
    open: (id) => keep.update({ open: [...keep.get().open, id] }),
    hide: (id) => keep.update({ hide: [...keep.get().hide, id], entity: '', fact: '', focus: keep.get().focus === id ? '' : keep.get().focus }),
    pin(id) {
      const { [id]: old, ...rest } = keep.get().pins;
      keep.update({ pins: old ? rest : { ...rest, [id]: page.picture.spot(id) } });
    },
    startPath(id) {
      page.pathFrom = id;
      page.search.ask(say('search_path', { name: nameOf(graph.nodes.get(id)) }));
      page.search.focus();
    },
    forgetPath() { page.pathFrom = ''; page.search.ask(say('search_hint')); },
    found(id) { // in the search box: the other end of a path that was begun, else what to show
      const visible = page.scene.nodes.some((node) => node.id === id);
      if (page.pathFrom && page.pathFrom !== id) keep.update({ path: [page.pathFrom, id], entity: '', fact: '', focus: '', group: '' });
      else { keep.update({ entity: id, fact: '', ...(visible ? {} : { focus: '', path: [], group: '' }) }); page.picture.show(id); }
      $('card').focus({ preventScroll: true });
      page.act.forgetPath();
    },
    back() { // one step: a path that was begun, then the card, then the view
      const state = keep.get();
      if (page.pathFrom) page.act.forgetPath();
      else if (state.entity && state.entity !== state.focus) keep.update({ entity: '', fact: '' });
      else if (state.fact) keep.update({ fact: '', entity: state.focus });
      else if (state.focus || state.path.length || state.group !== '') keep.update({ focus: '', path: [], group: '', entity: '' });
    },
  };
}

function rendererOf(graph, data, keep, page) { // draws what differs between the last state and this one
  let last = null;
  const differs = (state, keys) => !last || keys.some((key) => state[key] !== last[key] && JSON.stringify(state[key]) !== JSON.stringify(last[key]));

  function words(state) {
    speakAs(state.lang, data, graph);
    if (page.pathFrom) page.act.startPath(page.pathFrom);
  }

  function looks({ theme }) {
    if (theme) document.documentElement.dataset.theme = theme; else delete document.documentElement.dataset.theme;
    $('theme').setAttribute('aria-pressed', String(dark()));
  }

  function card(state) {
    const holder = $('card');
    const reading = holder.contains(document.activeElement); // replacing the card must not lose a keyboard user's place
    const parts = () => [...holder.querySelectorAll('button, select, a')];
    const at = reading && !differs(state, ['entity', 'fact', 'group', 'path']) ? parts().indexOf(document.activeElement) : -1;
    const top = at >= 0 ? holder.scrollTop : 0;
    holder.replaceChildren(...page.card(state, page.scene).filter(Boolean));
    holder.scrollTop = top;
    if (reading) ((at >= 0 && parts()[at]) || holder).focus({ preventScroll: true });
    if (last && (state.fact || state.entity) && differs(state, ['fact', 'entity']) && window.innerWidth <= 720) holder.scrollIntoView();
  }

  function tools(state) {
    $('undo').disabled = !keep.undoable();
    $('move').hidden = !page.picture.mayMove();
    $('move').setAttribute('aria-pressed', String(state.move));
    for (const view of ['graph', 'table']) { $(`${view}-view`).hidden = view !== state.view; $(`show-${view}`).setAttribute('aria-pressed', String(view === state.view)); }
  }

  function render(state) {
    const [spoken, looked] = [differs(state, ['lang']), differs(state, ['theme'])];
    if (spoken) words(state);
    if (looked) looks(state);
    if (last && last.move && !state.move) page.picture.remember();
    const before = page.scene;
    if (differs(state, SCENE)) page.scene = sceneOf(graph, data, state);
    const refit = !before || before.kind !== page.scene.kind || differs(state, ['focus', 'depth', 'path', 'group', 'all']) || (last.view !== state.view && state.view === 'graph');
    if (spoken || looked || differs(state, ['off'])) page.panel.draw();
    if (spoken || looked || page.scene !== before || differs(state, ['pins', 'move'])) page.picture.draw(page.scene, state);
    tools(state);
    if (state.view === 'table') page.table.draw(page.scene, state);
    page.time.draw(state);
    page.shown(page.scene, state);
    if (differs(state, [...SCENE, 'lang', 'theme', 'pins'])) card(state);
    if (refit && state.view === 'graph') page.picture.fit();
    last = state;
  }

  return { render, afresh(state) { last = null; render(state); } };
}

function tie(graph, data, keep, page) { // buttons, keys and the browser to what they do
  const { act, picture } = page;
  const on = (id, then) => $(id).addEventListener('click', then);
  const title = document.title;
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
  for (const form of ['png', 'svg', 'csv']) on(`save-${form}`, () => { $('downloads').open = false; take(form, { graph, data, scene: page.scene, picture, title }); });
  document.addEventListener('click', (event) => { if (!$('downloads').contains(event.target)) $('downloads').open = false; });

  const chosen = (then) => () => { const { entity } = keep.get(); if (entity) then(entity); };
  listen({
    '/': () => page.search.focus(),
    '?': () => $('keys').showModal(),
    Escape: act.back,
    t: () => keep.update({ view: keep.get().view === 'table' ? 'graph' : 'table' }),
    f: chosen((id) => act.focus(keep.get().focus === id ? '' : id)),
    p: chosen(act.startPath),
    x: chosen(act.pin),
    h: chosen(act.hide),
    u: keep.undo,
    0: () => picture.fit(true),
  }, keep.undo);
  picture.frame.addEventListener('keydown', (event) => {
    const id = event.key === 'Enter' ? picture.central() : null;
    if (id !== null) { act.choose({ entity: id }); $('card').focus({ preventScroll: true }); }
  });
  window.addEventListener('hashchange', keep.follow);
  window.addEventListener('popstate', keep.follow);
}

async function begin() {
  const data = await read($('data').textContent);
  const graph = graphOf(data);
  const page = { scene: null, pathFrom: '' }; // the parts, each made once; only the scene and a path that was begun change
  const keep = keeper(graph, (state) => renderer.render(state));
  const renderer = rendererOf(graph, data, keep, page);
  page.act = actionsOf(graph, keep, page);
  speakAs('', data, graph);
  page.picture = pictureOf(graph, data, page.act);
  page.card = cardsOf(graph, data, keep, page.act);
  page.table = tableOf(graph, data, page.act);
  page.panel = panelOf(data, keep);
  page.time = timelineOf(data, keep);
  page.shown = shownOf(graph, keep, () => page.picture.frame.focus({ preventScroll: true }));
  page.search = searchBox(data, page.act.found);
  tie(graph, data, keep, page);
  whenDark(() => renderer.afresh(keep.get()));
  if (window.innerWidth <= 1120) $('filters').open = false;
  keep.follow();
  document.body.dataset.ready = 'yes';
  globalThis.kg = Object.freeze({ labels: page.picture.labels, onScreen: page.picture.onScreen, scene: () => page.scene, state: keep.get }); // for tests, and for the curious
}

begin();
