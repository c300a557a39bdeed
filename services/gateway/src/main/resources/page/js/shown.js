// All that a story shows: its summary, its countries and actors, and those of its reactions that were fetched.

import { all, get } from './api.js';
import { Reactions } from './reactions.js';

export class Shown {
  constructor(summary = null) {
    this.summary = summary;
    this.countries = new Map();
    this.actors = new Map();
    this.reactions = new Reactions();
    /** What came by itself since the beginning: what is fetched later may be older and must not replace it. */
    this.newer = new Set();
  }

  /** Takes in an event of the stream; whether it brought a reaction that was not known. */
  take(name, data, live) {
    if (name === 'reaction') {
      const isNew = !this.reactions.byId.has(data.id);
      this.reactions.put(data);
      live && this.newer.add(data.id);
      return isNew;
    }
    if (name === 'summary') {
      this.#summary(data);
    } else if (name === 'retraction' && data.type === 'summary') {
      const member = data.id.slice(data.id.indexOf('|') + 1);
      data.of === 'country' && this.countries.delete(member);
      data.of === 'actor' && this.actors.delete(member);
    } else if (name === 'retraction') {
      this.reactions.remove(data.id);
      this.newer.add(data.id);
    }
    return false;
  }

  /** Adds reactions that were fetched. */
  add(items) {
    items.filter((item) => !this.newer.has(item.id)).forEach((item) => this.reactions.put(item));
  }

  #summary(data) {
    if (data.of === 'story') {
      this.summary = data;
    } else if (data.of === 'country') {
      this.countries.set(data.represents.code, data);
    } else {
      this.actors.set(data.actor.id, data);
    }
  }
}

/** A story as it stood at a moment. */
export async function shownAsOf(path, moment, signal) {
  const [story, countries, actors] = await Promise.all([
    get(`${path}?asOf=${encodeURIComponent(moment)}`, signal),
    all(`${path}/countries`, { asOf: moment }, signal),
    all(`${path}/actors`, { asOf: moment }, signal),
  ]);
  const shown = new Shown(story.summary);
  countries.forEach((item) => shown.countries.set(item.represents.code, item));
  actors.forEach((item) => shown.actors.set(item.actor.id, item));
  return shown;
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
