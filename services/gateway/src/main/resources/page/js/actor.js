// An actor: who they are, and what they said in each story, with every change of stance.

import { acrossStories } from './across.js';
import { balance } from './balance.js';
import { el } from './dom.js';
import { flag } from './flag.js';
import { notice } from './notice.js';
import { countryAddress, standAt, storyAddress } from './place.js';
import { keepShown } from './refresh.js';
import { saidList } from './said.js';
import { label, sign } from './stance.js';
import { date, many, nameOf } from './words.js';

export async function showActor(main, id) {
  await keepShown(
    main,
    () => acrossStories(`/api/v1/actors/${encodeURIComponent(id)}`, { actor: id }),
    (parts) => render(main, parts),
    { missing: () => notice('Nothing is known of this actor', `Nobody with the id “${id}” has said anything yet.`, el('p', {}, el('a', { href: '/?list' }, 'All stories'))) },
  );
}

function render(main, parts) {
  const newest = parts.map(({ summary }) => summary).sort((a, b) => b.latest.saidAt.localeCompare(a.latest.saidAt))[0];
  const { represents } = newest;
  standAt(newest.actor.name, ['/?list', 'Stories']);
  main.replaceChildren(
    el(
      'div',
      { class: 'subject' },
      el(
        'header',
        {},
        el('h1', {}, newest.actor.name),
        el(
          'p',
          {},
          newest.role && `${newest.role} · `,
          'speaks for ',
          flag(represents),
          el('a', { href: countryAddress(represents.code) }, represents.kind === 'country' ? nameOf(represents) : represents.name),
        ),
      ),
      ...parts.map(part),
    ),
  );
}

function part({ story, summary, reactions, rest }) {
  const title = rest ? 'Said in no story' : story.title;
  const { changed } = summary;
  return el(
    'section',
    { 'aria-label': title },
    el('h2', {}, el('a', { href: storyAddress(story.id, `?actor=${encodeURIComponent(summary.actor.id)}`) }, title)),
    !rest &&
      el(
        'div',
        { class: 'stands' },
        el(
          'p',
          { class: 'now' },
          sign(summary.stance),
          el('strong', {}, label(summary.stance)),
          el('span', { class: 'quiet' }, summary.reactions === 1 ? 'in one reaction' : `now, after ${many(summary.reactions, 'reaction')}`),
        ),
        changed &&
          el(
            'p',
            { class: 'changed' },
            'Changed from ',
            sign(changed.from),
            ` ${label(changed.from)} to `,
            sign(changed.to),
            ` ${label(changed.to)}, ${date(changed.saidAt, changed.saidAtPrecision)}`,
          ),
        summary.reactions > 1 && balance(summary.stances),
      ),
    saidList(reactions, rest ? null : story.triggerEvent.at, false),
  );
}
