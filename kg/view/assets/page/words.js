/* The page's own words, numbers and days in the language of the reader. */

const spoken = { language: 'en', texts: {}, collator: new Intl.Collator('en') };

export function speak(language, texts) {
  Object.assign(spoken, { language, texts: texts[language], collator: new Intl.Collator(language) });
  document.documentElement.lang = language;
}

export const language = () => spoken.language;
export const compare = (a, b) => spoken.collator.compare(a, b);

export function say(key, values) { // a text with its {holes} filled; of two texts, the first is for one thing
  let text = spoken.texts[key];
  if (Array.isArray(text)) text = text[values.n === 1 ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === 'number' ? number(values[name]) : values[name]));
}

export const number = (value) => value.toLocaleString(spoken.language === 'en' ? 'en-GB' : spoken.language);
export const percent = (value) => `${Math.round(value * 100)}%`;

export function day(date, form = { day: 'numeric', month: 'long', year: 'numeric' }) { // "2020-09-14" as "14 September 2020"
  const read = new Date(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date || '') || Number.isNaN(read.getTime())) return date || '';
  return read.toLocaleDateString(spoken.language === 'en' ? 'en-GB' : spoken.language, { ...form, timeZone: 'UTC' });
}

export function moment(time) { // an EDTF time in words: "2020-09" as "September 2020", "../2020" as "until 2020", "2012/.." as "from 2012 on"
  const [first, last] = (time || '').split('/');
  if (last === undefined) return /^\d{4}-\d{2}$/.test(first) ? day(`${first}-01`, { month: 'long', year: 'numeric' }) : day(first);
  if (first === '..') return say('time_until', { time: moment(last) });
  return last === '..' ? say('time_from', { time: moment(first) }) : `${moment(first)} – ${moment(last)}`;
}

export const languageName = (code) => (/^[a-z]{2,3}(-\w{2,8})*$/i.test(code) ? new Intl.DisplayNames(spoken.language, { type: 'language', fallback: 'code' }).of(code) : code);
export const nameOf = (thing) => thing.labels[spoken.language] || (thing.label ?? thing.name);

export function className(type, looks) {
  const label = type === 'Literal' ? say('value') : (looks[type]?.labels[spoken.language] || type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
  return label.replace(/^./u, (letter) => letter.toUpperCase());
}

// Who says it: words of attribution that name nobody we know are quoted.
export const voice = (thing) => thing.speaker && (thing.speakerId ? thing.speaker : `“${thing.speaker}”`);

export function describe(thing) {
  const who = voice(thing);
  if (thing.standing === 'denied') return who ? say('denied_by', { who }) : say('denied');
  if (thing.standing === 'said') return say(thing.speakerId ? 'said_by' : 'said_words', { who });
  if (thing.standing === 'uncertain') return who ? say('says', { how: say(thing.modality), who }) : say(thing.modality);
  return say('stated_by_outlet');
}

export const briefly = (thing) => ({ asserted: say('stated'), said: say('said'), denied: say('denied') })[thing.standing] || say(thing.modality);
