// What a person has entered into a form and Slack does not know yet.

import { inputsOf } from "./values.js";

/**
 * @import { Block, Element, Entry, State } from "../block_kit"
 * @import { View } from "../snapshot"
 */

/** The entries of one view; they live as long as their controls are on the screen. */
export class Draft {
  constructor() {
    /** @type {Map<string, Entry>} */
    this._entries = new Map();
  }

  /**
   * Notes what was entered.
   * @param {Element} element
   * @param {Block} block
   * @param {Entry} entry
   */
  enter(element, block, entry) {
    this._entries.set(keyOf(element, block), entry);
  }

  /**
   * Forgets what is no longer on the screen, and what Slack knows by now.
   * @param {View} view
   */
  reconcile(view) {
    const known = new Map(
      inputsOf(view.blocks).map(({ element, block }) => [
        keyOf(element, block),
        view.state[block.block_id]?.[element.action_id],
      ]),
    );
    for (const [key, entry] of this._entries) {
      if (!known.has(key) || isSame(known.get(key), entry)) this._entries.delete(key);
    }
  }

  /**
   * What the view's controls show: entries, else what Slack knows.
   * @param {View} view
   * @returns {State}
   */
  stateOf(view) {
    /** @type {State} */
    const state = {};
    for (const { element, block } of inputsOf(view.blocks)) {
      const known = view.state[block.block_id]?.[element.action_id];
      const entry = this._entries.get(keyOf(element, block)) ?? known;
      if (entry) (state[block.block_id] ??= {})[element.action_id] = entry;
    }
    return state;
  }
}

/**
 * An entry belongs to a control of the same ids and type, as in Slack.
 * @param {Element} element
 * @param {Block} block
 */
function keyOf(element, block) {
  return JSON.stringify([block.block_id, element.action_id, element.type]);
}

/** @param {Entry | undefined} one @param {Entry} other */
function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
