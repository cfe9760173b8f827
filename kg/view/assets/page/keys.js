/* Keys that work everywhere on the page but where the reader types. */

const TYPING = /^(INPUT|TEXTAREA|SELECT)$/;
const typing = ({ tagName, type }) => TYPING.test(tagName) && !['checkbox', 'range'].includes(type);

export function listen(keys, undo) { // keys are names of keys with what they do
  document.addEventListener('keydown', (event) => {
    const bare = !(event.ctrlKey || event.metaKey || event.altKey) && !document.querySelector('dialog[open]');
    if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !typing(event.target)) { event.preventDefault(); undo(); }
    if (!bare || (typing(event.target) && event.key !== 'Escape') || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
}
