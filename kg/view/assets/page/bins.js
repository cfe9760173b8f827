/* Days gathered into the bars of a histogram: by day, week, month or year, whichever gives at most about sixty. */

const DAY = 86400000;
const UNITS = [['day', 62], ['week', 7 * 62], ['month', 31 * 72], ['year', Infinity]];
const iso = (time) => new Date(time).toISOString().slice(0, 10);

export const sound = (date) => /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date));

function start(date, unit) { // the first day of the bar that the day falls in
  const time = new Date(`${date}T00:00:00Z`);
  if (unit === 'week') time.setUTCDate(time.getUTCDate() - ((time.getUTCDay() + 6) % 7));
  if (unit === 'month' || unit === 'year') time.setUTCDate(1);
  if (unit === 'year') time.setUTCMonth(0);
  return iso(time.getTime());
}

function following(first, unit) {
  const time = new Date(`${first}T00:00:00Z`);
  if (unit === 'day') time.setUTCDate(time.getUTCDate() + 1);
  if (unit === 'week') time.setUTCDate(time.getUTCDate() + 7);
  if (unit === 'month') time.setUTCMonth(time.getUTCMonth() + 1);
  if (unit === 'year') time.setUTCFullYear(time.getUTCFullYear() + 1);
  return iso(time.getTime());
}

export function bars(days) { // [{ first, last, count }] from the first day to the last, without a gap
  const known = days.filter(sound).sort();
  if (!known.length) return [];
  const length = (Date.parse(known[known.length - 1]) - Date.parse(known[0])) / DAY;
  const [unit] = UNITS.find(([, most]) => length <= most);
  const found = [];
  for (let first = start(known[0], unit); first <= known[known.length - 1];) {
    const next = following(first, unit);
    found.push({ first, last: iso(Date.parse(next) - DAY), count: 0 });
    first = next;
  }
  let at = 0;
  for (const date of known) { while (date > found[at].last) at += 1; found[at].count += 1; }
  return found;
}
