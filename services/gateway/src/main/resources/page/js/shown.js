// All that a story shows: its summary, its countries and actors, and those of its reactions that were fetched.

import { all, get } from './api.js';
import { Reactions } from './reactions.js';

export class Shown {
  /** What came by the stream: what is fetched may be older, and must not replace it. */
  #newer = new Set();

  constructor(summary) {
    this.summary = summary;
    this.countries = new Map();
    this.actors = new Map();
    this.reactions = new Reactions();
  }

  /** Takes in an event of the stream; whether it brought a reaction that was not known. */
  take(name, data) {
    if (name === 'reaction') {
      const isNew = !this.reactions.byId.has(data.id);
      this.#newer.add(data.id);
      this.reactions.put(data);
      return isNew;
    }
    if (name === 'summary') {
      this.#newer.add(nameOf(data));
      this.#put(data);
    } else if (name === 'retraction' && data.type === 'summary') {
      const member = data.id.slice(data.id.indexOf('|') + 1);
      this.#newer.add(`${data.of} ${member}`);
      data.of === 'country' && this.countries.delete(member);
      data.of === 'actor' && this.actors.delete(member);
    } else if (name === 'retraction') {
      this.#newer.add(data.id);
      this.reactions.remove(data.id);
    }
    return false;
  }

  /** Adds reactions that were fetched. */
  add(items) {
    items.filter((item) => !this.#newer.has(item.id)).forEach((item) => this.reactions.put(item));
  }

  /** Fetches the summaries, now or as of a moment. */
  async fetchSummaries(path, moment = null, signal) {
    const asOf = moment ? { asOf: moment } : {};
    const [story, countries, actors] = await Promise.all([
      get(`${path}?${new URLSearchParams(asOf)}`, signal),
      all(`${path}/countries`, asOf, signal),
      all(`${path}/actors`, asOf, signal),
    ]);
    [
      { ...story.summary, of: 'story' },
      ...countries.map((item) => ({ ...item, of: 'country' })),
      ...actors.map((item) => ({ ...item, of: 'actor' })),
    ]
      .filter((item) => !this.#newer.has(nameOf(item)))
      .forEach((item) => this.#put(item));
  }

  #put(summary) {
    if (summary.of === 'story') {
      this.summary = summary;
    } else if (summary.of === 'country') {
      this.countries.set(summary.represents.code, summary);
    } else {
      this.actors.set(summary.actor.id, summary);
    }
  }
}

/** What a summary is of: its kind and its member. */
function nameOf({ of, represents, actor }) {
  return { story: 'story', country: `country ${represents?.code}`, actor: `actor ${actor?.id}` }[of];
}

/** The reactions that a filter lets through, fetched part by part, newest first. */
export class Pages {
  #cursor = null;
  #running = null;

  constructor(path, parameters, moment) {
    this.path = path;
    this.parameters = parameters;
    this.moment = moment;
    /** The last reaction fetched: all newer ones are known. */
    this.horizon = null;
    this.ended = false;
  }

  /** Fetches the next part; one at a time. */
  next() {
    this.#running ??= this.#fetch().finally(() => (this.#running = null));
    return this.#running;
  }

  async #fetch() {
    if (this.ended) {
      return [];
    }
    const params = new URLSearchParams(this.parameters);
    params.set('limit', '60');
    this.moment && params.set('asOf', this.moment);
    this.#cursor && params.set('cursor', this.#cursor);
    const page = await get(`${this.path}/reactions?${params}`);
    this.#cursor = page.next;
    this.horizon = page.items.at(-1) ?? this.horizon;
    this.ended = page.next === null;
    return page.items;
  }
}
