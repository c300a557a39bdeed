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
import { Pages, Shown } from './shown.js';
import { label } from './stance.js';
import { follow } from './stream.js';
import { Time } from './time.js';
import { Trigger } from './trigger.js';
import { untilLoaded } from './waiting.js';
import { Watchlist } from './watchlist.js';
import { nameOf } from './words.js';

const NUMBERS_EVERY = 1000;
const COURSE_EVERY = 3000;
const AGAIN_AFTER = 1000;
const TABS = { feed: 'Feed', countries: 'Countries', actors: 'Actors', watchlist: 'Watchlist', time: 'Time' };

export async function showStory(main, id) {
  const path = `/api/v1/stories/${encodeURIComponent(id)}`;
  const asked = momentAsked();
  const story = await untilLoaded(main, () => get(asked ? `${path}?asOf=${asked}` : path), () => unknown(id));
  document.title = `${story.title} – Rejoinder`;
  document.querySelector('.path').replaceChildren(el('a', { href: '/?list' }, 'Stories'), ` ▸ ${story.title}`);

  let live = new Shown(story.summary);
  /** What a moment shows instead: an address that names one never shows anything else first. */
  let past = asked && new Shown(story.summary);

  const filter = new Filter(narrowed);
  let pages = new Pages(path, filter.parameters(), asked);
  const trigger = new Trigger(story, filter);
  const countries = new Countries(filter, story.triggerEvent.at);
  const actors = new Actors(filter);
  const watchlist = new Watchlist(story, filter);
  const pace = new Pace(filter);
  const feed = new Feed(story, filter, nameOfChoice, moreReactions);
  const time = new Time({ show: showMoment, now: showNow });
  const view = el('div', { class: 'story', 'data-tab': chosen('tab') in TABS ? chosen('tab') : 'feed', 'data-past': past && true });
  view.append(
    el('h1', { class: 'unseen' }, story.title),
    trigger.element,
    el('div', { class: 'columns' }, tabs(view), feed.element, countries.element, watchlist.element, actors.element),
    el('div', { class: 'strip' }, pace.element, time.element),
  );
  main.replaceChildren(view);

  const numbers = nowAndThen(renderNumbers, NUMBERS_EVERY);
  const course = nowAndThen(fetchCourse, COURSE_EVERY);
  renderAll();
  asked && time.go(asked);
  course();

  /** What takes the place of `live` once it is whole. */
  let arriving = null;
  let fromNothing = true;
  let known = false;
  let pending = [];
  let frame = 0;
  showConnection('connecting');
  follow(`/api/v1/stream?story=${encodeURIComponent(id)}&type=reaction&type=summary&snapshot=0`, {
    begin() {
      apply();
      fromNothing = true;
    },
    event(name, data) {
      pending.push([name, data]);
      // A page nobody sees draws no frames, and takes in what comes all the same.
      frame ||= document.hidden ? setTimeout(apply, NUMBERS_EVERY) : requestAnimationFrame(apply);
    },
    state(name) {
      showConnection(name);
      // Without a stream there is still something to read.
      if (name === 'reconnecting' && !known && !arriving) {
        load();
      }
    },
  });

  /** Takes in all that came since the last frame, and shows it at once. */
  function apply() {
    frame = 0;
    const fresh = new Set();
    const changed = new Set();
    for (const [name, data] of pending) {
      if (name === 'live') {
        fromNothing && load();
        fromNothing = false;
        continue;
      }
      const isNew = (arriving ?? live).take(name, data);
      name !== 'summary' && changed.add(data.id);
      if (isNew && !arriving) {
        fresh.add(data.id);
        past || announce(`${data.actor.name}, ${nameOf(data.represents)}: ${label(data.stance)}`);
      }
    }
    const any = pending.length > 0;
    pending = [];
    if (any && !past && !arriving) {
      feed.show(live.reactions, pages, { fresh, changed });
      numbers();
      course();
    }
  }

  /**
   * Fetches what holds now: it is no older than where the stream began, and what the stream brings meanwhile is no older
   * than it. Fetched, and not sent by the stream, since answers travel compressed.
   */
  async function load() {
    const mine = (arriving = new Shown(live.summary));
    while (mine === arriving) {
      const first = past ? null : new Pages(path, filter.parameters(), null);
      try {
        const [items] = await Promise.all([first?.next() ?? [], mine.fetchSummaries(path)]);
        if (mine === arriving) {
          mine.add(items);
          begin(first);
        }
      } catch (problem) {
        mine !== arriving || past || feed.complain(problem);
        await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER));
      }
    }
  }

  /** What was fetched is whole: it takes the place of what was shown before. */
  function begin(first) {
    live = arriving;
    arriving = null;
    known = true;
    countries.drawMap();
    if (past) {
      return;
    }
    view.dataset.known = '';
    feed.settle();
    feed.forgetAll();
    if (first && filter.parameters().toString() === first.parameters.toString()) {
      pages = first;
      feed.begin();
      renderAll();
    } else {
      narrowed();
    }
    course();
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
    const shown = new Shown(story.summary);
    await shown.fetchSummaries(path, moment, signal);
    past = shown;
    choose({ asOf: moment });
    view.dataset.past = '';
    view.dataset.known = '';
    countries.drawMap();
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

/** The moment that the address asks for, as the gateway understands it; null for now. */
function momentAsked() {
  const at = Date.parse(chosen('asOf') ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
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
