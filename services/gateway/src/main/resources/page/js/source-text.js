// The text that a report stands in, with the words, the verb that reports them and the speaker marked.

import { get } from './api.js';
import { el } from './dom.js';
import { spanOf, withMarks } from './quoted.js';
import { date } from './words.js';

const AROUND = 500;

/** Loads the document of a report into an element. */
export async function showSource(element, report) {
  element.replaceChildren(el('p', { class: 'quiet', role: 'status' }, 'Loading the text …'));
  try {
    element.replaceChildren(...text(await get(`/api/v1/documents?id=${encodeURIComponent(report.document)}`), report));
  } catch (problem) {
    element.replaceChildren(
      el('p', { class: 'quiet', role: 'status' }, problem.status === 404 ? 'The text is not kept any more.' : `The text can’t be shown now: ${problem.message}. `),
      problem.status !== 404 && el('button', { class: 'act', type: 'button', onclick: () => showSource(element, report) }, 'Try again'),
      ...around(report),
    );
  }
}

/** What the report itself holds of the text. */
function around(report) {
  return report.context ? [el('blockquote', { class: 'source-text', dir: 'auto', lang: report.language }, report.context)] : [];
}

function text(document, report) {
  if (document.withdrawn) {
    return [el('p', { class: 'quiet' }, 'The document was withdrawn at its source.'), ...around(report)];
  }
  const letters = [...document.text];
  const standing = letters.slice(report.span.start, report.span.end).join('') === report.text;
  const span = standing ? report.span : spanOf(document.text, report.text);
  const revised = document.revision > 1 ? `, revision ${document.revision}` : '';
  const seen = el('p', { class: 'quiet' }, `${document.outlet}${document.publishedAt ? `, ${date(document.publishedAt, 'instant')}` : ''}${revised}`);
  if (!span) {
    return [seen, el('p', {}, 'The document has been changed since, and these words no longer stand there.'), whole(document, [], [])];
  }
  // The finer spans are those of the revision that was read.
  const finer = standing ? [report.cue?.span, report.speaker?.span].filter(Boolean) : [];
  const from = beginning(letters, span.start - AROUND);
  const to = ending(letters, span.end + AROUND);
  const part = excerpt(document, letters, [span], finer, from, to);
  const more = el('button', { class: 'act', type: 'button', onclick: unfold }, 'Show the whole text');
  return [seen, part, (from > 0 || to < letters.length) && more].filter(Boolean);

  function unfold() {
    part.replaceWith(whole(document, [span], finer));
    more.remove();
  }
}

function whole(document, spans, finer) {
  const letters = [...document.text];
  return excerpt(document, letters, spans, finer, 0, letters.length);
}

function excerpt(document, letters, spans, finer, from, to) {
  const kinds = new Map([...spans.map((span) => [span, 'words']), ...finer.map((span) => [span, 'finer'])]);
  const within = [...kinds.keys()].filter(({ start, end }) => start >= from && end <= to).sort((a, b) => a.start - b.start);
  let next = 0;
  return el(
    'blockquote',
    { class: 'source-text', dir: 'auto', lang: document.language },
    from > 0 && '… ',
    ...withMarks(
      letters.slice(from, to).join(''),
      within.map(({ start, end }) => ({ start: start - from, end: end - from })),
      (words) => (kinds.get(within[next++]) === 'words' ? el('mark', { class: 'span' }, words) : el('b', {}, words)),
    ),
    to < letters.length && ' …',
  );
}

/** The beginning of a word at or before a place. */
function beginning(letters, at) {
  let place = Math.max(0, at);
  while (place > 0 && letters[place - 1].trim()) {
    place -= 1;
  }
  return place;
}

function ending(letters, at) {
  let place = Math.min(letters.length, at);
  while (place < letters.length && letters[place].trim()) {
    place += 1;
  }
  return place;
}
