// Where the reader is: the title of the window and the path above the view.

import { el } from './dom.js';

/** Names the view; `ways` are pairs of address and name that lead to it. */
export function standAt(title, ...ways) {
  document.title = `${title} – Rejoinder`;
  document
    .querySelector('.path')
    .replaceChildren(...ways.flatMap(([address, name]) => [el('a', { href: address }, name), ' ▸ ']), title);
}

export const storyAddress = (id, part = '') => `/stories/${encodeURIComponent(id)}${part}`;
export const actorAddress = (id) => `/actors/${encodeURIComponent(id)}`;
export const countryAddress = (code) => `/countries/${encodeURIComponent(code)}`;
export const utteranceAddress = (id) => `/utterances/${encodeURIComponent(id)}`;
