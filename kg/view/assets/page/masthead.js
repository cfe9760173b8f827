/* What the template says in words, and the line under the title, in the language of the reader. */

import { $ } from './dom.js';
import { day, language, say, speak } from './words.js';

const ATTRIBUTES = { 'aria-label': 'ariaLabel', title: 'title', placeholder: 'placeholder' };

export function speakAs(wish, data, graph) { // the language that is wished for, else the browser's, else English
  speak(wish || (navigator.language.toLowerCase().startsWith('nl') ? 'nl' : 'en'), data.texts);
  for (const element of document.querySelectorAll('[data-say]')) element.textContent = say(element.dataset.say);
  for (const [name, key] of Object.entries(ATTRIBUTES)) for (const element of document.querySelectorAll(`[data-${name}]`)) element.setAttribute(name, say(element.dataset[key]));
  $('language').lang = language() === 'nl' ? 'en' : 'nl';
  document.querySelector('#network .vis-network')?.setAttribute('aria-label', say('network_keys'));
  $('summary').textContent = summary(data, graph);
}

function summary(data, graph) {
  const told = Object.values(data.articles);
  const outlets = new Set(told.map((article) => article.source).filter(Boolean));
  const dates = told.map((article) => article.date).filter(Boolean).sort();
  let text = say('summary', { facts: say('facts', { n: graph.edges.size }), entities: say('entities', { n: graph.nodes.size }) });
  if (outlets.size) text += say('summary_articles', { articles: say('articles', { n: told.length }), outlets: say('outlets', { n: outlets.size }) });
  return dates.length ? `${text}, ${[...new Set([day(dates[0]), day(dates[dates.length - 1])])].join(' – ')}` : text;
}
