// The list of stories.

import { all } from './api.js';
import { el } from './dom.js';
import { notice } from './notice.js';
import { bar } from './stance.js';
import { untilLoaded } from './waiting.js';
import { date, many } from './words.js';

const EVERY = 5000;
const EVERY_WHILE_EMPTY = 1000;

/** Id of the built-in story that holds everything. */
const EVERYTHING = 'all';

const EXAMPLE = `curl -X POST ${location.origin}/api/v1/stories \\
  -H 'content-type: application/json' \\
  -d '{"title": "...", "query": "...",
       "triggerEvent": {"actor": "...", "at": "2024-02-10", "quote": "..."}}'`;

/** Shows all stories; goes straight to the only one unless told to `stay`. */
export async function showStories(main, { stay }) {
  let shown = '';
  show(await untilLoaded(main, () => all('/api/v1/stories')));

  function show(all) {
    const own = all.filter((story) => story.id !== EVERYTHING);
    // The built-in story is nothing to look at before anybody has said anything.
    const stories = all.filter((story) => story.id !== EVERYTHING || story.summary.reactions > 0);
    if (own.length === 1 && !stay) {
      location.replace(`/stories/${encodeURIComponent(own[0].id)}`);
      return;
    }
    const now = JSON.stringify(stories);
    if (now !== shown) {
      shown = now;
      const focused = document.activeElement?.getAttribute('href');
      render(main, stories);
      focused && main.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
    }
    setTimeout(again, stories.length ? EVERY : EVERY_WHILE_EMPTY);
  }

  async function again() {
    const stories = document.hidden ? null : await all('/api/v1/stories').catch(() => null);
    stories ? show(stories) : setTimeout(again, EVERY);
  }
}

function render(main, stories) {
  if (stories.length === 0) {
    main.replaceChildren(
      notice(
        'No stories yet',
        'A story is what somebody said or did, with a query for what answers it. Create one, and it appears here with' +
          ' everything that was said before:',
        el('pre', {}, EXAMPLE),
      ),
    );
    return;
  }
  main.replaceChildren(
    el('section', { class: 'stories' }, el('h1', {}, many(stories.length, 'story', 'stories')), el('ol', {}, stories.map(item))),
  );
}

function item(story) {
  const trigger = story.triggerEvent;
  return el(
    'li',
    {},
    el(
      'a',
      { href: `/stories/${encodeURIComponent(story.id)}` },
      el('span', {}, el('strong', {}, story.title)),
      el('span', { class: 'quotation', dir: 'auto' }, trigger.quote ? `“${trigger.quote}”` : trigger.act),
      bar(story.summary.stances),
      el(
        'span',
        { class: 'quiet' },
        `${trigger.actor} · ${date(trigger.at)} · ${many(story.summary.reactions, 'reaction')} by ` +
          `${many(story.summary.actors, 'speaker')}`,
      ),
    ),
  );
}
