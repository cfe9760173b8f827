/* Which facts pass the filters. */

export function passing(graph, state) {
  const off = Object.fromEntries(Object.entries(state.off).map(([kind, values]) => [kind, new Set(values)]));
  const some = (values, set) => !values.length || !set.size || values.some((value) => !set.has(value));
  const hidden = new Set(state.hide);
  const dated = state.since || state.until;
  const inTime = (date) => (!state.since || date >= state.since) && (!state.until || date <= state.until);
  return (edge) => !off.standings.has(edge.standing) && !off.relations.has(edge.relation)
    && some(edge.sources, off.sources) && some(edge.languages, off.languages)
    && !hidden.has(edge.from) && !hidden.has(edge.to)
    && !off.classes.has(graph.nodes.get(edge.from).type) && !off.classes.has(graph.nodes.get(edge.to).type)
    && (!dated || edge.told.some(inTime));
}

export function counts(values) { // value and number, the most frequent first
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) || 0) + 1);
  return [...found].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
