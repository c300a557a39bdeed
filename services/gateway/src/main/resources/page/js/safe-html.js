// Takes in HTML that the gateway wrote: only the elements and attributes named here are made anew, all else is its text.

import { el, outside } from './dom.js';

const KEPT = new Set(['H1', 'H2', 'H3', 'P', 'UL', 'LI', 'STRONG', 'SPAN']);

/** The body of a document as elements. */
export function fromHtml(html) {
  return [...new DOMParser().parseFromString(html, 'text/html').body.childNodes].flatMap(copied);
}

function copied(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    return [node.textContent];
  }
  if (node.nodeType !== Node.ELEMENT_NODE) {
    return [];
  }
  const children = [...node.childNodes].flatMap(copied);
  if (node.tagName === 'A') {
    return [outside(node.getAttribute('href'), ...children)];
  }
  return KEPT.has(node.tagName)
    ? [el(node.tagName.toLowerCase(), { dir: node.getAttribute('dir'), lang: node.getAttribute('lang') }, ...children)]
    : children;
}
