/* Small builders of elements. All text goes in as text, never as markup. */

export const $ = (id) => document.getElementById(id);

export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function shape(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const icon = (width, path, attributes) => shape('svg', { width, height: 16, viewBox: `0 0 ${width} 16`, 'aria-hidden': 'true' }, shape('path', { d: path, ...attributes }));

export function link(url, text) { // an article's address is not to be trusted: only the web, and no word about where we are
  const address = URL.canParse(url) ? new URL(url) : null;
  if (!address || !['http:', 'https:'].includes(address.protocol)) return document.createTextNode(text);
  return el('a', { href: address.href, target: '_blank', rel: 'noopener noreferrer nofollow' }, text);
}

export function save(name, blob) {
  const address = URL.createObjectURL(blob);
  el('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
