// What documents come from, and how each source is doing.

import { get } from './api.js';
import { el, outside } from './dom.js';
import { notice } from './notice.js';
import { standAt } from './place.js';
import { keepShown } from './refresh.js';
import { ago, count, date, many } from './words.js';

const EVERY = 5000;
const percent = new Intl.NumberFormat(navigator.languages, { style: 'percent' });

const STATES = {
  alive: ['●', 'alive'],
  quiet: ['○', 'quiet'],
  failing: ['▲', 'failing'],
  paused: ['❙❙', 'paused'],
  new: ['◌', 'not asked yet'],
  unwatched: ['△', 'unwatched'],
};
const COLUMNS = ['State', 'Source', 'Last answer', 'Last document', 'Documents, 24 h', 'Statements, 24 h'];
const URGENCY = ['failing', 'unwatched', 'new', 'quiet', 'alive', 'paused'];

/** Shows all sources, those that need somebody first. */
export async function showSources(main) {
  standAt('Sources', ['/?list', 'Stories']);
  await keepShown(main, () => get('/api/v1/sources'), (page) => render(main, page), { every: () => EVERY });
}

function render(main, page) {
  if (page.items.length === 0) {
    main.replaceChildren(
      notice(
        'No sources yet',
        'A source is what documents come from: a feed, a press page, an account. Add one, and it appears here:',
        el('pre', {}, './rejoinder source add https://...'),
      ),
    );
    return;
  }
  const sources = [...page.items].sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
  const broken = page.canaries.filter((canary) => canary.state === 'failing');
  main.replaceChildren(
    el(
      'section',
      { class: 'sources' },
      el('h1', {}, summary(sources)),
      ...broken.map((canary) => el('p', { class: 'trouble' }, `${canary.source.replace('canary-', '')}: the canary ` +
        `document could not be read (${canary.lastError?.message ?? 'no reason given'}). A quiet source of this kind may be broken.`)),
      el(
        'table',
        {},
        el('caption', { class: 'unseen' }, 'How each source is doing, those that need somebody first'),
        el(
          'thead',
          {},
          el('tr', {}, ...COLUMNS.map((name, i) => el('th', { scope: 'col', class: i > 3 ? 'number' : null }, name))),
        ),
        el('tbody', {}, sources.map(row)),
      ),
      el('p', { class: 'quiet adding' }, 'Add another: ', el('code', {}, './rejoinder source add https://…')),
    ),
  );
}

function summary(sources) {
  const failing = sources.filter((source) => ['failing', 'unwatched'].includes(state(source))).length;
  return `${many(sources.length, 'source')}${failing ? `, ${count(failing)} not answering` : ''}`;
}

function row(source) {
  const status = source.status ?? {};
  const [sign, words] = STATES[state(source)];
  const where = source.settings.url ?? source.settings.server ?? source.settings.path ?? source.settings.topic ?? '';
  const trouble = state(source) === 'failing' && status.lastError?.message;
  return el(
    'tr',
    { 'data-state': state(source) },
    el('td', {}, el('span', { class: 'sign', 'aria-hidden': 'true' }, sign), words),
    el(
      'th',
      { scope: 'row' },
      el('strong', {}, source.outlet ?? source.id),
      el('span', { class: 'quiet' }, ` ${source.kind} `, /^https?:/.test(where) ? outside(where, where) : where),
      trouble && el('span', { class: 'trouble' }, trouble),
      outlook(status) && el('span', { class: 'quiet' }, outlook(status)),
    ),
    cell(2, moment(status.lastSuccess)),
    cell(3, moment(status.lastDocument)),
    cell(4, count(status.documentsLastDay ?? 0)),
    cell(5, count(status.statementsLastDay ?? 0)),
  );
}

function moment(iso) {
  return iso ? el('time', { datetime: iso, title: date(iso, 'instant') }, ago(iso)) : 'never';
}

/** How often it could not be asked, and when it will be again. */
function outlook(status) {
  return [
    status.attemptsLastDay > 0 && status.errorRate >= 0.005 && `${percent.format(status.errorRate)} of ${many(status.attemptsLastDay, 'attempt')} failed in 24 h`,
    status.state === 'failing' && status.nextAttempt && `asked again ${date(status.nextAttempt, 'instant')}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** A cell that can name its column itself, where there is no room for the columns' heads. */
function cell(column, words) {
  return el('td', { class: column > 3 ? 'number' : null, 'data-column': COLUMNS[column] }, words);
}

function state(source) {
  if (source.paused) {
    return 'paused';
  }
  return source.status?.watched ? source.status.state : 'unwatched';
}

function rank(source) {
  return URGENCY.indexOf(state(source));
}
