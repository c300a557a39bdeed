// A view that has nothing to show says why, and what happens next.

import { el } from './dom.js';

export function notice(said, ...paragraphs) {
  return el(
    'section',
    { class: 'notice' },
    el('h1', { class: 'said' }, said),
    paragraphs.map((part) => (typeof part === 'string' ? el('p', { class: 'quiet' }, part) : part)),
  );
}
