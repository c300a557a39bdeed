// A story: live by the stream, or as it stood at a moment; one view for both.

import { choose, chosen } from './address.js';
import { Actors } from './actors.js';
import { announce } from './announcer.js';
import { get } from './api.js';
import { showConnection } from './connection.js';
import { Countries } from './countries.js';
import { el } from './dom.js';
import { Feed } from './feed.js';
import { Filter } from './filter.js';
import { notice } from './notice.js';
import { Pace } from './pace.js';
import { Pages, Shown, shownAsOf } from './shown.js';
import { label } from './stance.js';
import { follow } from './stream.js';
import { Time } from './time.js';
import { Trigger } from './trigger.js';
import { untilLoaded } from './waiting.js';
import { Watchlist } from './watchlist.js';
import { nameOf } from './words.js';

/** The stream begins with so many; the others are fetched, which travels compressed. */
const FIRST_REACTIONS = 20;
const NUMBERS_EVERY = 250;
const COURSE_EVERY = 3000;
const TABS = { feed: 'Feed', countries: 'Countries', actors: 'Actors', watchlist: 'Watchlist', time: 'Time' };

export async function showStory(main, id) {
  const path = `/api/v1/stories/${encodeURIComponent(id)}`;
  const story = await untilLoaded(main, () => get(path), () => unknown(id));
  document.title = `${story.title} – Rejoinder`;
  document.querySelector('.path').replaceChildren(el('a', { href: '/?list' }, 'Stories'), ` ▸ ${story.title}`);

  let live = new Shown(story.summary);
  let past = null;
  let pages = null;

  const filter = new Filter(narrowed);
  const trigger = new Trigger(story, filter);
  const countries = new Countries(filter, story.triggerEvent.at);
  const actors = new Actors(filter);
  const watchlist = new Watchlist(story, filter);
  const pace = new Pace(filter);
  const feed = new Feed(story, filter, nameOfChoice, moreReactions);
  const time = new Time({ show: showMoment, now: showNow });
  const view = el('div', { class: 'story', 'data-tab': chosen('tab') in TABS ? chosen('tab') : 'feed' });
  view.append(
    el('h1', { class: 'unseen' }, story.title),
    trigger.element,
    el('div', { class: 'columns' }, tabs(view), feed.element, countries.element, watchlist.element, actors.element),
    el('div', { class: 'strip' }, pace.element, time.element),
  );
  main.replaceChildren(view);

  const numbers = nowAndThen(renderNumbers, NUMBERS_EVERY);
  const course = nowAndThen(fetchCourse, COURSE_EVERY);
  const asked = Date.parse(chosen('asOf') ?? '');
  if (Number.isNaN(asked)) {
    showNow();
  } else {
    time.go(new Date(asked).toISOString());
    course();
  }

  let isLive = false;
  let arriving = null;
  let pending = [];
  let frame = 0;
  showConnection('connecting');
  follow(`/api/v1/stream?story=${encodeURIComponent(id)}&type=reaction&type=summary&snapshot=${FIRST_REACTIONS}`, {
    begin() {
      apply();
      isLive = false;
      arriving = new Shown(live.summary);
    },
    event(name, data) {
      pending.push([name, data]);
      // A page nobody sees draws no frames, and takes in what comes all the same.
      frame ||= document.hidden ? setTimeout(apply, NUMBERS_EVERY) : requestAnimationFrame(apply);
    },
    state(name) {
      showConnection(name);
    },
  });

  /** Takes in all that came since the last frame, and shows it at once. */
  function apply() {
    frame = 0;
    const fresh = new Set();
    const changed = new Set();
    for (const [name, data] of pending) {
      if (name === 'live') {
        arriving && begin();
        isLive = true;
        continue;
      }
      const isNew = (arriving ?? live).take(name, data, isLive);
      name !== 'summary' && changed.add(data.id);
      if (isNew && isLive) {
        fresh.add(data.id);
        past || announce(`${data.actor.name}, ${nameOf(data.represents)}: ${label(data.stance)}`);
      }
    }
    const any = pending.length > 0;
    pending = [];
    if (any && !past) {
      feed.show(live.reactions, pages, { fresh, changed });
      numbers();
      course();
    }
  }

  /** The snapshot is whole: it takes the place of what was shown before. */
  function begin() {
    live = arriving;
    arriving = null;
    if (!past) {
      feed.settle();
      feed.forgetAll();
      narrowed();
    }
  }

  /** Fetches what the filter lets through, from the newest on. */
  function narrowed() {
    pages = new Pages(path, filter.parameters(), past && time.moment);
    feed.begin();
    renderAll();
    moreReactions();
  }

  async function moreReactions() {
    const asked = pages;
    const shown = past ?? live;
    try {
      shown.add(await asked.next());
    } catch (problem) {
      feed.complain(problem, moreReactions);
      return;
    }
    if (asked === pages) {
      past && feed.settle();
      feed.show((past ?? live).reactions, pages);
    }
  }

  async function showMoment(moment, signal) {
    const shown = await shownAsOf(path, moment, signal);
    past = shown;
    choose({ asOf: moment });
    view.dataset.past = '';
    feed.forgetAll();
    narrowed();
    course();
  }

  function showNow() {
    past = null;
    choose({ asOf: null });
    delete view.dataset.past;
    feed.forgetAll();
    narrowed();
    course();
  }

  async function fetchCourse() {
    const moment = past && time.moment;
    const found = await get(`${path}/course${moment ? `?asOf=${encodeURIComponent(moment)}` : ''}`);
    pace.show(found, (past ?? live).summary);
    time.range(found);
  }

  function renderNumbers() {
    const { summary, countries: byCountry, actors: byActor } = past ?? live;
    trigger.show(summary);
    countries.show([...byCountry.values()]);
    actors.show([...byActor.values()]);
    watchlist.show(summary.watchlist, past ? time.moment : null, byActor);
    feed.renderChips();
  }

  function renderAll() {
    renderNumbers();
    pace.render();
    feed.show((past ?? live).reactions, pages);
  }

  function nameOfChoice(kind, value) {
    return {
      stance: label,
      represents: (code) => countries.nameOf(code),
      actor: (actor) => actors.nameOf(actor),
    }[kind]?.(value);
  }
}

function unknown(id) {
  return notice(
    'There is no such story',
    `Nothing is known of “${id}”. A story that was just created takes a moment, and then opens by itself.`,
    el('p', {}, el('a', { href: '/?list' }, 'All stories')),
  );
}

/** Runs a task at most so often, never twice at once, and once more after the last time it was asked for. */
function nowAndThen(task, millis) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await task();
    } catch (problem) {
      // What it shows stays as it was; the line above says when the gateway is away.
      console.warn(problem.message);
    }
    setTimeout(() => {
      running = false;
      if (again) {
        again = false;
        run();
      }
    }, millis);
  };
}

function tabs(view) {
  const buttons = Object.entries(TABS).map(([name, text]) =>
    el(
      'button',
      { type: 'button', 'data-part': name, 'aria-current': String(name === view.dataset.tab), onclick: () => go(name) },
      text,
    ),
  );
  function go(name) {
    view.dataset.tab = name;
    choose({ tab: name === 'feed' ? null : name });
    Object.keys(TABS).forEach((each, i) => buttons[i].setAttribute('aria-current', String(each === name)));
  }
  return el('nav', { class: 'tabs', 'aria-label': 'Parts of the story' }, ...buttons);
}
