// The flag of a country; where the system draws none, its two letters as a small sign of their own.

import { el } from './dom.js';

const LETTER_A = 0x1f1e6;

/** Whether this system draws two letters as a flag; some draw boxes, and there the letters themselves are better. */
const drawsFlags = (() => {
  const pen = document.createElement('canvas').getContext('2d');
  const letter = String.fromCodePoint(LETTER_A);
  pen.font = '16px sans-serif';
  return pen.measureText(`${letter}${String.fromCodePoint(LETTER_A + 19)}`).width < 1.5 * pen.measureText(letter).width;
})();

/** The flag, or null for what has none; `spoken` is what it says where no name stands beside it. */
export function flag({ kind, code }, spoken = null) {
  if (kind !== 'country' || !/^[A-Z]{2}$/.test(code)) {
    return null;
  }
  return el(
    'span',
    { class: drawsFlags ? 'flag' : 'flag letters', ...(spoken ? { role: 'img', 'aria-label': spoken } : { 'aria-hidden': 'true' }) },
    drawsFlags ? String.fromCodePoint(...[...code].map((letter) => LETTER_A + letter.charCodeAt(0) - 65)) : code,
  );
}
