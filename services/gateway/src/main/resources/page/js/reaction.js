// One reaction: who, what they represent, their words with the evidence marked, and who reported them.

import { el, outside } from './dom.js';
import { flag } from './flag.js';
import { utteranceAddress } from './place.js';
import { decidingSpans, quotedWords, shownReport } from './quoted.js';
import { label, sign } from './stance.js';
import { count, date, lag, many, nameOf } from './words.js';

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
          flag(item.represents),
          speaksFor,
          ' · ',
          el('span', { class: 'label' }, label(item.stance)),
        ),
      ),
      quotedWords(item, decidingSpans(item)),
      elsewhere(item),
      reported(item, open),
    ),
  );
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
    return el('p', { class: 'below' }, `${said} · `, outlet(item.reports[0]), ' · ', evidence(item));
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
  return [el('p', { class: 'below' }, `${said} · `, button, ' · ', evidence(item)), list];

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

/** The way to the utterance with all its evidence; out of another site's frame, where only the story may stand. */
function evidence(item) {
  const framed = window.self !== window.top;
  return el(
    'a',
    { href: utteranceAddress(item.utterance), target: framed && '_blank', rel: framed && 'noopener', 'aria-label': `Evidence of what ${item.actor.name} said` },
    'evidence',
  );
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
