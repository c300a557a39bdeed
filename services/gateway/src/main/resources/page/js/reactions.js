// The reactions of a story that are known here, newest first.

/** Later said first; equal times by id, so that the order never depends on arrival. */
export function before(a, b) {
  if (a.saidAt !== b.saidAt) {
    return Date.parse(a.saidAt) > Date.parse(b.saidAt) ? -1 : 1;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

export class Reactions {
  constructor() {
    this.byId = new Map();
    this.sorted = [];
  }

  get size() {
    return this.sorted.length;
  }

  /** Adds a reaction or its newer version. */
  put(item) {
    this.remove(item.id);
    this.byId.set(item.id, item);
    this.sorted.splice(this.place(item), 0, item);
  }

  remove(id) {
    const item = this.byId.get(id);
    if (item) {
      this.byId.delete(id);
      this.sorted.splice(this.place(item), 1);
    }
  }

  /** All that are no older than an item, or as old; none where there is no item. */
  downTo(item) {
    const end = item ? this.place(item) : 0;
    return this.sorted.slice(0, this.sorted[end]?.id === item?.id ? end + 1 : end);
  }

  /** Where an item stands, or would stand. */
  place(item) {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(this.sorted[middle], item) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
