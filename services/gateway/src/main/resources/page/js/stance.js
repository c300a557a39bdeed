// The scale of stance: its order, its words and its signs.

import { el, svg as drawn } from './dom.js';

export const STANCES = ['condemn', 'criticise', 'concern', 'neutral', 'no-comment', 'defend', 'welcome', 'unclear'];

const LABELS = { 'no-comment': 'no comment' };

const SHAPES = {
  condemn: [['rect', { class: 'solid', x: 1, y: 1, width: 10, height: 10 }]],
  criticise: [
    ['rect', { class: 'hollow', x: 1.75, y: 1.75, width: 8.5, height: 8.5 }],
    ['rect', { class: 'solid', x: 1, y: 1, width: 5.5, height: 10 }],
  ],
  concern: [['path', { class: 'solid', d: 'M6 .5 12 11.5H0Z' }]],
  neutral: [['circle', { class: 'hollow', cx: 6, cy: 6, r: 4.75 }]],
  'no-comment': [['circle', { class: 'hollow', cx: 6, cy: 6, r: 4.75, 'stroke-dasharray': '2.2 2.2' }]],
  defend: [
    ['circle', { class: 'hollow', cx: 6, cy: 6, r: 4.75 }],
    ['path', { class: 'solid', d: 'M6.5 .5a5.5 5.5 0 0 0 0 11Z' }],
  ],
  welcome: [['circle', { class: 'solid', cx: 6, cy: 6, r: 5.5 }]],
  unclear: [
    ['path', { class: 'hollow', d: 'M3.2 3.6C3.4 1.9 4.5 1.2 6 1.2c1.6 0 2.8 1 2.8 2.4 0 2-2.7 2-2.7 4.2' }],
    ['circle', { class: 'solid', cx: 6.1, cy: 10.6, r: 1.1 }],
  ],
};

/** The word for a stance. */
export function label(stance) {
  return LABELS[stance] ?? stance;
}

/** The sign of a stance; `spoken` when no word stands beside it. */
export function sign(stance, spoken = false) {
  const svg = drawn('svg', { class: 'sign', viewBox: '0 0 12 12', 'data-stance': stance });
  if (spoken) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label(stance));
  } else {
    svg.setAttribute('aria-hidden', 'true');
  }
  svg.append(...(SHAPES[stance] ?? SHAPES.unclear).map(([name, attributes]) => drawn(name, attributes)));
  return svg;
}

/** Counts in words: "12 condemn, 3 welcome". */
export function inWords(counts) {
  const parts = STANCES.filter((stance) => counts[stance]).map((stance) => `${counts[stance]} ${label(stance)}`);
  return parts.length ? parts.join(', ') : 'no reactions yet';
}

/** A bar of counts; `update(bar, counts)` changes it without building it anew. */
export function bar(counts, slim = false) {
  const element = el('div', { class: slim ? 'bar slim' : 'bar', role: 'img' });
  STANCES.forEach((stance) => element.append(el('span', { class: 'part', 'data-stance': stance, hidden: true })));
  updateBar(element, counts);
  return element;
}

export function updateBar(element, counts) {
  let total = 0;
  for (const part of element.children) {
    const count = counts[part.dataset.stance] ?? 0;
    total += count;
    part.hidden = count === 0;
    part.style.flexGrow = String(count);
  }
  element.classList.toggle('empty', total === 0);
  element.setAttribute('aria-label', inWords(counts));
}
