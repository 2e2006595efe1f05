// Where the person is, in the address: who, in which channel, with which pane open.
// Reload and the back button keep it, and two tabs can be two people.

/** @import { Place, Snapshot } from "../snapshot" */

export const HOME = "home";

/**
 * The place that the address says.
 * @returns {Place}
 */
export function readPlace() {
  const query = new URLSearchParams(location.search);
  const part = (/** @type {string} */ name) => query.get(name) ?? "";
  return { as: part("as"), in: part("in"), thread: part("thread"), pane: part("pane") };
}

/**
 * The address of a place.
 * @param {Place} place
 */
export function addressOf(place) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(place)) if (value) query.set(name, value);
  return `?${query}`;
}

/**
 * The place, corrected to what is there: a channel of this person, no thread elsewhere.
 * @param {Place} place
 * @param {Snapshot} snapshot
 * @returns {Place}
 */
export function correctPlace(place, snapshot) {
  const { channels, me } = snapshot;
  const found = channels.find((channel) => channel.id === place.in);
  const direct = channels.find((channel) => channel.is_im);
  if (found || (place.in === HOME && direct)) return { ...place, as: me.id };
  const fallback = place.in.startsWith("D") && direct ? direct : channels[0];
  return { ...place, as: me.id, in: fallback.id, thread: "" };
}
