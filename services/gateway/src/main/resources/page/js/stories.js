// The list of stories: what each is about, how it stands, and what moved.

import { all, get } from './api.js';
import { balance } from './balance.js';
import { el, outside } from './dom.js';
import { notice } from './notice.js';
import { standAt, storyAddress } from './place.js';
import { keepShown } from './refresh.js';
import { sparkline } from './sparkline.js';
import { STANCES, label, sign } from './stance.js';
import { count, date, many } from './words.js';

const EVERY = 5000;
const EVERY_WHILE_EMPTY = 1000;
const HOUR = 3600000;
const MOVES_EVERY = 60000;
const MOST_MOVES = 40;

/** Id of the built-in story that holds everything. */
const EVERYTHING = 'all';

/** Shows all stories; goes straight to the only one unless told to `stay`. */
export async function showStories(main, { stay }) {
  const moves = new Moves();
  standAt('Stories');
  await keepShown(
    main,
    async () => {
      const stories = await all('/api/v1/stories');
      return { stories, moved: await moves.of(stories) };
    },
    ({ stories, moved }) => {
      const own = stories.filter((story) => story.id !== EVERYTHING);
      if (own.length === 1 && !stay) {
        location.replace(storyAddress(own[0].id));
      } else {
        render(main, own, stories.find((story) => story.id === EVERYTHING), moved);
      }
    },
    { every: ({ stories }) => (stories.length ? EVERY : EVERY_WHILE_EMPTY) },
  );
}

/** What came to each story in the last hour: its summary now, less its summary then. */
class Moves {
  constructor() {
    this.asked = 0;
    this.before = {};
  }

  async of(stories) {
    if (Date.now() - this.asked > MOVES_EVERY) {
      this.asked = Date.now();
      const moment = new Date(this.asked - HOUR).toISOString();
      const asked = stories.filter((story) => story.id !== EVERYTHING).slice(0, MOST_MOVES);
      const then = await Promise.all(
        asked.map((story) => get(`/api/v1/stories/${encodeURIComponent(story.id)}?asOf=${encodeURIComponent(moment)}`).catch(() => null)),
      );
      this.before = Object.fromEntries(then.filter(Boolean).map((story) => [story.id, story.summary]));
    }
    return Object.fromEntries(
      stories.filter((story) => this.before[story.id]).map((story) => [story.id, difference(this.before[story.id], story.summary)]),
    );
  }
}

function difference(then, now) {
  return {
    reactions: now.reactions - then.reactions,
    stances: Object.fromEntries(
      STANCES.map((stance) => [stance, (now.stances[stance] ?? 0) - (then.stances[stance] ?? 0)]).filter(([, n]) => n !== 0),
    ),
    reacted: (now.watchlist?.reacted.length ?? 0) - (then.watchlist?.reacted.length ?? 0),
  };
}

function render(main, stories, everything, moved) {
  if (stories.length === 0) {
    main.replaceChildren(
      notice(
        'No stories yet',
        'A story is what somebody said or did, with a query for what answers it. It fills with everything that was said' +
          ' before, and goes on by itself.',
        el('p', {}, el('a', { class: 'act', href: '/stories/new' }, 'Create the first story')),
        everything?.summary.reactions > 0 && rest(everything),
      ),
    );
    return;
  }
  main.replaceChildren(
    el(
      'section',
      { class: 'stories' },
      el(
        'header',
        {},
        el('h1', {}, many(stories.length, 'story', 'stories')),
        el('a', { class: 'act', href: '/stories/new' }, 'New story'),
      ),
      el('ol', {}, stories.map((story) => item(story, moved[story.id]))),
      everything?.summary.reactions > 0 && rest(everything),
    ),
  );
}

function item(story, moved) {
  const trigger = story.triggerEvent;
  const { summary } = story;
  return el(
    'li',
    {},
    el(
      'article',
      {},
      el(
        'div',
        { class: 'about' },
        el('h2', {}, el('a', { href: storyAddress(story.id) }, story.title)),
        el('p', { class: 'quotation', dir: 'auto' }, trigger.quote ? `“${trigger.quote}”` : trigger.act),
        el(
          'p',
          { class: 'quiet' },
          `${trigger.actor} · ${date(trigger.at)}`,
          trigger.url && [' · ', outside(trigger.url, 'source')],
        ),
      ),
      el(
        'div',
        { class: 'state' },
        summary.reactions === 0
          ? el('p', { class: 'quiet' }, 'Nobody has reacted yet. What officials say appears by itself.')
          : [
              el(
                'p',
                {},
                el('strong', {}, many(summary.reactions, 'reaction')),
                ` · ${many(summary.actors, 'speaker')} · ${many(summary.countries, 'country', 'countries')}` +
                  (summary.organisations ? `, ${many(summary.organisations, 'organisation')}` : ''),
              ),
              balance(summary.stances),
              pace(summary.pace),
            ],
        el('ul', { class: 'news quiet' }, el('li', {}, expected(summary.watchlist)), moved && el('li', {}, lastHour(moved))),
      ),
    ),
    el(
      'p',
      { class: 'ways-on' },
      el('a', { href: storyAddress(story.id, '/roundup'), 'aria-label': `Round-up of ${story.title}` }, 'Round-up'),
      el('a', { href: storyAddress(story.id, '/edit'), 'aria-label': `Change ${story.title}` }, 'Change'),
    ),
  );
}

function pace(of) {
  const drawn = sparkline(of);
  return (
    drawn &&
    el(
      'figure',
      { class: 'pace' },
      drawn.svg,
      el('figcaption', { class: 'quiet' }, drawn.from === drawn.until ? drawn.from : `${drawn.from} to ${drawn.until}`, `, each ${drawn.unit}`),
    )
  );
}

function expected(watchlist) {
  if (!watchlist) {
    return 'Nobody is expected to react';
  }
  const reacted = watchlist.reacted.length;
  const total = reacted + watchlist.silent.length;
  return [el('strong', {}, `${count(reacted)} of ${count(total)}`), ' on the watchlist have reacted'];
}

function lastHour(moved) {
  if (moved.reactions === 0 && Object.keys(moved.stances).length === 0) {
    return 'Nothing moved in the last hour';
  }
  const parts = Object.entries(moved.stances).map(([stance, n]) => [
    ' ',
    el('span', { class: 'moved' }, sign(stance), `${n > 0 ? '+' : '−'}${count(Math.abs(n))}`, el('span', { class: 'unseen' }, ` ${label(stance)}`)),
  ]);
  return ['In the last hour ', el('strong', {}, signed(moved.reactions)), ':', ...parts.flat(), moved.reacted > 0 && ` · ${count(moved.reacted)} of the watchlist`];
}

function signed(n) {
  return `${n > 0 ? '+' : n < 0 ? '−' : ''}${count(Math.abs(n))}`;
}

/** The way to everything that was said, whatever it answers. */
function rest(everything) {
  return el(
    'p',
    { class: 'rest quiet' },
    el('a', { href: storyAddress(EVERYTHING) }, 'Everything officials said'),
    ` · ${many(everything.summary.reactions, 'utterance')} by ${many(everything.summary.actors, 'speaker')}`,
  );
}
