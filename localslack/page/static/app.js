// The page: what the server told, where the person is, and what is drawn of both.

import { renderBlocks } from "./blocks.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { send } from "./requests.js";
import { byId, keepFocus, make } from "./dom.js";
import { drawIcons } from "./icons.js";
import { openMenu } from "./menu.js";
import { syncModals } from "./modal.js";
import { banner, toast } from "./notices.js";
import { HOME, addressOf, correctPlace, readPlace } from "./place.js";
import { closeDrawer, showPlaceBar, showTabs } from "./place_bar.js";
import { channelsOf, messageContext, modalHandlers, namesOf, viewContext } from "./screens.js";
import { showSidebar } from "./sidebar.js";
import { follow } from "./stream.js";
import { clearTraffic, showTraffic } from "./traffic.js";
import { Unread } from "./unread.js";
import { openTries, showWelcome } from "./welcome.js";

/**
 * @import { Answer, Channel, Go, Message, Place, Snapshot } from "../snapshot"
 * @import { Item } from "./menu.js"
 * @import { Stream } from "./stream.js"
 */

const LOST =
  "The demo does not answer: it has ended, or is being started again. " +
  "This page connects again by itself.";
const STARTED_ANEW = "The demo was started again. What was said before is gone.";

let place = readPlace();
/** @type {Snapshot | null} */
let snapshot = null;
let instance = "";
/** @type {Stream | null} */
let stream = null;
let homeHash = "";
const unread = new Unread();

/**
 * What the person sees: nothing is drawn and nothing can be pressed before the server has told it.
 * @returns {Snapshot}
 */
function seen() {
  if (!snapshot) throw new Error("The server has told nothing yet.");
  return snapshot;
}

// What the person does

/**
 * @param {string} verb
 * @param {object} [details]
 * @returns {Promise<Answer>}
 */
async function act(verb, details) {
  for (const shown of [conversation, replies]) shown.awaitAnswer();
  const answer = await send(place.as, verb, details);
  // The composer and an open form tell it themselves.
  const isTold = verb === "say" || document.querySelector("dialog.modal[open]");
  if (!answer.ok && answer.error && !isTold) toast(answer.error);
  return answer;
}

/** @param {string} text @param {string | null} threadTs */
const say = (text, threadTs = null) =>
  act("say", { channel: place.in, text, thread_ts: threadTs });

// Where the person goes

/** @type {Go} */
function go(next, { replace = false } = {}) {
  const before = place;
  place = snapshot ? correctPlace(next, snapshot) : next;
  if (next.as !== before.as) place.as = next.as;
  history[replace ? "replaceState" : "pushState"](null, "", addressOf(place));
  arrive(before);
}

/**
 * Show where the person is now, coming from `before`.
 * @param {Place} before
 */
function arrive(before) {
  closeDrawer();
  if (before.as !== place.as) {
    if (!snapshot) return start();
    syncModals([], modalHandlers(act, snapshot));
    snapshot = null;
    start();
    return;
  }
  if (snapshot) draw();
  if (place.in !== before.in) openTab();
}

function openTab() {
  if (place.in === HOME) act("home");
  else if (snapshot && channelHere()?.is_im) act("home", { tab: "messages" });
}

window.addEventListener("popstate", () => {
  const before = place;
  place = readPlace();
  if (snapshot && (place.as || before.as) === before.as) place = correctPlace(place, snapshot);
  arrive(before);
});

/**
 * Send a try from wherever the person is; it is answered in the first channel.
 * @param {string} text
 */
async function tryOut(text) {
  const current = channelHere();
  if (!current || current.read_only) go({ ...place, in: channelsOf(seen())[0].id, thread: "" });
  await composer.sendText(text);
}

// What is drawn

const conversation = new Conversation(byId("messages"), {
  context: (message) => messageContext(act, seen(), message),
  menu: openMessageMenu,
  thread: (message) => openThread(message),
  seen: (isSeen) => (byId("newer").hidden = isSeen),
});
const replies = new Conversation(byId("replies"), {
  context: (message) => messageContext(act, seen(), message),
  menu: openMessageMenu,
  thread: null,
  seen: () => {},
});
const composer = new Composer(byId("composer"), { id: "composer-text", say: (text) => say(text) });
const threadComposer = new Composer(byId("thread-composer"), {
  id: "thread-composer-text",
  say: (text) => say(text, place.thread),
});

const channelHere = () => seen().channels.find(({ id }) => id === place.in);

function draw() {
  const channel = channelHere();
  unread.see(seen(), place.in);
  showSidebar(seen(), place, unread.channels, go);
  showPlaceBar(seen(), place, channel);
  showTabs(seen(), place, go);
  drawConversation(channel);
  drawThread(channel);
  drawHome();
  byId("traffic").hidden = place.pane !== "traffic";
  byId("open-traffic").setAttribute("aria-expanded", String(place.pane === "traffic"));
  syncModals(seen().modals, modalHandlers(act, seen()));
}

/** @param {Channel} [channel] */
function drawConversation(channel) {
  byId("messages").hidden = !channel;
  byId("composer").hidden = !channel || channel.read_only;
  byId("welcome").hidden = channel !== seen().channels[0];
  if (!channel) return;
  const here = seen().messages.filter((message) => message.channel === channel.id);
  const roots = new Set(here.filter(isRoot).map((message) => message.ts));
  // A private answer in a thread whose beginning is gone still has to be seen.
  const top = here.filter((message) => isRoot(message) || !roots.has(rootOf(message)));
  const key = `${place.as} ${channel.id} ${instance}`;
  conversation.show(key, top, countReplies(here), namesOf(seen()));
  composer.configure({
    ...composerSettings(channel),
    label: `Message to #${channel.name}`,
    placeholder: `Message #${channel.name}, or / for ${seen().app.name}`,
  });
}

/** @param {Message} message */
const rootOf = (message) => message.thread_ts || message.ts;
/** @param {Message} message */
const isRoot = (message) => rootOf(message) === message.ts;

/** @param {Message[]} messages */
function countReplies(messages) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const message of messages) {
    const root = rootOf(message);
    if (root !== message.ts) counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  return counts;
}

/** @param {Channel} channel */
const composerSettings = (channel, thread = "") => ({
  key: `${place.as} ${channel.id} ${thread}`,
  person: place.as,
  commands: seen().commands,
  app: seen().app.name,
  invites: !channel.app_is_member,
});

/** @param {Channel} [channel] */
function drawThread(channel) {
  const messages = seen().messages.filter(
    (message) => message.channel === place.in && rootOf(message) === place.thread,
  );
  byId("thread").hidden = !messages.length || place.pane === "traffic";
  if (!channel || !messages.length) return;
  const key = `${place.as} ${place.thread} ${instance}`;
  replies.show(key, messages, new Map(), namesOf(seen()));
  threadComposer.configure({
    ...composerSettings(channel, place.thread),
    commands: [],
    label: "Reply in the thread",
    placeholder: `Reply, or @${seen().app.name} and a question`,
  });
}

function drawHome() {
  const home = byId("home");
  home.hidden = place.in !== HOME;
  const view = seen().home;
  const hash = view ? `${view.id} ${view.hash} ${instance}` : "";
  if (home.hidden || homeHash === hash) return;
  homeHash = hash;
  if (!view) return home.replaceChildren(make("p", { class: "quiet-text", text: "One moment …" }));
  const drawn = renderBlocks(view.blocks, viewContext(act, seen(), view));
  for (const heading of drawn.querySelectorAll("h3")) heading.setAttribute("aria-level", "2"); // of its place
  keepFocus(home, () => home.replaceChildren(drawn));
}

// Panes and menus

/** @param {Message} message */
function openThread(message) {
  go({ ...place, thread: rootOf(message), pane: "" });
  threadComposer.focus();
}

/** @param {HTMLElement} [opener] */
function closePane(opener) {
  go({ ...place, thread: place.pane ? place.thread : "", pane: "" });
  (opener ?? byId("composer-text")).focus();
}

/** @param {HTMLElement} button @param {Message} message */
function openMessageMenu(button, message) {
  const { channel, ts } = message;
  /** @type {Item[]} */
  const items = seen().shortcuts.message.map(({ name, callback_id }) => ({
    text: `${name} · ${seen().app.name}`,
    run: () => act("message_shortcut", { channel, ts, callback_id }),
  }));
  const isOpen = rootOf(message) === place.thread;
  if (!isOpen) items.unshift({ text: "Reply in thread", run: () => openThread(message) });
  openMenu(button, items, "More actions");
}

function connectControls() {
  const shortcuts = byId("open-shortcuts");
  shortcuts.addEventListener("click", () => {
    const items = seen().shortcuts.global.map(({ name, callback_id }) => ({
      text: `${name} · ${seen().app.name}`,
      run: () => act("shortcut", { callback_id }),
    }));
    openMenu(shortcuts, items, "Shortcuts");
  });
  const traffic = byId("open-traffic");
  traffic.addEventListener("click", () =>
    go({ ...place, pane: place.pane === "traffic" ? "" : "traffic" }),
  );
  byId("close-traffic").addEventListener("click", () => closePane(traffic));
  byId("close-thread").addEventListener("click", () => closePane());
  /** @param {KeyboardEvent} event */
  const leaves = (event) => event.key === "Escape" && !event.defaultPrevented;
  byId("traffic").addEventListener("keydown", (event) => leaves(event) && closePane(traffic));
  byId("thread").addEventListener("keydown", (event) => leaves(event) && closePane());
  byId("open-tries").addEventListener("click", () => openTries(seen().guide, tryOut));
  const people = /** @type {HTMLSelectElement} */ (byId("view-as"));
  people.addEventListener("change", () => switchPerson(people.value));
  byId("newer").addEventListener("click", () => conversation.scrollToEnd());
}

// A conversation with the app is somebody's own: the other person has another one.
const switchPerson = (/** @type {string} */ person) => go({ ...place, as: person, thread: "" });

// What the server tells

function start() {
  stream?.stop();
  clearTraffic();
  // Until it is known what this person sees, nothing can be typed that would be lost.
  byId("frame").inert = true;
  stream = follow(place.as, {
    begin: clearTraffic,
    state: receive,
    traffic: (exchanges) => showTraffic(exchanges, snapshot?.app.name ?? "app"),
    lost: () => banner(LOST),
    refused: () => go({ ...place, as: "" }, { replace: true }),
  });
}

/** @param {Snapshot} news */
function receive(news) {
  const isFirst = snapshot === null;
  snapshot = news;
  if (instance && instance !== news.instance) {
    unread.forget();
    banner(STARTED_ANEW, true);
  } else if (byId("banner-text").textContent === LOST) banner("");
  const isAnew = instance !== news.instance;
  if (isAnew) showWelcome(news.guide, tryOut);
  instance = news.instance;
  const corrected = correctPlace(place, snapshot);
  if (addressOf(corrected) !== addressOf(place)) {
    place = corrected;
    history.replaceState(null, "", addressOf(place));
  }
  draw();
  byId("frame").inert = false;
  if (isFirst || isAnew) openTab();
}

drawIcons();
connectControls();
start();
