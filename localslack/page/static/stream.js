// What the server tells: a snapshot of what the person sees after every change, and the traffic.

const AGAIN_MS = 1000;

/**
 * Follow what this person sees ("": the first person), until `stop()` of what is returned.
 * `told` = {state(snapshot), begin() before the traffic is sent anew, traffic(exchanges),
 * lost() while nothing answers, refused() if there is no such person}.
 */
export function follow(person, told) {
  let source = null;
  let timer = null;
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
    if (source.readyState !== EventSource.CLOSED) told.lost();
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
