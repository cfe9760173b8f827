/* The time line: how many facts were told when, two handles that choose a period, and a button that plays it. */

import { $, shape } from './dom.js';
import { bars } from './bins.js';
import { day, say } from './words.js';

const TICK = 650; // milliseconds of a step while it plays

export function timelineOf(data, keep) {
  const all = bars(data.edges.flatMap((edge) => edge.told));
  const [since, until] = [$('since'), $('until')];
  const last = all.length - 1;
  let playing = null;

  if (all.length < 2) { $('timeline').hidden = true; return { draw() {}, stop() {} }; }

  for (const input of [since, until]) Object.assign(input, { min: 0, max: last, step: 1 });
  const highest = Math.max(...all.map((bar) => bar.count));
  const columns = all.map((bar, at) => {
    const high = bar.count ? 2 + (26 * bar.count) / highest : 0;
    return shape('rect', { x: at + 0.1, width: 0.8, y: 28 - high, height: high });
  });
  $('histogram').replaceChildren(shape('svg', { viewBox: `0 0 ${all.length} 28`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, ...columns));

  function range(state) {
    const first = state.since ? all.findIndex((bar) => bar.last >= state.since) : 0;
    const end = state.until ? all.findLastIndex((bar) => bar.first <= state.until) : last;
    return [first < 0 ? last : first, end < 0 ? 0 : end];
  }

  const choose = (first, end) => keep.update({ since: first > 0 ? all[first].first : '', until: end < last ? all[end].last : '' });

  function draw(state) {
    const [first, end] = range(state);
    since.value = first;
    until.value = end;
    const words = all[first] && day(all[first].first, { day: 'numeric', month: 'short', year: 'numeric' });
    const close = day(all[end].last, { day: 'numeric', month: 'short', year: 'numeric' });
    since.setAttribute('aria-valuetext', words);
    until.setAttribute('aria-valuetext', close);
    $('period').textContent = `${words} – ${close}`;
    columns.forEach((column, at) => column.setAttribute('class', at >= first && at <= end ? 'in' : 'out'));
    $('play').setAttribute('aria-pressed', String(Boolean(playing)));
    $('play').setAttribute('aria-label', say(playing ? 'stop' : 'play'));
    $('play').textContent = playing ? '❚❚' : '▶';
  }

  function stop() {
    clearInterval(playing);
    playing = null;
    draw(keep.get());
  }

  function play() { // the period grows from its beginning to the end of time
    if (playing) { stop(); return; }
    const [first, end] = range(keep.get());
    let at = end >= last ? first : end;
    choose(first, at);
    playing = setInterval(() => {
      at += 1;
      while (at < last && !all[at].count) at += 1;
      choose(first, at);
      if (at >= last) stop();
    }, TICK);
    draw(keep.get());
  }

  since.addEventListener('input', () => choose(Math.min(Number(since.value), Number(until.value)), Number(until.value)));
  until.addEventListener('input', () => choose(Number(since.value), Math.max(Number(since.value), Number(until.value))));
  $('play').addEventListener('click', play);
  return { draw, stop };
}
