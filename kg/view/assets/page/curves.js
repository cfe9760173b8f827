/* Where an edge runs: the control point of its curve as vis-network sets it, and points on it. */

export function control([ax, ay], [bx, by], bend) { // vis-network's "curvedCW" for a bend above 0, "curvedCCW" below; null for a straight edge
  if (!bend) return null;
  const size = Math.abs(bend);
  const radius = Math.hypot(bx - ax, ay - by);
  const turn = Math.atan2(ay - by, bx - ax) + (0.5 * bend + 0.5) * Math.PI;
  const far = 0.5 * size + 0.5;
  return [ax + far * radius * Math.sin(turn), ay + far * radius * Math.cos(turn)];
}

export function along(a, via, b, share) { // the point at a share of the way
  const rest = 1 - share;
  if (!via) return [a[0] * rest + b[0] * share, a[1] * rest + b[1] * share];
  return [0, 1].map((axis) => rest * rest * a[axis] + 2 * rest * share * via[axis] + share * share * b[axis]);
}
