// Counts by stance: the bar, and below it each stance with its sign and number.

import { el } from './dom.js';
import { STANCES, bar, label, sign } from './stance.js';
import { count } from './words.js';

/** A balance of stances to look at; nothing to click. */
export function balance(stances) {
  return el(
    'div',
    { class: 'balance-of' },
    bar(stances),
    el(
      'ul',
      { class: 'counts' },
      STANCES.filter((stance) => stances[stance]).map((stance) =>
        el('li', {}, sign(stance), el('span', {}, el('strong', {}, count(stances[stance])), ` ${label(stance)}`)),
      ),
    ),
  );
}
