// One reaction: who, what they represent, their words with the evidence marked, and who reported them.

import { el, outside } from './dom.js';
import { label, sign } from './stance.js';
import { count, date, flagOf, lag, many, nameOf } from './words.js';

/** The element of a reaction; `choose(kind, value)` narrows the feed. */
export function reactionElement(item, trigger, choose, open) {
  const speaksFor = el(
    'button',
    { class: 'speaks-for', type: 'button', onclick: () => choose('represents', item.represents.code) },
    nameOf(item.represents),
  );
  return el(
    'li',
    { class: 'reaction', 'data-stance': item.stance, 'data-id': item.id },
    el(
      'article',
      { 'aria-label': `${item.actor.name}: ${label(item.stance)}` },
      el(
        'div',
        { class: 'who' },
        sign(item.stance),
        el(
          'p',
          { class: 'speaker' },
          el('button', { type: 'button', onclick: () => choose('actor', item.actor.id) }, el('strong', {}, item.actor.name)),
          item.role && el('span', { class: 'quiet' }, `, ${item.role}`),
        ),
        el('span', { class: 'lag' }, el('time', { datetime: item.saidAt, title: date(item.saidAt, item.saidAtPrecision) }, lag(item, trigger))),
        el(
          'p',
          { class: 'standing' },
          flagOf(item.represents) && el('span', { class: 'flag', 'aria-hidden': 'true' }, flagOf(item.represents), ' '),
          speaksFor,
          ' · ',
          el('span', { class: 'label' }, label(item.stance)),
        ),
      ),
      words(item),
      elsewhere(item),
      reported(item, open),
    ),
  );
}

/** The report whose wording is shown. */
function shownReport(item) {
  return item.reports.find((each) => each.text === item.text) ?? item.reports[0];
}

/** What was said. Only the speaker's own words stand between quotation marks; what an outlet tells says so. */
function words(item) {
  const direct = shownReport(item)?.type === 'direct';
  return el(
    'blockquote',
    { class: direct ? 'quotation' : 'quotation told', dir: 'auto', lang: item.language },
    direct && '“',
    ...marked(item),
    direct && '”',
  );
}

/** The quotation with the words that decided the stance marked. Spans count code points. */
function marked(item) {
  const letters = [...item.text];
  const spans = item.evidence
    .filter((evidence) => evidence.part === 'text')
    .map((evidence) => spanIn(item, evidence, letters))
    .filter((span) => span && span.start < span.end)
    .sort((a, b) => a.start - b.start);
  const parts = [];
  let at = 0;
  for (const { start, end } of spans) {
    if (start >= at) {
      parts.push(letters.slice(at, start).join(''), el('mark', {}, letters.slice(start, end).join('')));
      at = end;
    }
  }
  parts.push(letters.slice(at).join(''));
  return parts;
}

/** Where the words stand in the text that is shown; the report they were found in may be another wording. */
function spanIn(item, evidence, letters) {
  const report = item.reports.find((each) => each.statement === evidence.statement);
  if (evidence.span && report?.text === item.text && evidence.span.end <= letters.length) {
    return evidence.span;
  }
  const index = item.text.indexOf(evidence.words);
  if (index < 0) {
    return null;
  }
  const start = [...item.text.slice(0, index)].length;
  return { start, end: start + [...evidence.words].length };
}

/** Deciding words that stand around the quotation, not in it. */
function elsewhere(item) {
  const words = item.evidence.filter((evidence) => evidence.part !== 'text').map((evidence) => evidence.words);
  return words.length === 0
    ? null
    : el(
        'p',
        { class: 'below' },
        'from the report around it: ',
        [...new Set(words)].slice(0, 3).flatMap((each, i) => [i ? ', ' : '', '“', el('mark', {}, each), '”']),
      );
}

function reported(item, open) {
  const when = date(item.saidAt, item.saidAtPrecision);
  const dated = item.saidAtPrecision === 'publication' ? `published ${when}` : when;
  const said = shownReport(item)?.type === 'direct' ? dated : `in the report’s words · ${dated}`;
  if (item.reportCount === 1 && item.reports.length === 1) {
    return el('p', { class: 'below' }, `${said} · `, outlet(item.reports[0]));
  }
  const wordings = new Set(item.reports.map((report) => report.text)).size;
  const id = `reports-${item.id.replace(/[^\w-]/g, '_')}`;
  const list = el('ol', { class: 'reports', id, hidden: !open });
  const button = el(
    'button',
    { class: 'reported', type: 'button', 'aria-expanded': String(open), 'aria-controls': id, onclick: toggle },
    `reported by ${count(item.outletCount)}, in ${many(wordings, 'wording')}`,
  );
  open && fill();
  return [el('p', { class: 'below' }, `${said} · `, button), list];

  function toggle() {
    list.hidden = !list.hidden;
    button.setAttribute('aria-expanded', String(!list.hidden));
    fill();
  }

  function fill() {
    if (list.childElementCount === 0) {
      list.append(...item.reports.map(report));
      item.reportCount > item.reports.length &&
        list.append(el('li', { class: 'quiet' }, `and ${count(item.reportCount - item.reports.length)} more`));
    }
  }
}

function report(each) {
  return el(
    'li',
    {},
    el('p', {}, outlet(each), each.publishedAt && el('span', { class: 'quiet' }, ` · ${date(each.publishedAt, 'instant')}`)),
    each.title && el('p', { class: 'quiet' }, each.title),
    el('q', { dir: 'auto', lang: each.language }, each.type === 'direct' && '“', each.text, each.type === 'direct' && '”'),
  );
}

function outlet(each) {
  return outside(each.url, each.outlet);
}
