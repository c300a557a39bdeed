// A country or organisation: its official position in each story, its speakers by rank, who dissents, what was said.

import { acrossStories } from './across.js';
import { balance } from './balance.js';
import { el } from './dom.js';
import { flag } from './flag.js';
import { notice } from './notice.js';
import { actorAddress, standAt, storyAddress } from './place.js';
import { keepShown } from './refresh.js';
import { saidList } from './said.js';
import { label, sign } from './stance.js';
import { count, date, many, nameOf } from './words.js';

export async function showCountry(main, code) {
  await keepShown(
    main,
    () => acrossStories(`/api/v1/countries/${encodeURIComponent(code)}`, { represents: code }),
    (parts) => render(main, parts),
    { missing: () => notice('Nobody has spoken for it', `No official of “${code}” has said anything yet.`, el('p', {}, el('a', { href: '/?list' }, 'All stories'))) },
  );
}

function render(main, parts) {
  const { represents } = parts[0].summary;
  const name = represents.kind === 'country' ? nameOf(represents) : represents.name;
  standAt(name, ['/?list', 'Stories']);
  main.replaceChildren(
    el(
      'div',
      { class: 'subject' },
      el(
        'header',
        {},
        el('h1', {}, flag(represents), name),
        el('p', { class: 'quiet' }, represents.kind === 'country' ? 'Country' : 'Organisation'),
      ),
      ...parts.map(part),
    ),
  );
}

function part({ story, summary, reactions, rest }) {
  const title = rest ? 'Said in no story' : story.title;
  return el(
    'section',
    { 'aria-label': title },
    el('h2', {}, el('a', { href: storyAddress(story.id, `?represents=${encodeURIComponent(summary.represents.code)}`) }, title)),
    !rest && [position(summary), speakers(summary, reactions)],
    saidList(reactions, rest ? null : story.triggerEvent.at, true),
  );
}

function position(summary) {
  const { stance, actorId, actorName, saidAt, saidAtPrecision } = summary.officialPosition;
  const { changed } = summary;
  return el(
    'div',
    { class: 'stands' },
    el(
      'p',
      { class: 'now' },
      sign(stance),
      el('strong', {}, label(stance)),
      el('span', { class: 'quiet' }, 'official position, by ', el('a', { href: actorAddress(actorId) }, actorName), `, ${date(saidAt, saidAtPrecision)}`),
    ),
    changed &&
      el('p', { class: 'changed' }, 'Changed from ', sign(changed.from), ` ${label(changed.from)} to `, sign(changed.to), ` ${label(changed.to)}`),
    balance(summary.stances),
  );
}

/** Each speaker once, the highest rank first, with the latest stance that is not unclear. */
function speakers(summary, reactions) {
  const byActor = new Map();
  for (const item of reactions) {
    const known = byActor.get(item.actor.id) ?? { ...item, number: 0 };
    known.number += 1;
    known.stance = known.stance === 'unclear' ? item.stance : known.stance;
    byActor.set(item.actor.id, known);
  }
  const rows = [...byActor.values()].sort((a, b) => b.rank - a.rank || b.number - a.number || a.actor.name.localeCompare(b.actor.name));
  const dissents = (item) => summary.dissent.some((each) => each.actorId === item.actor.id);
  return el(
    'div',
    { class: 'sideways', tabindex: '0', role: 'region', 'aria-label': 'Speakers' },
    el(
      'table',
      { class: 'speakers' },
      el('caption', {}, many(rows.length, 'speaker'), summary.dissenters > 0 && `, ${count(summary.dissenters)} of them against the official position`),
      el(
        'thead',
        {},
        el('tr', {}, el('th', { scope: 'col' }, 'Speaker'), el('th', { scope: 'col' }, 'Stance'), el('th', { scope: 'col', class: 'number' }, 'Reactions')),
      ),
      el(
        'tbody',
        {},
        rows.map((item) =>
          el(
            'tr',
            {},
            el('th', { scope: 'row' }, el('a', { href: actorAddress(item.actor.id) }, item.actor.name), item.role && el('span', { class: 'quiet' }, item.role)),
            el('td', {}, el('span', { class: 'stance' }, sign(item.stance), label(item.stance)), dissents(item) && el('span', { class: 'quiet' }, 'dissents')),
            el('td', { class: 'number' }, count(item.number)),
          ),
        ),
      ),
    ),
  );
}
