// Block Kit as the app sent it, with the ids that Slack gives, and what people enter into it.
// https://docs.slack.dev/reference/block-kit

/** A block or an interactive element of any type, known here or not. */
export type Block = Record<string, any>;
export type Element = Record<string, any>;

export type Text = { type: string; text: string; verbatim?: boolean; emoji?: boolean };

export type Option = { text: Text; value: string; description?: Text; url?: string };

/** Options under a label, or under none. */
export type Group = { label?: { text: string }; options: Option[] };

export type Confirmation = { title: Text; text: Text; confirm: Text; deny: Text; style?: string };

/** What was entered into an element, as payloads carry it. */
export type Entry = {
  type: string;
  value?: string | null;
  selected_option?: Option | null;
  selected_options?: Option[];
  selected_conversation?: string | null;
};

/** Block id → action id → entry. */
export type State = Record<string, Record<string, Entry>>;

/** What rich text holds: texts, links, mentions, emoji. */
export type Leaf = {
  type: string;
  text?: string;
  url?: string;
  user_id?: string;
  channel_id?: string;
  name?: string;
  unicode?: string;
  style?: Record<string, boolean>;
};

export type Part = { type: string; elements: Leaf[] };

export type List = { elements: Part[]; style: string; indent?: number; offset?: number };
