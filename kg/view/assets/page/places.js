/* Places on the plane for views that Python made none for: rings around one entity, columns along a path, newcomers. */

const SLOT = 62; // pixels of a ring's round for each entity

function ring(ids, radius, places, from) { // every second one a little further out where it is crowded
  const stagger = ids.length > 26 ? 46 : 0;
  ids.forEach((id, at) => {
    const turn = from + (2 * Math.PI * at) / ids.length;
    const far = radius + (at % 2) * stagger;
    places.set(id, [1.25 * far * Math.cos(turn), far * Math.sin(turn)]);
  });
}

export function rings(far, before, angle) { // `before` names those of the ring inside that an entity hangs on; `angle` sorts the first ring
  const places = new Map();
  let radius = 0;
  for (let depth = 0; ; depth += 1) {
    const ids = [...far].filter(([, step]) => step === depth).map(([id]) => id);
    if (!ids.length) return places;
    if (depth === 0) { places.set(ids[0], [0, 0]); continue; }
    const wish = (id) => {
      if (depth === 1) return angle(id);
      const [x, y] = places.get(before(id)[0]);
      return Math.atan2(y, x / 1.25);
    };
    const sorted = ids.map((id) => [id, wish(id)]).sort(([a, x], [b, y]) => (x < y ? -1 : x > y ? 1 : a < b ? -1 : 1)).map(([id]) => id);
    radius = Math.max(radius + 180, (sorted.length * SLOT) / (2 * Math.PI));
    ring(sorted, radius, places, depth === 1 ? -Math.PI / 2 : wish(sorted[0]));
  }
}

export function columns(far) { // entities by their step, one column a step
  const places = new Map();
  const last = Math.max(0, ...far.values());
  for (let step = 0; step <= last; step += 1) {
    const ids = [...far].filter(([, at]) => at === step).map(([id]) => id);
    ids.forEach((id, at) => places.set(id, [step * 300 - last * 150, (at - (ids.length - 1) / 2) * 92]));
  }
  return places;
}

export function settle(places, id, [x, y]) { // puts a newcomer on the first free spot of a spiral around a point
  for (let step = 1; ; step += 1) {
    const turn = 2.4 * step;
    const far = 60 + 26 * Math.sqrt(step);
    const spot = [Math.round(x + far * Math.cos(turn) * 1.3), Math.round(y + far * Math.sin(turn))];
    if (step > 400 || ![...places.values()].some(([a, b]) => Math.abs(a - spot[0]) < 86 && Math.abs(b - spot[1]) < 34)) { places.set(id, spot); return; }
  }
}
