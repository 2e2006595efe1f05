// What the blocks of a message, of Home or of a form need: names, and ways to act.

import { given } from "./requests.js";
import { byId } from "./dom.js";

/**
 * @import { Block, Element, Group, State } from "../block_kit"
 * @import { Act, Message, Named, Snapshot, View } from "../snapshot"
 * @import { Context } from "./elements.js"
 * @import { Handlers } from "./modal.js"
 *
 * Where an element stands, as the server wants to know it.
 * @typedef {{channel: string, ts: string} | {view_id: string}} Target
 */

/**
 * The channels that a person can choose in a form.
 * @param {Snapshot} snapshot
 */
export const channelsOf = (snapshot) => snapshot.channels.filter((channel) => !channel.is_im);

/**
 * Id → what people read instead of it.
 * @param {Snapshot} snapshot
 */
export function namesOf(snapshot) {
  /** @type {Named[]} */
  const all = [snapshot.app, ...snapshot.people, ...channelsOf(snapshot)];
  return Object.fromEntries(all.map(({ id, name }) => [id, name]));
}

/** @param {Act} act @param {Snapshot} snapshot @param {Message} message */
export const messageContext = (act, snapshot, message) =>
  contextOf(act, snapshot, { channel: message.channel, ts: message.ts }, message.state);

/** @param {Act} act @param {Snapshot} snapshot @param {View} view */
export const viewContext = (act, snapshot, view) =>
  contextOf(act, snapshot, { view_id: view.id }, view.state);

/**
 * @param {Act} act
 * @param {Snapshot} snapshot
 * @param {Target} target
 * @param {State} state
 * @returns {Context}
 */
function contextOf(act, snapshot, target, state) {
  return {
    state,
    errors: {},
    names: namesOf(snapshot),
    channels: channelsOf(snapshot),
    press: (element, block, entered) =>
      act("press", { ...aim(target, element, block), ...given(element, entered) }),
    suggest: (element, block, value) => suggest(act, { ...aim(target, element, block), value }),
  };
}

/**
 * What syncModals needs.
 * @param {Act} act
 * @param {Snapshot} snapshot
 * @returns {Handlers}
 */
export function modalHandlers(act, snapshot) {
  return {
    names: namesOf(snapshot),
    channels: channelsOf(snapshot),
    submit: (view, values) => act("submit", { view_id: view.id, values }),
    close: (view) => act("close", { view_id: view.id }),
    focusBack: () => byId("composer-text").focus(),
    press: (view, element, block, entered, values) =>
      act("press", {
        ...aim({ view_id: view.id }, element, block),
        ...given(element, entered),
        values,
      }),
    suggest: (view, element, block, value) =>
      suggest(act, { ...aim({ view_id: view.id }, element, block), value }),
  };
}

/** @param {Target} target @param {Element} element @param {Block} block */
const aim = (target, element, block) => ({
  ...target,
  action_id: element.action_id,
  block_id: block.block_id,
});

/**
 * @param {Act} act
 * @param {object} details
 * @returns {Promise<Group[]>}
 */
async function suggest(act, details) {
  const answer = await act("suggest", details);
  if (answer.error) throw new Error(answer.error);
  return answer.option_groups ?? [{ options: answer.options ?? [] }];
}
