/* The view as the part of the address behind #, and back. What is as it is at the start is left out. */

export const KINDS = ['standings', 'classes', 'sources', 'relations', 'languages'];
const nothingOff = () => Object.fromEntries(KINDS.map((kind) => [kind, []]));

export const START = Object.freeze({
  fact: '', entity: '', focus: '', depth: 1, path: [], group: '', view: 'graph', since: '', until: '',
  off: nothingOff(), hide: [], pins: {}, open: [], all: false, move: false, lang: '', theme: '',
});

export function written(state) {
  const parts = new URLSearchParams();
  for (const name of ['fact', 'entity', 'focus', 'group', 'since', 'until', 'lang', 'theme']) if (state[name] !== '') parts.append(name, state[name]);
  if (state.focus && state.depth > 1) parts.append('depth', state.depth);
  if (state.view !== 'graph') parts.append('view', state.view);
  for (const flag of ['all', 'move']) if (state[flag]) parts.append(flag, '1');
  for (const name of ['path', 'hide', 'open']) for (const id of state[name]) parts.append(name, id);
  for (const kind of KINDS) for (const value of state.off[kind]) parts.append('off', `${kind}:${value}`);
  for (const [id, [x, y]] of Object.entries(state.pins)) parts.append('pin', `${Math.round(x)},${Math.round(y)},${id}`);
  return parts.toString();
}

export function understood(text, graph) { // an address may hold anything: what means nothing here is left out
  const parts = new URLSearchParams(text);
  const node = (id) => (graph.nodes.has(id) ? id : '');
  const nodes = (name) => parts.getAll(name).filter((id) => graph.nodes.has(id));
  const state = { ...START, off: nothingOff(), pins: {} };
  state.fact = graph.edges.has(parts.get('fact')) ? parts.get('fact') : '';
  state.entity = state.fact ? '' : node(parts.get('entity'));
  state.focus = node(parts.get('focus'));
  state.depth = { 2: 2, 3: 3 }[parts.get('depth')] || 1;
  state.path = nodes('path').slice(0, 2);
  state.group = /^\d{1,3}$/.test(parts.get('group') || '') ? Number(parts.get('group')) : '';
  state.view = parts.get('view') === 'table' ? 'table' : 'graph';
  for (const end of ['since', 'until']) state[end] = /^\d{4}-\d{2}-\d{2}$/.test(parts.get(end) || '') ? parts.get(end) : '';
  state.hide = nodes('hide');
  state.open = nodes('open');
  state.all = parts.get('all') === '1';
  state.move = parts.get('move') === '1';
  state.lang = ['en', 'nl'].includes(parts.get('lang')) ? parts.get('lang') : '';
  state.theme = ['light', 'dark'].includes(parts.get('theme')) ? parts.get('theme') : '';
  for (const value of parts.getAll('off')) {
    const [kind] = value.split(':', 1);
    if (KINDS.includes(kind)) state.off[kind].push(value.slice(kind.length + 1));
  }
  for (const value of parts.getAll('pin')) {
    const [, x, y, id] = /^(-?\d{1,6}),(-?\d{1,6}),(.*)$/s.exec(value) || [];
    if (graph.nodes.has(id)) state.pins[id] = [Number(x), Number(y)];
  }
  return state;
}
