// Words with their quotation marks, where they are the speaker's own, and parts of them marked.

import { el } from './dom.js';

/** The report whose wording is shown. */
export function shownReport(item) {
  return item.reports.find((each) => each.text === item.text) ?? item.reports[0];
}

/** What was said, as a quotation. Only the speaker's own words stand between quotation marks. */
export function quotedWords(item, spans = []) {
  const direct = shownReport(item)?.type === 'direct';
  return el(
    'blockquote',
    { class: direct ? 'quotation' : 'quotation told', dir: 'auto', lang: item.language, 'data-stance': item.stance },
    direct && '“',
    ...withMarks(item.text, spans),
    direct && '”',
  );
}

/** Where the words that decided the stance stand in the text that is shown. */
export function decidingSpans(item) {
  return item.evidence.filter(({ part }) => part === 'text').map((evidence) => spanIn(item, evidence)).filter(Boolean);
}

/** The report they were found in may have another wording. */
function spanIn(item, { statement, words, span }) {
  const report = item.reports.find((each) => each.statement === statement);
  return span && report?.text === item.text ? span : spanOf(item.text, words);
}

/** Where words stand in a text, in code points; null where they don't. */
export function spanOf(text, words) {
  const index = words ? text.indexOf(words) : -1;
  if (index < 0) {
    return null;
  }
  const start = [...text.slice(0, index)].length;
  return { start, end: start + [...words].length };
}

/** A text in parts, those within the spans marked. Spans count code points; one that overlaps an earlier one is left out. */
export function withMarks(text, spans, mark = (words) => el('mark', {}, words)) {
  const letters = [...text];
  const parts = [];
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start >= at && end <= letters.length && start < end) {
      parts.push(letters.slice(at, start).join(''), mark(letters.slice(start, end).join('')));
      at = end;
    }
  }
  parts.push(letters.slice(at).join(''));
  return parts;
}
