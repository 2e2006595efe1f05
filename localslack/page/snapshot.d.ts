// What the server tells the page (snapshot.py, guide.py, requests.py), for the type checker.

import type { Block, Group, Option, State } from "./block_kit";

/** Where the person is, as the address says it; "" where it says nothing. */
export type Place = { as: string; in: string; thread: string; pane: string };

/** Leads to a place; `replace`: without a step in the browser's history. */
export type Go = (place: Place, options?: { replace?: boolean }) => void;

/** Does something as the person who looks. */
export type Act = (verb: string, details?: object) => Promise<Answer>;

export type Answer = {
  ok: boolean;
  error?: string | null; // what the person should know
  ms?: number;
  options?: Option[];
  option_groups?: Group[];
};

export type Named = { id: string; name: string };

export type Channel = Named & { is_im: boolean; app_is_member: boolean; read_only: boolean };

export type Shortcut = { callback_id: string; name: string };

export type Command = { name: string; hint: string; note: string };

export type Author = Named & { kind: "app" | "slackbot" | "person" };

export type Message = {
  channel: string;
  ts: string;
  author: Author;
  text: string;
  blocks: Block[];
  ephemeral: boolean;
  thread_ts: string | null;
  edits: number;
  state: State;
};

export type View = {
  id: string;
  hash: string;
  type: "modal" | "home";
  callback_id: string;
  title: string | null;
  submit: string | null;
  close: string | null;
  blocks: Block[];
  state: State;
  errors: Record<string, string>; // block id → what is wrong
  trouble: string;
};

export type Try = { title: string; text: string; note: string };

export type Guide = {
  title: string;
  about: string;
  tries: Try[];
  after: string;
  more: string[];
  command_notes: Record<string, string>;
  people: string;
  terminal: string;
};

export type Snapshot = {
  instance: string;
  app: Named;
  me: Named;
  people: Named[];
  channels: Channel[];
  shortcuts: Record<"global" | "message", Shortcut[]>;
  commands: Command[];
  guide: Guide;
  messages: Message[];
  modals: View[];
  home: View | null;
};

export type Exchange = {
  at: number; // seconds since 1970
  sender: "slack" | "app";
  name: string;
  status: number;
  ms: number;
  request: unknown;
  response: unknown;
};
