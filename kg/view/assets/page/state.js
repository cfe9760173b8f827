/* The state of the page: one value that is replaced, never changed. Everything shown is a function of it and of the data.

   It is kept in the address, so that a view can be sent or come back to, and the values before it are kept for undo. */

import { START, understood, written } from './address.js';

const PLACES = ['fact', 'entity', 'focus', 'path', 'group', 'view']; // a change of these is a step for the browser's Back
const KEPT = 100;

export function keeper(graph, render) {
  let state = START;
  const before = [];

  function show(step) {
    const text = written(state);
    const address = location.href.split('#')[0] + (text ? `#${text}` : '');
    if (address !== location.href) history[step ? 'pushState' : 'replaceState'](null, '', address);
    render(state);
  }

  return {
    get: () => state,
    undoable: () => before.length > 0,
    update(change) {
      if (Object.keys(change).every((key) => JSON.stringify(state[key]) === JSON.stringify(change[key]))) return;
      before.push(state);
      if (before.length > KEPT) before.shift();
      state = { ...state, ...change };
      show(PLACES.some((key) => key in change));
    },
    undo() {
      if (!before.length) return;
      state = before.pop();
      show(false);
    },
    follow() { // the address was changed by hand, by a link, or by Back
      state = understood(location.hash.slice(1), graph);
      render(state);
    },
  };
}
