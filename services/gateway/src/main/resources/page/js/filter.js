// What the feed is narrowed to; kept in the address, so that a link can be shared.

const KINDS = ['stance', 'represents', 'actor'];

export class Filter {
  constructor(changed) {
    const params = new URLSearchParams(location.search);
    this.values = Object.fromEntries(KINDS.map((kind) => [kind, params.get(kind)]));
    this.changed = changed;
  }

  /** Narrows to a value, or widens again when it was chosen already. */
  toggle(kind, value) {
    this.values[kind] = this.values[kind] === value ? null : value;
    const params = new URLSearchParams();
    this.chosen().forEach(([name, chosen]) => params.set(name, chosen));
    history.replaceState(null, '', params.size ? `?${params}` : location.pathname);
    this.changed();
  }

  /** The kinds and values that are chosen. */
  chosen() {
    return Object.entries(this.values).filter(([, value]) => value);
  }

  is(kind, value) {
    return this.values[kind] === value;
  }

  accepts(item) {
    const { stance, represents, actor } = this.values;
    return (
      (!stance || item.stance === stance) &&
      (!represents || item.represents.code === represents) &&
      (!actor || item.actor.id === actor)
    );
  }
}
