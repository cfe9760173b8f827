/* The line below the picture: how much of the graph is shown, why, and the way back to all of it. */

import { $, el } from './dom.js';
import { nameOf, number, say } from './words.js';

const WHOLE = 2000; // entities; more are never drawn at once

export function shownOf(graph, keep, leave) { // `leave` takes the keyboard where the line had it
  const name = (id) => nameOf(graph.nodes.get(id));
  const button = (text, change) => el('button', { type: 'button', class: 'link', onclick: () => keep.update(change) }, text);

  function why(scene, state) {
    if (scene.kind === 'focus') return say('shown_around', { name: name(state.focus) });
    if (scene.kind === 'path') return say('shown_path', { name: name(state.path[0]), other: name(state.path[1]) });
    if (scene.kind === 'group') return say('shown_group');
    return scene.kind === 'core' ? say('shown_of', { n: number(graph.nodes.size), m: number(graph.edges.size) }) : '';
  }

  return function draw(scene, state) {
    const line = [say('shown', { entities: say('entities', { n: scene.nodes.length }), facts: say('facts', { n: scene.edges.length }) }), why(scene, state)];
    if (scene.kind === 'core' && graph.nodes.size <= WHOLE) line.push(' · ', button(say('show_all'), { all: true }));
    if (['focus', 'path', 'group'].includes(scene.kind)) line.push(' · ', button(say('show_all_again'), { focus: '', path: [], group: '' }));
    if (state.hide.length) line.push(' · ', say('hidden', { n: state.hide.length }));
    const held = $('shown').contains(document.activeElement);
    $('shown').replaceChildren(...line);
    if (held) leave();
  };
}
