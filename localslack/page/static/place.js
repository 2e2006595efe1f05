// Where the person is, in the address: who, in which channel, with which pane open.
// Reload and the back button keep it, and two tabs can be two people.

export const HOME = "home";

/** {as, in, thread, pane} of the address; "" where it says nothing. */
export function readPlace() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(
    ["as", "in", "thread", "pane"].map((name) => [name, query.get(name) ?? ""]),
  );
}

/** The address of a place. */
export function addressOf(place) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(place)) if (value) query.set(name, value);
  return `?${query}`;
}

/** The place, corrected to what is there: a channel of this person, no thread elsewhere. */
export function correctPlace(place, snapshot) {
  const { channels, me } = snapshot;
  const found = channels.find((channel) => channel.id === place.in);
  const direct = channels.find((channel) => channel.is_im);
  if (found || (place.in === HOME && direct)) return { ...place, as: me.id };
  const fallback = place.in.startsWith("D") && direct ? direct : channels[0];
  return { ...place, as: me.id, in: fallback.id, thread: "" };
}
