/* The page's own script. All text goes in as text, never as markup. The address's #fact=ID or #entity=IRI is the
   selection; everything shown is a function of it, of the filters and of the data. */
'use strict';

(() => {
  const DATA = JSON.parse(document.getElementById('data').textContent);
  const ROWS = 200;
  const LABELLED = 110; // more visible edges than this carry no labels
  const STANDINGS = {
    asserted: { text: 'Stated by the outlet', short: 'stated', dashes: false },
    said: { text: 'Said by a party', short: 'said', dashes: [9, 5] },
    uncertain: { text: 'Reported, planned, possible', short: null, dashes: [2, 5] },
    denied: { text: 'Denied', short: 'denied', dashes: false },
  };
  const SHAPES = {
    dot: 'M8 3a5 5 0 1 0 .01 0Z', square: 'M3.5 3.5h9v9h-9Z', diamond: 'M8 2l6 6-6 6-6-6Z',
    triangle: 'M8 2.5L14 13H2Z', hexagon: 'M5 3h6l3 5-3 5H5L2 8Z',
  };

  const $ = (id) => document.getElementById(id);
  const nodes = new Map(DATA.nodes.map((node) => [node.id, node]));
  const edges = new Map(DATA.edges.map((edge) => [edge.id, edge]));
  const touching = new Map(DATA.nodes.map((node) => [node.id, []]));
  for (const edge of DATA.edges) {
    touching.get(edge.from).push(edge);
    if (edge.to !== edge.from) touching.get(edge.to).push(edge);
  }
  const hidden = { standings: new Set(), classes: new Set(), sources: new Set(), relations: new Set() };
  const spots = new Map(Object.entries(DATA.core || {})); // places in a large picture that does not show everything
  const opened = new Set(DATA.core ? spots.keys() : nodes.keys()); // entities that the picture may show
  let focus = null; // an entity whose neighbourhood alone is shown
  let rows = ROWS;
  let visibleNodes = new Set();
  let visibleEdges = [];

  // Small builders

  function el(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function svg(width, path, attributes) {
    const image = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    for (const [name, value] of Object.entries({ width, height: 16, viewBox: `0 0 ${width} 16`, 'aria-hidden': 'true' })) image.setAttribute(name, value);
    for (const [name, value] of Object.entries({ d: path, ...attributes })) line.setAttribute(name, value);
    image.append(line);
    return image;
  }

  const theme = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const dark = window.matchMedia('(prefers-color-scheme: dark)');

  function shade(hex) { // on dark paper a colour is mixed with white
    if (!dark.matches) return hex;
    const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    return `#${channels.map((channel) => Math.round(channel + (255 - channel) * 0.38).toString(16).padStart(2, '0')).join('')}`;
  }

  function classSymbol(type) {
    const look = DATA.looks[type];
    return svg(16, SHAPES[look.shape] || SHAPES.dot, { fill: shade(look.colour) });
  }

  function lineSymbol(standing) {
    const { dashes } = STANDINGS[standing];
    const path = standing === 'denied' ? 'M1 8H27M14 3V13' : 'M1 8H27';
    return svg(28, path, { stroke: theme(standing), 'stroke-width': 2, fill: 'none', ...(dashes ? { 'stroke-dasharray': dashes.join(' ') } : {}) });
  }

  const plural = (count, one, many) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
  const percent = (value) => `${Math.round(value * 100)}%`;

  function day(date) { // "2020-09-14" as "14 September 2020"
    const read = new Date(`${date}T00:00:00Z`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date || '') || Number.isNaN(read.getTime())) return date || '';
    return read.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  }

  function link(url, text) { // an article's address is not to be trusted: only the web, and no word about where we are
    let address = null;
    try { address = new URL(url); } catch { return document.createTextNode(text); }
    if (!['http:', 'https:'].includes(address.protocol)) return document.createTextNode(text);
    return el('a', { href: address.href, target: '_blank', rel: 'noopener noreferrer nofollow' }, text);
  }

  // Names, folded: case, accents, and the letters that Unicode does not take apart

  const LETTERS = { ø: 'o', ł: 'l', ß: 'ss', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i', þ: 'th', ð: 'd', ħ: 'h' };
  const fold = (text) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[øłßđæœıþðħ]/g, (letter) => LETTERS[letter])
    .replace(/[.'’]/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const index = DATA.nodes.map((node) => ({ node, names: [node.label, ...node.names].map((name) => ({ name, folded: fold(name) })) }));

  function find(words) {
    const wanted = fold(words);
    if (!wanted) return [];
    const score = ({ folded }) => (folded === wanted ? 3 : folded.startsWith(wanted) ? 2 : ` ${folded}`.includes(` ${wanted}`) ? 1 : folded.includes(wanted) ? 0 : -1);
    return index
      .map(({ node, names }) => names.map((name) => ({ node, name: name.name, score: score(name) })).reduce((best, next) => (next.score > best.score ? next : best)))
      .filter((hit) => hit.score >= 0)
      .sort((a, b) => b.score - a.score || b.node.facts - a.node.facts || (a.node.id < b.node.id ? -1 : 1))
      .slice(0, 8);
  }

  // The picture

  function place(node) { // its own place where all are shown, else one in the core, else one that it got when opened
    const [x, y] = opened.size < nodes.size ? spots.get(node.id) : [node.x, node.y];
    return { x, y };
  }

  function open(ids, around) { // newcomers stand in a spiral around the entity that they were opened from
    const [x, y] = spots.get(around) || [...spots.values()][0] || [0, 0];
    for (const id of ids) {
      if (opened.has(id)) continue;
      opened.add(id);
      const turn = 2.4 * opened.size;
      const far = 130 + 16 * Math.sqrt(opened.size - Object.keys(DATA.core).length);
      if (!spots.has(id)) spots.set(id, [x + far * Math.cos(turn), y + far * Math.sin(turn)]);
    }
  }

  const look = (node) => {
    const colour = shade(DATA.looks[node.type].colour);
    return {
      ...place(node), id: node.id, label: node.label.length > 34 ? `${node.label.slice(0, 33)}…` : node.label, size: Math.min(44, 8 + 4 * Math.sqrt(node.facts)),
      shape: DATA.looks[node.type].shape, borderWidth: 1.5, borderWidthSelected: 4,
      color: { background: colour, border: theme('paper'), highlight: { background: colour, border: theme('ink') } },
      font: { size: 16 + Math.min(10, node.facts * 0.6), color: theme('ink'), face: theme('sans'), strokeWidth: 4, strokeColor: theme('paper') },
    };
  };

  const drawn = (edge, labelled) => {
    const colour = theme(edge.standing);
    return {
      id: edge.id, from: edge.from, to: edge.to, dashes: STANDINGS[edge.standing].dashes, width: 1 + Math.log2(edge.evidence.length), selectionWidth: 2,
      color: { color: colour, highlight: theme('accent'), opacity: edge.typed ? 0.85 : 0.55 },
      label: labelled ? edge.name + (edge.disputed ? ' (disputed)' : '') : undefined,
      font: { size: 13, color: edge.standing === 'denied' ? colour : theme('soft'), face: theme('sans'), strokeWidth: 3, strokeColor: theme('paper'), align: 'horizontal' },
      arrows: { to: { enabled: true, scaleFactor: 0.55 }, middle: { enabled: edge.standing === 'denied', type: 'bar', scaleFactor: 0.9 } },
      smooth: edge.curve ? { enabled: true, type: edge.curve > 0 ? 'curvedCW' : 'curvedCCW', roundness: Math.abs(edge.curve) } : { enabled: false },
      selfReference: { size: 20 + 50 * Math.abs(edge.curve) },
    };
  };

  const shownNodes = new vis.DataSet();
  const shownEdges = new vis.DataSet();
  const network = new vis.Network($('network'), { nodes: shownNodes, edges: shownEdges }, JSON.parse(DATA.options));

  function passes(edge) {
    return !hidden.standings.has(edge.standing) && !hidden.relations.has(edge.relation) && (!edge.sources.length || edge.sources.some((source) => !hidden.sources.has(source)))
      && [edge.from, edge.to].every((id) => !hidden.classes.has(nodes.get(id).type));
  }

  function select() { // what the filters and the focus let through
    const near = focus && new Set([focus, ...touching.get(focus).flatMap((edge) => [edge.from, edge.to])]);
    visibleEdges = DATA.edges.filter((edge) => passes(edge) && [edge.from, edge.to].every((id) => opened.has(id) && (!near || near.has(id))));
    visibleNodes = new Set(visibleEdges.flatMap((edge) => [edge.from, edge.to]));
  }

  function replace(set, items) {
    const wanted = new Set(items.map((item) => item.id));
    set.remove(set.getIds().filter((id) => !wanted.has(id)));
    set.update(items);
  }

  function draw() {
    select();
    const labelled = visibleEdges.length <= LABELLED;
    replace(shownEdges, []);
    replace(shownNodes, DATA.nodes.filter((node) => visibleNodes.has(node.id)).map(look));
    replace(shownEdges, visibleEdges.map((edge) => drawn(edge, labelled)));
    $('shown').replaceChildren(`${plural(visibleNodes.size, 'entity', 'entities')} and ${plural(visibleEdges.length, 'fact', 'facts')} shown`);
    if (focus) $('shown').append(' around ', nodes.get(focus).label, ' · ', el('button', { class: 'link', onclick: unfocus }, 'show all again'));
    else if (opened.size < nodes.size) $('shown').append(` of ${nodes.size.toLocaleString('en')} and ${edges.size.toLocaleString('en')} · `, el('button', { class: 'link', onclick: openAll }, 'show all'));
    table();
    mark();
  }

  const fit = () => network.fit({ animation: false, maxZoomLevel: 1.4 });
  function zoom(factor) { network.moveTo({ scale: network.getScale() * factor }); }
  function openAll() { nodes.forEach((_, id) => opened.add(id)); draw(); fit(); }
  function unfocus() { focus = null; draw(); fit(); }
  function focusOn(id) { focus = id; open(neighbours(id), id); draw(); fit(); }

  // The selection lives in the address

  function selection() {
    const [, kind, value] = /^#(fact|entity)=(.*)$/.exec(location.hash) || [];
    let id = '';
    try { id = decodeURIComponent(value || ''); } catch { id = ''; }
    if (kind === 'fact' && edges.has(id)) return { fact: edges.get(id) };
    if (kind === 'entity' && nodes.has(id)) return { entity: nodes.get(id) };
    return {};
  }

  const goTo = (kind, id) => { location.hash = `${kind}=${encodeURIComponent(id)}`; };
  function clear() { history.pushState(null, '', location.pathname + location.search); render(); }

  function render() {
    const { fact, entity } = selection();
    const needed = fact ? [fact.from, fact.to] : entity ? [entity.id] : [];
    if (needed.some((id) => !opened.has(id))) { open(needed, needed.find((id) => opened.has(id)) || neighbours(needed[0]).find((id) => opened.has(id))); open(neighbours(needed[0]).slice(0, 12), needed[0]); draw(); }
    const card = $('card');
    const reading = card.contains(document.activeElement); // replacing the card must not lose a keyboard user's place
    card.replaceChildren(...(fact ? factCard(fact) : entity ? entityCard(entity) : frontCard()));
    card.scrollTop = 0;
    if (reading) card.focus({ preventScroll: true });
    if ((fact || entity) && window.innerWidth <= 720) card.scrollIntoView();
    mark();
  }

  function mark() { // shows the selection in picture and table
    const { fact, entity } = selection();
    network.unselectAll();
    if (fact && shownEdges.get(fact.id)) network.setSelection({ nodes: [], edges: [fact.id] });
    if (entity && shownNodes.get(entity.id)) network.setSelection({ nodes: [entity.id], edges: [] });
    for (const row of $('rows').children) row.classList.toggle('chosen', Boolean(fact) && row.dataset.fact === fact.id);
  }

  const neighbours = (id) => [...new Set(touching.get(id).flatMap((edge) => [edge.from, edge.to]))].filter((other) => other !== id)
    .sort((a, b) => nodes.get(b).facts - nodes.get(a).facts || (a < b ? -1 : 1));

  // The card

  function statusOf(thing, words) {
    return el('span', { class: `status ${thing.standing}` }, lineSymbol(thing.standing), words || describe(thing));
  }

  function describe(thing) { // words of attribution that name nobody we know are quoted
    const who = thing.speaker && (thing.speakerId ? thing.speaker : `“${thing.speaker}”`);
    if (thing.standing === 'denied') return who ? `denied by ${who}` : 'denied';
    if (thing.standing === 'said') return thing.speakerId ? `said by ${who}` : `said: ${who}`;
    if (thing.standing === 'uncertain') return who ? `${thing.modality}, says ${who}` : thing.modality;
    return 'stated by the outlet';
  }

  const brief = (thing) => statusOf(thing, STANDINGS[thing.standing].short || thing.modality);

  const closing = () => el('button', { class: 'close', 'aria-label': 'Close', title: 'Close (Escape)', onclick: clear }, '×');
  const entityRow = (node) => el('li', null, el('button', { class: 'row', onclick: () => goTo('entity', node.id) },
    classSymbol(node.type), el('span', { class: 'text' }, node.label), el('span', { class: 'number' }, plural(node.facts, 'fact', 'facts'))));

  function frontCard() {
    const top = [...DATA.nodes].sort((a, b) => b.facts - a.facts || (a.id < b.id ? -1 : 1)).slice(0, 12);
    const disputed = DATA.edges.filter((edge) => edge.disputed).slice(0, 8);
    return [
      el('p', { class: 'kicker' }, 'Start here'),
      el('h2', null, 'Who and what it is about'),
      el('p', { class: 'soft' }, 'Choose an entity to read its facts, or a line to read the sentence behind it. A double click shows a neighbourhood alone, Escape goes back.'),
      el('ul', null, ...top.map(entityRow)),
      ...(disputed.length ? [el('h3', null, 'Disputed ', el('small', null, 'said and denied')), el('ul', null, ...disputed.map((edge) => factRow(edge, null)))] : []),
    ];
  }

  function factRow(edge, seenFrom) {
    const [subject, object] = [nodes.get(edge.from).label, nodes.get(edge.to).label];
    const text = seenFrom === null ? `${subject} ${edge.name} ${object}` : edge.from === seenFrom ? `→ ${object}` : `← ${subject}`;
    return el('li', null, el('button', { class: 'row', title: `${subject} ${edge.name} ${object}`, onclick: () => goTo('fact', edge.id) },
      el('span', { class: 'text' }, text), brief(edge)));
  }

  function entityCard(node) {
    const groups = new Map();
    for (const edge of touching.get(node.id)) groups.set(edge.name, [...(groups.get(edge.name) || []), edge]);
    const hiddenNeighbours = neighbours(node.id).filter((id) => !opened.has(id));
    const add = () => { open(hiddenNeighbours.slice(0, 60), node.id); draw(); render(); };
    const ordered = [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
    return [
      el('div', { class: 'kicker' }, el('span', null, classSymbol(node.type), words(node.type)), closing()),
      el('h2', null, node.label),
      node.names.length ? el('p', { class: 'soft' }, `Also ${node.names.join(', ')}`) : null,
      ...node.links.map((url) => el('p', { class: 'soft' }, 'Same as ', link(url, url.replace(/^https?:\/\/(www\.)?/, '')))),
      el('div', { class: 'actions' },
        el('button', { onclick: () => (focus === node.id ? unfocus() : focusOn(node.id)) }, 'Its neighbourhood alone'),
        hiddenNeighbours.length ? el('button', { onclick: add }, `Add ${plural(Math.min(60, hiddenNeighbours.length), 'neighbour', 'neighbours')}`) : null),
      ...ordered.flatMap(([name, group]) => [el('h3', null, name, ' ', el('small', null, String(group.length))), el('ul', null, ...group.map((edge) => factRow(edge, node.id)))]),
    ].filter(Boolean);
  }

  function factCard(edge) {
    const end = (id) => el('button', { class: 'end', onclick: () => goTo('entity', id) }, nodes.get(id).label);
    return [
      el('div', { class: 'kicker' }, el('span', null, statusOf(edge)), closing()),
      el('h2', null, end(edge.from), ' ', el('span', { class: `verb ${edge.standing}` }, edge.name), ' ', end(edge.to)),
      edge.disputed ? el('p', null, el('span', { class: 'disputed' }, 'disputed'), ' ', el('span', { class: 'soft' }, 'Some sentences say so, others deny it.')) : null,
      edge.typed ? null : el('p', { class: 'soft' }, 'An open relation: named by the words of the text.'),
      ...edge.evidence.map(evidence),
      el('p', { class: 'key' }, 'In each sentence: ', el('mark', { class: 'subject' }, 'subject'), ' ', el('mark', { class: 'relation' }, 'relation'), ' ', el('mark', { class: 'object' }, 'object')),
    ].filter(Boolean);
  }

  function evidence(item) {
    const article = DATA.articles[item.article] || { language: 'en' };
    const sentence = item.parts.map(([text, role]) => (role ? el('mark', { class: role }, text) : text));
    const speaker = item.speakerId && nodes.has(item.speakerId) ? el('button', { class: 'end', onclick: () => goTo('entity', item.speakerId) }, item.speaker) : item.speaker;
    const lines = [
      ['Outlet', article.source], ['Article', article.title ? link(article.url, article.title) : item.article], ['Published', day(article.date)], ['Says so', speaker],
      ['When', item.time], ['Amount', item.amount], ['Role', item.role], ['Sure', percent(item.confidence)],
    ];
    return el('article', { class: 'evidence' },
      el('blockquote', { lang: article.language }, ...sentence),
      el('p', null, statusOf(item)),
      el('dl', null, ...lines.filter(([, value]) => value).flatMap(([name, value]) => [el('dt', null, name), el('dd', null, value)])));
  }

  const words = (name) => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().replace(/^./, (letter) => letter.toUpperCase());

  // The table

  function table() {
    const shown = visibleEdges.slice().sort((a, b) => compare(nodes.get(a.from).label, nodes.get(b.from).label) || compare(a.name, b.name) || compare(nodes.get(a.to).label, nodes.get(b.to).label));
    $('rows').replaceChildren(...($('table-view').hidden ? [] : shown.slice(0, rows).map(tableRow)));
    $('more').hidden = shown.length <= rows;
  }

  const collator = new Intl.Collator('en');
  const compare = (a, b) => collator.compare(a, b);

  function tableRow(edge) {
    const end = (id) => el('button', { onclick: () => goTo('entity', id) }, nodes.get(id).label);
    return el('tr', { 'data-fact': edge.id },
      el('td', null, end(edge.from)), el('td', { class: 'relation' }, el('button', { onclick: () => goTo('fact', edge.id) }, edge.name)), el('td', null, end(edge.to)),
      el('td', null, brief(edge), edge.disputed ? ' ' : null, edge.disputed ? el('span', { class: 'disputed' }, 'disputed') : null),
      el('td', null, edge.speaker || ''), el('td', { class: 'date' }, edge.first || ''), el('td', null, edge.sources.join(', ')), el('td', { class: 'number' }, percent(edge.confidence)));
  }

  function show(name) {
    for (const view of ['graph', 'table']) { $(`${view}-view`).hidden = view !== name; $(`show-${view}`).setAttribute('aria-pressed', String(view === name)); }
    table();
    mark();
    if (name === 'graph') { network.redraw(); fit(); }
  }

  // The filters

  function count(values) {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    return [...counts].sort(([a, x], [b, y]) => y - x || compare(a, b));
  }

  function box(kind, value, text, number, symbol) {
    const input = el('input', { type: 'checkbox' });
    input.checked = !hidden[kind].has(value);
    input.addEventListener('change', () => { hidden[kind][input.checked ? 'delete' : 'add'](value); draw(); });
    return el('label', null, input, symbol || null, el('span', { class: 'text' }, text), el('span', { class: 'number' }, String(number)));
  }

  function filters() {
    const edgesBy = (key) => new Map(count(DATA.edges.map((edge) => edge[key])));
    const standings = edgesBy('standing');
    $('standings').replaceChildren(...Object.keys(STANDINGS).map((name) => box('standings', name, STANDINGS[name].text, standings.get(name) || 0, lineSymbol(name))));
    $('classes').replaceChildren(...count(DATA.nodes.map((node) => node.type)).map(([type, number]) => box('classes', type, words(type), number, classSymbol(type))));
    $('sources').replaceChildren(...count(DATA.edges.flatMap((edge) => edge.sources)).map(([source, number]) => box('sources', source, source || 'Unnamed', number)));
    const names = new Map(DATA.edges.map((edge) => [edge.relation, edge]));
    const relations = [...edgesBy('relation')].map(([id, number]) => [names.get(id), number]);
    const boxes = (typed) => relations.filter(([edge]) => edge.typed === typed).map(([edge, number]) => box('relations', edge.relation, edge.name, number));
    const open = boxes(false);
    $('relations').replaceChildren(...boxes(true), ...(open.length ? [el('p', { class: 'sub' }, 'Open, in the words of the text')] : []), ...open);
  }

  // The search box: a combobox after the ARIA Authoring Practices

  const search = $('search');
  let hits = [];
  let current = -1;

  function suggest() {
    hits = find(search.value);
    current = hits.length ? 0 : -1;
    $('suggestions').replaceChildren(...hits.map(({ node, name }, number) => el('li', { role: 'option', id: `hit-${number}`, onmousedown: (event) => { event.preventDefault(); choose(number); } },
      classSymbol(node.type), name === node.label ? name : `${name} → ${node.label}`, el('small', null, plural(node.facts, 'fact', 'facts')))));
    if (!hits.length && fold(search.value)) $('suggestions').replaceChildren(el('li', { role: 'option', 'aria-disabled': 'true' }, 'No entity of that name'));
    point();
  }

  function point() {
    const shown = Boolean(search.value.trim());
    $('suggestions').hidden = !shown;
    search.setAttribute('aria-expanded', String(shown));
    hits.forEach((_, number) => $(`hit-${number}`).setAttribute('aria-selected', String(number === current)));
    if (current >= 0) search.setAttribute('aria-activedescendant', `hit-${current}`); else search.removeAttribute('aria-activedescendant');
  }

  function choose(number) {
    const { node } = hits[number];
    search.value = '';
    suggest();
    goTo('entity', node.id);
    $('card').focus({ preventScroll: true });
    network.once('afterDrawing', () => { if (shownNodes.get(node.id)) network.focus(node.id, { scale: Math.max(network.getScale(), 0.9) }); });
    network.redraw();
  }

  // Events

  search.addEventListener('input', suggest);
  search.addEventListener('blur', () => { $('suggestions').hidden = true; search.setAttribute('aria-expanded', 'false'); });
  search.addEventListener('focus', point);
  search.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) { event.preventDefault(); current = (current + step + hits.length) % hits.length; point(); }
    if (event.key === 'Enter' && current >= 0) choose(current);
    if (event.key === 'Escape' && search.value) { event.stopPropagation(); search.value = ''; suggest(); }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { event.preventDefault(); search.focus(); }
    if (event.key !== 'Escape') return;
    if (focus) unfocus();
    else if (location.hash) clear();
  });
  network.on('click', ({ nodes: [node], edges: [edge] }) => { if (node) goTo('entity', node); else if (edge) goTo('fact', edge); else if (location.hash) clear(); });
  network.on('doubleClick', ({ nodes: [node] }) => { if (node) focusOn(node); });
  $('zoom-in').addEventListener('click', () => zoom(1.3));
  $('zoom-out').addEventListener('click', () => zoom(1 / 1.3));
  $('fit').addEventListener('click', fit);
  $('show-graph').addEventListener('click', () => show('graph'));
  $('show-table').addEventListener('click', () => show('table'));
  $('more').addEventListener('click', () => { rows += ROWS; table(); mark(); });
  $('reset').addEventListener('click', () => { Object.values(hidden).forEach((set) => set.clear()); filters(); draw(); });
  window.addEventListener('hashchange', render);
  window.addEventListener('popstate', render);
  dark.addEventListener('change', () => { filters(); draw(); render(); });

  const outlets = new Set(Object.values(DATA.articles).map((article) => article.source).filter(Boolean));
  const dates = Object.values(DATA.articles).map((article) => article.date).filter(Boolean).sort();
  const told = [plural(edges.size, 'fact', 'facts'), ` about ${plural(nodes.size, 'entity', 'entities')}`];
  if (outlets.size) told.push(`, from ${plural(Object.keys(DATA.articles).length, 'article', 'articles')} in ${plural(outlets.size, 'outlet', 'outlets')}`);
  if (dates.length) told.push(`, ${[...new Set([day(dates[0]), day(dates[dates.length - 1])])].join(' – ')}`);
  $('summary').textContent = told.join('');
  if (window.innerWidth <= 1120) $('filters').open = false;
  filters();
  draw();
  fit();
  render();
})();
