// The first thing a visitor reads, and four things to try with one click each.

import { byId, make } from "./dom.js";

const TRIES = [
  {
    title: "Compare two roles",
    text: "/rolefit php vs backend",
    note: "Side by side. A menu changes the topic.",
  },
  {
    title: "Find the role you need",
    text: "/rolefit",
    note: "Three short steps; advice after any of them.",
  },
  {
    title: "Ask a hiring question",
    text: "/rolefit who owns the database schema",
    note: "The answer names its source.",
  },
  {
    title: "Ask what it cannot know",
    text: "/rolefit what does a visa cost",
    note: "It says so and invents nothing.",
  },
];

/** Fill the welcome above the conversation; `say(text)` sends what a try stands for. */
export function showWelcome(say) {
  byId("welcome").replaceChildren(
    make("h2", { id: "welcome-title", text: "Which role should you open, and why?" }),
    make("p", {
      text:
        "RoleFit answers in the hiring channel. This is the real app; only Slack is a stand-in. " +
        "What you ask, only you see until you share it.",
    }),
    buildTries(say),
    make("p", {
      class: "quiet-text",
      text:
        "Then press Share below an answer and look at the channel as somebody else " +
        "(View as, top right).",
    }),
  );
}

/** Offer the same tries in a dialog, for later. */
export function openTries(say) {
  const sheet = make("dialog", { class: "sheet", "aria-labelledby": "tries-title" });
  const close = () => sheet.close();
  sheet.append(
    make(
      "div",
      { class: "side-bar" },
      make("h2", { id: "tries-title", text: "Things to try" }),
      make("button", {
        type: "button",
        class: "icon-button",
        "aria-label": "Close",
        text: "×",
        onclick: close,
      }),
    ),
    buildTries((text) => {
      close();
      say(text);
    }),
    buildMore(),
  );
  sheet.addEventListener("close", () => sheet.remove());
  sheet.addEventListener("click", (event) => event.target === sheet && close());
  document.body.append(sheet);
  sheet.showModal();
}

function buildTries(say) {
  const button = (item) =>
    make(
      "button",
      { type: "button", class: "try", onclick: () => say(item.text) },
      make("span", { class: "try-title", text: item.title }),
      make("span", { class: "try-note", text: item.note }),
      make("code", { text: item.text }),
    );
  return make("div", { class: "tries" }, ...TRIES.map(button));
}

function buildMore() {
  const lines = [
    "Share an answer, then change View as: now you see what the others see.",
    "Get hiring advice from a colleague's message: open the menu at its right.",
    "Mention @RoleFit in #engineering: it answers in the thread, for everyone.",
    "Look up a hiring FAQ while you type: Shortcuts.",
  ];
  return make(
    "div",
    { class: "more-tries" },
    make("h3", { text: "And then" }),
    make("ul", {}, ...lines.map((text) => make("li", { text }))),
  );
}
