// The question that Slack asks before a press counts:
// https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object

import { make } from "./dom.js";
import { renderText } from "./mrkdwn.js";

/**
 * @import { Confirmation } from "../block_kit"
 * @import { Names } from "./mrkdwn.js"
 */

/**
 * Asks; Escape means no. The focus goes back to where it was.
 * @param {Confirmation} question
 * @param {Names} names
 * @param {boolean} grave  whether yes takes something away: then no has the focus
 * @returns {Promise<boolean>}
 */
export function confirm(question, names, grave) {
  /**
   * @param {{text: string}} words
   * @param {string} value
   * @param {string} look
   * @returns {HTMLElement}
   */
  const answer = (words, value, look) =>
    make("button", {
      type: "button",
      class: `block-button ${look}`,
      text: words.text,
      autofocus: (value === "yes") !== grave,
      onclick: () => dialog.close(value),
    });
  /** @type {HTMLDialogElement} */
  const dialog = make(
    "dialog",
    {
      class: "confirm",
      role: "alertdialog",
      "aria-labelledby": "confirm-title",
      "aria-describedby": "confirm-text",
    },
    make("h2", { id: "confirm-title", text: question.title.text }),
    make("div", { id: "confirm-text" }, renderText(question.text, names)),
    make(
      "div",
      { class: "confirm-answers" },
      answer(question.deny, "no", ""),
      answer(question.confirm, "yes", question.style ?? "primary"),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
