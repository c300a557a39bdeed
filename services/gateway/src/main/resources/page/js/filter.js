// What the feed is narrowed to; kept in the address, so that a link can be shared. The gateway understands the same.

import { choose, chosen } from './address.js';

const KINDS = ['stance', 'represents', 'actor', 'language', 'rank', 'text', 'from', 'until'];

export class Filter {
  constructor(changed) {
    this.values = Object.fromEntries(KINDS.map((kind) => [kind, chosen(kind)]));
    this.changed = changed;
  }

  /** Narrows to a value, or widens again when it was chosen already. */
  toggle(kind, value) {
    this.set({ [kind]: this.values[kind] === value ? null : value });
  }

  /** Narrows to several values at once; an empty one widens. */
  set(values) {
    Object.entries(values).forEach(([kind, value]) => (this.values[kind] = value || null));
    choose(this.values);
    this.changed();
  }

  /** The kinds and values that are chosen. */
  chosen() {
    return Object.entries(this.values).filter(([, value]) => value);
  }

  is(kind, value) {
    return this.values[kind] === value;
  }

  /** The same for the gateway, as parameters. */
  parameters() {
    return new URLSearchParams(this.chosen());
  }

  accepts(item) {
    const { stance, represents, actor, language, rank, text, from, until } = this.values;
    return (
      (!stance || item.stance === stance) &&
      (!represents || item.represents.code === represents) &&
      (!actor || item.actor.id === actor) &&
      (!language || item.language === language) &&
      (!rank || item.rank >= Number(rank)) &&
      (!text || `${item.text}\n${item.actor.name}`.toLowerCase().includes(text.trim().toLowerCase())) &&
      (!from || Date.parse(item.saidAt) >= Date.parse(from)) &&
      (!until || Date.parse(item.saidAt) < Date.parse(until))
    );
  }
}
