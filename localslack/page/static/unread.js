// Which channels hold something that the person has not seen.

export class Unread {
  constructor() {
    this.channels = new Set();
    this.seen = new Map();
    this.person = "";
  }

  /** Start anew: everything that is there next counts as seen. */
  forget() {
    this.seen.clear();
    this.channels.clear();
  }

  /** Take note of a snapshot while the person looks at `current`. */
  see(snapshot, current) {
    const isFirst = this.person !== snapshot.me.id;
    if (isFirst) this.forget();
    this.person = snapshot.me.id;
    for (const { id } of snapshot.channels) {
      const latest = snapshot.messages.findLast((message) => message.channel === id)?.ts ?? "";
      if (isFirst || id === current || !this.seen.has(id)) this.seen.set(id, latest);
      if (latest > this.seen.get(id)) this.channels.add(id);
      else this.channels.delete(id);
    }
  }
}
