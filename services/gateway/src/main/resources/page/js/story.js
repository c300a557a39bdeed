// A story, live: the snapshot, then each change as it comes.

import { Actors } from './actors.js';
import { announce } from './announcer.js';
import { all, get } from './api.js';
import { showConnection } from './connection.js';
import { Countries } from './countries.js';
import { el } from './dom.js';
import { Feed } from './feed.js';
import { Filter } from './filter.js';
import { notice } from './notice.js';
import { Reactions } from './reactions.js';
import { label } from './stance.js';
import { follow } from './stream.js';
import { Trigger } from './trigger.js';
import { untilLoaded } from './waiting.js';
import { nameOf } from './words.js';

const TOGETHER = 60;
const SUMMARIES_AFTER = 400;
const SUMMARIES_EVERY = 1500;
const TABS = { feed: 'Feed', countries: 'Countries', actors: 'Actors' };

export async function showStory(main, id) {
  const path = `/api/v1/stories/${encodeURIComponent(id)}`;
  const story = await untilLoaded(main, () => get(path), () => unknown(id));
  document.title = `${story.title} – Rejoinder`;
  document.querySelector('.path').replaceChildren(el('a', { href: '/?list' }, 'Stories'), ` ▸ ${story.title}`);

  const reactions = new Reactions();
  const filter = new Filter(() => renderAll());
  const trigger = new Trigger(story, filter);
  const countries = new Countries(filter);
  const actors = new Actors(filter);
  const feed = new Feed(story, reactions, filter, nameOfChoice);
  const view = el('div', { class: 'story', 'data-tab': 'feed' });
  view.append(
    el('h1', { class: 'unseen' }, story.title),
    trigger.element,
    tabs(view),
    el('div', { class: 'columns' }, feed.element, countries.element, actors.element),
  );
  main.replaceChildren(view);

  const summaries = inTurn(async () => {
    const [now, byCountry, byActor] = await Promise.all([get(path), all(`${path}/countries`), all(`${path}/actors`)]);
    trigger.show(now.summary);
    countries.show(byCountry);
    actors.show(byActor);
    feed.renderChips();
  });
  summaries();

  let live = false;
  let leftover = null;
  let pending = [];
  let timer = 0;
  showConnection('connecting');
  follow(`/api/v1/stream?story=${encodeURIComponent(id)}`, {
    begin() {
      apply();
      live = false;
      leftover = new Set(reactions.byId.keys());
    },
    event(name, data) {
      pending.push([name, data]);
      timer ||= setTimeout(apply, TOGETHER);
    },
    state(name) {
      showConnection(name);
      if (name === 'reconnecting' && reactions.size === 0 && !feed.settled) {
        withoutStream();
      }
    },
  });

  /** Takes in all that came since the last time, and shows it at once. */
  function apply() {
    clearTimeout(timer);
    timer = 0;
    if (pending.length === 0) {
      return;
    }
    const fresh = new Set();
    const open = new Set();
    for (const [name, data] of pending) {
      if (name === 'reaction') {
        const isNew = !reactions.byId.has(data.id);
        leftover?.delete(data.id);
        feed.forget(data.id) && open.add(data.id);
        reactions.put(data);
        if (live && isNew) {
          fresh.add(data.id);
          announce(`${data.actor.name}, ${nameOf(data.represents)}: ${label(data.stance)}`);
        }
      } else if (name === 'retraction') {
        feed.forget(data.id);
        reactions.remove(data.id);
      } else if (name === 'live') {
        leftover?.forEach((gone) => {
          feed.forget(gone);
          reactions.remove(gone);
        });
        leftover = null;
        live = true;
        feed.settle();
      }
    }
    pending = [];
    feed.render(fresh, open);
    setTimeout(summaries, SUMMARIES_AFTER);
  }

  /** What the database knows, while the stream is not there. */
  async function withoutStream() {
    const items = await all(`${path}/reactions`).catch(() => []);
    if (reactions.size === 0) {
      items.forEach((item) => reactions.put(item));
      feed.render();
    }
  }

  function renderAll() {
    trigger.render();
    countries.render();
    actors.render();
    feed.shown = Math.max(feed.shown, 60);
    feed.render();
  }

  function nameOfChoice(kind, value) {
    return { stance: label, represents: (code) => countries.nameOf(code), actor: (actor) => actors.nameOf(actor) }[kind](value);
  }
}

function unknown(id) {
  return notice(
    'There is no such story',
    `Nothing is known of “${id}”. A story that was just created takes a moment, and then opens by itself.`,
    el('p', {}, el('a', { href: '/?list' }, 'All stories')),
  );
}

/** Runs a task at most now and then, never twice at once, and once more after the last time it was asked for. */
function inTurn(task) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    await task().catch(() => {});
    setTimeout(() => {
      running = false;
      if (again) {
        again = false;
        run();
      }
    }, SUMMARIES_EVERY);
  };
}

function tabs(view) {
  const buttons = Object.entries(TABS).map(([name, text]) =>
    el('button', { type: 'button', 'aria-current': String(name === 'feed'), onclick: () => choose(name) }, text),
  );
  function choose(name) {
    view.dataset.tab = name;
    Object.keys(TABS).forEach((each, i) => buttons[i].setAttribute('aria-current', String(each === name)));
  }
  return el('nav', { class: 'tabs', 'aria-label': 'Parts of the story' }, ...buttons);
}
