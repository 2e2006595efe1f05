// What the server tells: a snapshot of what the person sees after every change, and the traffic.

const AGAIN_MS = 1000;

/**
 * @import { Exchange, Snapshot } from "../snapshot"
 *
 * @typedef {object} Listener
 * @property {() => void} begin  before the traffic is sent anew
 * @property {(snapshot: Snapshot) => void} state
 * @property {(exchanges: Exchange[]) => void} traffic
 * @property {() => void} lost  while nothing answers
 * @property {() => void} refused  if there is no such person
 *
 * @typedef {{stop: () => void}} Stream
 */

/**
 * Follow what this person sees ("": the first person), until it is stopped.
 * @param {string} person
 * @param {Listener} told
 * @returns {Stream}
 */
export function follow(person, told) {
  /** @type {EventSource | null} */
  let source = null;
  let timer = 0;
  let opened = false;

  function open() {
    source = new EventSource(`/stream?as=${encodeURIComponent(person)}`);
    source.addEventListener("open", () => {
      opened = true;
      told.begin();
    });
    source.addEventListener("state", (event) => told.state(JSON.parse(event.data)));
    source.addEventListener("traffic", (event) => told.traffic(JSON.parse(event.data)));
    source.addEventListener("error", lose);
  }

  function lose() {
    // The browser tries again by itself, except after an answer that is no stream.
    if (source?.readyState !== EventSource.CLOSED) told.lost();
    else if (person && !opened) told.refused();
    else {
      told.lost();
      timer = setTimeout(open, AGAIN_MS);
    }
  }

  function stop() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  // A browser opens six connections to one address at most: tabs that nobody sees need none.
  function followVisibility() {
    if (document.hidden) stop();
    else if (source === null) open();
  }

  document.addEventListener("visibilitychange", followVisibility);
  if (!document.hidden) open();
  return {
    stop() {
      document.removeEventListener("visibilitychange", followVisibility);
      stop();
    },
  };
}
