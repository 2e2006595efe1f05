// Which channels hold something that the person has not seen.

/** @import { Snapshot } from "../snapshot" */

export class Unread {
  constructor() {
    /** @type {Set<string>} */
    this.channels = new Set();
    /** @type {Map<string, string>} */
    this.seen = new Map(); // channel → the newest message that was seen
    this.person = "";
  }

  /** Start anew: everything that is there next counts as seen. */
  forget() {
    this.seen.clear();
    this.channels.clear();
  }

  /**
   * Take note of a snapshot while the person looks at `current`.
   * @param {Snapshot} snapshot
   * @param {string} current
   */
  see(snapshot, current) {
    const isFirst = this.person !== snapshot.me.id;
    if (isFirst) this.forget();
    this.person = snapshot.me.id;
    for (const { id } of snapshot.channels) {
      const latest = snapshot.messages.findLast((message) => message.channel === id)?.ts ?? "";
      const seen = this.seen.get(id);
      const isSeen = isFirst || id === current || seen === undefined;
      if (isSeen) this.seen.set(id, latest);
      if (!isSeen && latest > seen) this.channels.add(id);
      else this.channels.delete(id);
    }
  }
}
