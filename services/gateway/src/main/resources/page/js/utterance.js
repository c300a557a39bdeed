// An utterance: every report of it with its wording, the text it stands in, and what each story makes of it.

import { get } from './api.js';
import { el, outside } from './dom.js';
import { flag } from './flag.js';
import { notice } from './notice.js';
import { actorAddress, countryAddress, standAt, storyAddress } from './place.js';
import { decidingSpans, quotedWords } from './quoted.js';
import { keepShown } from './refresh.js';
import { showSource } from './source-text.js';
import { label, sign } from './stance.js';
import { differences } from './wording.js';
import { count, date, lag, many, nameOf } from './words.js';

const EVERYTHING = 'all';
const TYPES = { direct: 'in quotation marks', mixed: 'partly in quotation marks', indirect: 'in the outlet’s words' };
const EVERY = 15000;
const FEW_WORDS = 3;

export async function showUtterance(main, id) {
  await keepShown(
    main,
    async () => {
      const { items } = await get(`/api/v1/utterances/${encodeURIComponent(id)}`);
      const stories = await Promise.all(items.filter((item) => item.story !== EVERYTHING).map((item) => get(`/api/v1/stories/${encodeURIComponent(item.story)}`)));
      return { items, stories };
    },
    (loaded) => render(main, loaded),
    {
      every: () => EVERY,
      missing: () => notice('There is no such utterance', 'It may have been merged with another one, or its last report was withdrawn.', el('p', {}, el('a', { href: '/?list' }, 'All stories'))),
    },
  );
}

function render(main, { items, stories }) {
  const said = items.find((item) => item.story === EVERYTHING) ?? items[0];
  const reactions = items.filter((item) => item.story !== EVERYTHING);
  const only = reactions.length === 1 ? reactions[0] : null;
  const story = only && stories.find(({ id }) => id === only.story);
  standAt(said.actor.name, ['/?list', 'Stories'], ...(story ? [[storyAddress(story.id), story.title]] : []));
  const opened = new Set([...main.querySelectorAll('details[open]')].map((each) => each.dataset.statement));
  main.replaceChildren(
    el(
      'div',
      { class: 'utterance' },
      el(
        'header',
        {},
        el('h1', { class: 'unseen' }, `What ${said.actor.name} said`),
        quotedWords(only ?? said, only ? decidingSpans(only) : []),
        el(
          'p',
          { class: 'speaker' },
          el('a', { href: actorAddress(said.actor.id) }, said.actor.name),
          said.role && el('span', { class: 'quiet' }, `, ${said.role}`),
          ' · ',
          flag(said.represents),
          el('a', { href: countryAddress(said.represents.code) }, nameOf(said.represents)),
          el('span', { class: 'quiet' }, ` · ${said.saidAtPrecision === 'publication' ? 'published ' : ''}${date(said.saidAt, said.saidAtPrecision)}`),
        ),
      ),
      el('div', { class: 'halves' }, reports(said, opened), judged(reactions, stories)),
    ),
  );
}

function reports(said, opened) {
  const wordings = new Set(said.reports.map((each) => each.text)).size;
  return el(
    'section',
    { class: 'reports-of', 'aria-labelledby': 'reports-title' },
    el('h2', { id: 'reports-title' }, `${many(said.reportCount, 'report')}, in ${many(wordings, 'wording')}`),
    el('p', { class: 'quiet' }, independence(said)),
    wordings > 1 &&
      el('p', { class: 'quiet' }, 'Compared with the fullest wording: ', el('ins', {}, 'only here'), ', ', el('del', {}, 'left out here'), '.'),
    el('ol', {}, said.reports.map((report, i) => one(said, report, opened.size ? opened.has(report.statement) : i === 0))),
    said.reportCount > said.reports.length && el('p', { class: 'quiet' }, `and ${count(said.reportCount - said.reports.length)} more`),
  );
}

/** How far the number of outlets can be trusted. */
function independence(said) {
  const copied = said.outletCount - said.independentOutlets;
  return `${many(said.outletCount, 'outlet')}` + (copied > 0
    ? `; ${count(said.independentOutlets)} of them independent, the others name another one as their source or repeat its text.`
    : said.outletCount > 1
      ? ', each independent of the others.'
      : '.');
}

function one(said, report, open) {
  const source = el('div', { class: 'source' });
  const details = el(
    'details',
    { open, 'data-statement': report.statement, ontoggle: () => details.open && source.childElementCount === 0 && showSource(source, report) },
    el('summary', {}, 'Source text', el('span', { class: 'unseen' }, ` of ${report.outlet}`)),
    source,
  );
  return el(
    'li',
    {},
    el(
      'p',
      { class: 'outlet' },
      outside(report.url, report.outlet),
      el('span', { class: 'quiet' }, report.publishedAt && ` · ${date(report.publishedAt, 'instant')}`, ` · ${TYPES[report.type] ?? report.type}`),
    ),
    report.title && el('p', { class: 'quiet', dir: 'auto' }, report.title),
    wording(said, report),
    details,
    el('p', { class: 'rules quiet' }, 'found by ', el('code', {}, report.rule), ', speaker “', report.speaker.name, '” resolved by ', el('code', {}, report.speaker.rule)),
  );
}

/** The words of one report; where they differ from the fullest wording, the difference is marked. */
function wording(said, report) {
  const attributes = { class: 'wording', dir: 'auto', lang: report.language };
  if (report.text === said.text) {
    return [el('blockquote', attributes, report.text), el('p', { class: 'quiet' }, 'the fullest wording')];
  }
  if (report.language !== said.language) {
    return [el('blockquote', attributes, report.text), el('p', { class: 'quiet' }, 'in another language')];
  }
  const marks = { same: (text) => [text], more: (text) => [el('ins', {}, text.trim()), ' '], less: leftOut };
  return el('blockquote', attributes, ...differences(said.text, report.text).flatMap(({ kind, text }) => marks[kind](text)));
}

/** What this wording leaves out; more than a few words, which stand above anyhow, are only hinted at. */
function leftOut(text) {
  const words = text.trim();
  return words.split(' ').length > FEW_WORDS
    ? [el('del', { class: 'many', title: words }, el('span', { 'aria-hidden': 'true' }, '[…]'), el('span', { class: 'unseen' }, words)), ' ']
    : [el('del', {}, words), ' '];
}

function judged(reactions, stories) {
  return el(
    'section',
    { class: 'judged', 'aria-labelledby': 'judged-title' },
    el('h2', { id: 'judged-title' }, reactions.length === 0 ? 'In no story' : 'What stories make of it'),
    reactions.length === 0 && el('p', { class: 'quiet' }, 'No story’s query catches these words.'),
    el('ol', {}, reactions.map((item) => verdict(item, stories.find(({ id }) => id === item.story)))),
  );
}

function verdict(item, story) {
  const words = [...new Set(item.evidence.map((evidence) => evidence.words))];
  return el(
    'li',
    { 'data-stance': item.stance },
    el('p', { class: 'now' }, sign(item.stance), el('strong', {}, label(item.stance))),
    el('p', {}, 'toward ', el('a', { href: storyAddress(item.story) }, story?.title ?? item.story), story && el('span', { class: 'quiet' }, `, ${lag(item, story.triggerEvent.at)}`)),
    el(
      'p',
      { class: 'rules quiet' },
      words.length ? ['decided by ', words.flatMap((each, i) => [i ? ', ' : '', '“', el('mark', { dir: 'auto' }, each), '”']), ' · '].flat() : 'no words decide it · ',
      'rule ',
      el('code', {}, item.stanceRule),
    ),
    item.answers && el('p', { class: 'quiet' }, 'answers ', el('a', { href: actorAddress(item.answers.actorId) }, item.answers.actorName)),
    item.pinned && el('p', { class: 'quiet' }, `put here by ${item.pinned.by}, ${date(item.pinned.at, 'instant')}${item.pinned.note ? `: ${item.pinned.note}` : ''}`),
  );
}
