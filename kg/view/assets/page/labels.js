/* Where labels go: each where it covers no other, the most important first; what finds no room is left out. */

const CELL = 96;

export function board() { // remembers boxes [left, top, right, bottom], and tells which new ones are free
  const cells = new Map();
  const near = function* near([left, top, right, bottom]) {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) yield x * 65536 + y;
  };
  return {
    free(box, own) {
      for (const cell of near(box)) for (const [other, owner] of cells.get(cell) || []) if (owner !== own && overlap(box, other)) return false;
      return true;
    },
    take(box, owner) {
      for (const cell of near(box)) { if (!cells.has(cell)) cells.set(cell, []); cells.get(cell).push([box, owner]); }
    },
  };
}

export const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

export function anchored({ x, y, radius, width, height }, lift = 0) { // boxes around a node, in the order in which they are tried
  const gap = 3 + lift;
  const beside = radius + gap + 2;
  return [
    [x - width / 2, y + radius + gap, x + width / 2, y + radius + gap + height],
    [x + beside, y - height / 2, x + beside + width, y + height / 2],
    [x - beside - width, y - height / 2, x - beside, y + height / 2],
    [x - width / 2, y - radius - gap - height, x + width / 2, y - radius - gap],
    ...[[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([right, down]) => {
      const left = right > 0 ? x + radius * 0.7 : x - radius * 0.7 - width;
      const top = down > 0 ? y + radius * 0.7 : y - radius * 0.7 - height;
      return [left, top, left + width, top + height];
    }),
  ];
}

export function labelled(nodes, taken, [wide, high], hubs = 0) { // nodes in order of importance → those whose label has room, with its box
  const found = [];
  const names = board();
  nodes.forEach((node, at) => {
    const within = ([left, top, right, bottom]) => left >= 0 && top >= 0 && right <= wide && bottom <= high;
    const all = (at < hubs ? [0, 10, 22].flatMap((lift) => anchored(node, lift)) : anchored(node)).filter((one) => names.free(one, node.id));
    const boxes = all.some(within) ? all.filter(within) : all;
    const box = boxes.find((one) => taken.free(one, node.id)) || (at < hubs ? boxes[0] : null); // a hub's name may lie on a small entity
    if (!box) return;
    names.take(box, node.id);
    taken.take(box, node.id);
    found.push({ ...node, box });
  });
  return found;
}
