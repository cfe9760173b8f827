/* The card beside the picture: what it is about, an entity with its facts, or a fact with its sentences. */

import { el, link } from './dom.js';
import { byFacts } from './graph.js';
import { classSymbol, lineSymbol } from './looks.js';
import { hiddenNeighbours } from './scene.js';
import { briefly, className, compare, day, describe, moment, nameOf, number, percent, say } from './words.js';

export function cardsOf(graph, data, keep, act) {
  const name = (id) => nameOf(graph.nodes.get(id));
  const relation = (edge) => nameOf(data.relations[edge.relation]);
  const go = (change) => () => act.choose(change);
  const statusOf = (thing, words) => el('span', { class: `status ${thing.standing}` }, lineSymbol(thing.standing), words || describe(thing));
  const closing = () => el('button', { type: 'button', class: 'close', 'aria-label': say('close'), title: say('close_key'), onclick: go({}) }, '×');
  const pill = (text, onclick, pressed) => el('button', { type: 'button', onclick, 'aria-pressed': pressed === undefined ? null : String(pressed) }, text);

  function entityRow(id) {
    const node = graph.nodes.get(id);
    return el('li', null, el('button', { type: 'button', class: 'row', onclick: go({ entity: id }) },
      classSymbol(data.classes[node.type]), el('span', { class: 'text', dir: 'auto' }, nameOf(node)), el('span', { class: 'number' }, say('facts', { n: node.facts }))));
  }

  function factRow(edge, seenFrom) {
    const whole = `${name(edge.from)} ${relation(edge)} ${name(edge.to)}`;
    const text = seenFrom === null ? whole : edge.from === seenFrom ? `→ ${name(edge.to)}` : `← ${name(edge.from)}`;
    return el('li', null, el('button', { type: 'button', class: 'row', title: whole, onclick: go({ fact: edge.id }) },
      el('span', { class: `text ${edge.standing === 'denied' ? 'struck' : ''}`, dir: 'auto' }, text), statusOf(edge, briefly(edge))));
  }

  function front() {
    const top = byFacts(graph, graph.nodes.keys()).slice(0, 10);
    const disputed = data.edges.filter((edge) => edge.disputed).slice(0, 6);
    const topic = (group, at) => el('li', null, el('button', { type: 'button', class: 'row', onclick: () => act.group(at) },
      el('span', { class: 'text', dir: 'auto' }, group.top.map(name).join(' · ')), el('span', { class: 'number' }, number(group.size))));
    return [
      el('p', { class: 'kicker' }, say('start_here')),
      el('h2', null, say('about')),
      el('p', { class: 'soft' }, say('how_to')),
      el('ul', null, ...top.map(entityRow)),
      ...(data.groups.length > 1 ? [el('h3', null, say('topics'), ' ', el('small', null, say('topics_what'))), el('ul', null, ...data.groups.slice(0, 12).map(topic))] : []),
      ...(disputed.length ? [el('h3', null, say('disputed_title'), ' ', el('small', null, say('disputed_what'))), el('ul', null, ...disputed.map((edge) => factRow(edge, null)))] : []),
    ];
  }

  function group(at) {
    const members = [...graph.nodes.values()].filter((node) => node.group === at).map((node) => node.id);
    return [
      el('div', { class: 'kicker' }, el('span', null, say('topic')), closing()),
      el('h2', null, data.groups[at].top.map(name).join(', ')),
      el('p', { class: 'soft' }, say('entities', { n: members.length })),
      el('ul', null, ...byFacts(graph, members).slice(0, 60).map(entityRow)),
    ];
  }

  function path(state, scene) {
    const [from, to] = state.path;
    const found = scene.edges.length > 0;
    const far = new Map([...scene.ids].map((id) => [id, scene.places.get(id)[0]]));
    const steps = [...scene.edges].sort((a, b) => Math.min(far.get(a.from), far.get(a.to)) - Math.min(far.get(b.from), far.get(b.to)) || compare(name(a.from), name(b.from)));
    return [
      el('div', { class: 'kicker' }, el('span', null, say('path')), closing()),
      el('h2', null, `${name(from)} → ${name(to)}`),
      el('p', { class: 'soft' }, found ? say('path_found', { n: new Set(far.values()).size - 1 }) : say('path_none')),
      el('ul', null, ...steps.map((edge) => factRow(edge, null))),
    ];
  }

  function outletsOf(edges) {
    const found = new Map();
    for (const edge of edges) for (const { article } of edge.evidence) { const from = data.articles[article]; if (from?.source) found.set(from.source, (found.get(from.source) || new Set()).add(article)); }
    return [...found].sort((a, b) => b[1].size - a[1].size || compare(a[0], b[0])).map(([source, articles]) => `${source} (${articles.size})`).join(', ');
  }

  function actions(node, state, scene) {
    const hidden = hiddenNeighbours(graph, scene, node.id);
    const focused = state.focus === node.id;
    return el('div', { class: 'actions', role: 'group', 'aria-label': say('actions') },
      pill(say('focus'), () => act.focus(focused ? '' : node.id), focused),
      focused ? el('label', { class: 'depth' }, say('depth'), depthBox(state)) : null,
      pill(say('path_to'), () => act.startPath(node.id)),
      pill(say('pin'), () => act.pin(node.id), Boolean(state.pins[node.id])),
      pill(say('hide'), () => act.hide(node.id)),
      hidden.length && scene.kind === 'core' ? pill(say('add', { n: Math.min(24, hidden.length) }), () => act.open(node.id)) : null);
  }

  function depthBox(state) {
    const box = el('select', { id: 'depth', onchange: () => keep.update({ depth: Number(box.value) }) }, ...[1, 2, 3].map((depth) => el('option', { value: depth, selected: state.depth === depth }, String(depth))));
    return box;
  }

  function entity(node, state, scene) {
    const edges = graph.touching.get(node.id);
    const groups = new Map();
    for (const edge of edges) groups.set(edge.relation, [...(groups.get(edge.relation) || []), edge]);
    const ordered = [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
    const outlets = outletsOf(edges);
    const also = [...new Set([node.label, ...Object.values(node.labels), ...node.names])].filter((other) => other !== nameOf(node));
    return [
      el('div', { class: 'kicker' }, el('span', null, classSymbol(data.classes[node.type]), className(node.type, data.classes)), closing()),
      el('h2', { dir: 'auto' }, nameOf(node)),
      also.length ? el('p', { class: 'soft', dir: 'auto' }, say('also', { names: also.join(', ') })) : null,
      ...node.links.map((url) => el('p', { class: 'soft' }, `${say('same_as')} `, link(url, url.replace(/^https?:\/\/(www\.)?/, '')))),
      outlets ? el('p', { class: 'soft' }, say('told_by', { outlets })) : null,
      actions(node, state, scene),
      ...ordered.flatMap(([key, group_]) => [el('h3', { dir: 'auto' }, nameOf(data.relations[key]), ' ', el('small', null, number(group_.length))), el('ul', null, ...group_.map((edge) => factRow(edge, node.id)))]),
    ];
  }

  function fact(edge) {
    const end = (id) => el('button', { type: 'button', class: 'end', dir: 'auto', onclick: go({ entity: id }) }, name(id));
    return [
      el('div', { class: 'kicker' }, el('span', null, statusOf(edge)), closing()),
      el('h2', null, end(edge.from), ' ', el('span', { class: `verb ${edge.standing}` }, relation(edge)), ' ', end(edge.to)),
      ...edge.against.map((against) => dispute(edge, against)),
      ...times(edge),
      data.relations[edge.relation].typed ? null : el('p', { class: 'soft' }, say('open_relation')),
      ...edge.evidence.map(evidence),
      el('p', { class: 'key' }, `${say('marks')} `, el('mark', { class: 'subject' }, say('subject')), ' ', el('mark', { class: 'relation' }, say('relation')), ' ', el('mark', { class: 'object' }, say('object'))),
    ];
  }

  function dispute(edge, { kind, one, other, fact: rival }) { // what is said against it, and the fact that says so, where that is another
    const why = {
      denied: () => say('disputed_denied'),
      amount: () => say('disputed_amount', { one, other }),
      time: () => say('disputed_time', { one: moment(one), other: moment(other) }),
      value: () => say('disputed_value', { one, other }),
    };
    const also = rival === edge.id ? null : graph.edges.get(rival);
    return el('p', null, el('span', { class: 'disputed' }, say('disputed')), ' ', el('span', { class: 'soft' }, why[kind]()), also ? ' ' : null,
      also ? el('button', { type: 'button', class: 'end', onclick: go({ fact: rival }) }, `${name(also.from)} ${relation(also)} ${name(also.to)}`) : null);
  }

  function times(edge) { // when it is so, and which deed ended it
    if (!edge.ended) return edge.when ? [el('p', { class: 'soft' }, `${say('when')}: ${moment(edge.when)}`)] : [];
    const deed = graph.edges.get(edge.ended.by);
    return [el('p', { class: 'ended' }, edge.ended.time ? say('ended_on', { time: moment(edge.ended.time) }) : say('ended'), deed ? ' ' : null,
      deed ? el('button', { type: 'button', class: 'end', onclick: go({ fact: edge.ended.by }) }, `${name(deed.from)} ${relation(deed)} ${name(deed.to)}`) : null)];
  }

  function evidence(item) {
    const article = data.articles[item.article] || { language: 'en' };
    const sentence = item.parts.map(([text, role]) => (role ? el('mark', { class: role }, text) : text));
    const speaker = item.speakerId && graph.nodes.has(item.speakerId) ? el('button', { type: 'button', class: 'end', onclick: go({ entity: item.speakerId }) }, item.speaker) : item.speaker;
    const lines = [
      [say('outlet'), article.source], [say('article'), article.title ? link(article.url, article.title) : item.article], [say('published'), day(article.date)], [say('says_so'), speaker],
      [say('when'), moment(item.time)], [say('amount'), item.amount], [say('role'), item.role], [say('sure'), percent(item.confidence)],
    ];
    return el('article', { class: 'evidence' },
      el('blockquote', { lang: article.language, dir: 'auto' }, ...sentence),
      el('p', null, statusOf(item)),
      el('dl', null, ...lines.filter(([, value]) => value).flatMap(([term, value]) => [el('dt', null, term), el('dd', { dir: 'auto' }, value)])));
  }

  return function card(state, scene) {
    if (state.fact) return fact(graph.edges.get(state.fact));
    if (state.entity) return entity(graph.nodes.get(state.entity), state, scene);
    if (scene.kind === 'path') return path(state, scene);
    if (scene.kind === 'group') return group(state.group);
    return front();
  };
}
