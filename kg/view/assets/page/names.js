/* Search by name: case and accents folded, with the letters that Unicode does not take apart. */

const LETTERS = { ø: 'o', ł: 'l', ß: 'ss', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i', þ: 'th', ð: 'd', ħ: 'h', ĳ: 'ij' };

export const fold = (text) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[øłßđæœıþðħĳ]/g, (letter) => LETTERS[letter])
  .replace(/[.'’]/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

export const indexed = (nodes) => nodes.map((node) => ({ node, names: [node.label, ...node.names].map((name) => ({ name, folded: fold(name) })) }));

function score(folded, wanted) {
  if (folded === wanted) return 3;
  if (folded.startsWith(wanted)) return 2;
  if (` ${folded}`.includes(` ${wanted}`)) return 1;
  return folded.includes(wanted) ? 0 : -1;
}

export function find(index, words, most = 8) { // the best name of each entity that matches, the best entity first
  const wanted = fold(words);
  if (!wanted) return [];
  const hits = [];
  for (const { node, names } of index) {
    let best = { score: -1 };
    for (const { name, folded } of names) { const mark = score(folded, wanted); if (mark > best.score) best = { node, name, score: mark }; }
    if (best.score >= 0) hits.push(best);
  }
  return hits.sort((a, b) => b.score - a.score || b.node.facts - a.node.facts || (a.node.id < b.node.id ? -1 : 1)).slice(0, most);
}
