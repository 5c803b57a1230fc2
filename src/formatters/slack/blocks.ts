import { clipPlain } from '../plain-text.ts';
import { slackLimits } from './limits.ts';

/** Formatted text. `verbatim`: Slack turns no bare address, channel name or mention in it into a link or a ping. */
interface MrkdwnText {
  readonly type: 'mrkdwn';
  readonly text: string;
  readonly verbatim: true;
}

/** Text without any markup. */
export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

/** A paragraph. */
export interface SectionBlock {
  readonly type: 'section';
  readonly text: MrkdwnText;
  /** Shown in full, without Slack's own “see more”. */
  readonly expand?: true;
}

/** Small grey text. */
export interface ContextBlock {
  readonly type: 'context';
  readonly elements: readonly MrkdwnText[];
}

/** A button that posts `value` back under its action id. */
interface Button {
  readonly type: 'button';
  readonly action_id: string;
  readonly text: PlainText;
  readonly value: string;
}

/** Something to pick. `value` has at most 150 characters, the text 75. */
export interface Option {
  readonly text: PlainText;
  readonly value: string;
}

/** A menu behind three dots. */
interface Overflow {
  readonly type: 'overflow';
  readonly action_id: string;
  readonly options: readonly Option[];
}

/** A menu with what is picked on its face. At most 100 options. */
interface StaticSelect {
  readonly type: 'static_select';
  readonly action_id: string;
  readonly placeholder?: PlainText;
  readonly options: readonly Option[];
  readonly initial_option?: Option;
}

/** What an actions block holds. */
export type ActionElement = Button | Overflow | StaticSelect;

/** A row of buttons and menus. */
export interface ActionsBlock {
  readonly type: 'actions';
  readonly elements: readonly ActionElement[];
}

/** A cell of a table, without markup. */
export interface TableCell {
  readonly type: 'raw_text';
  readonly text: string;
}

/** A table; Slack takes one in a message. */
export interface TableBlock {
  readonly type: 'table';
  /** The first row is the head. */
  readonly rows: readonly (readonly TableCell[])[];
  readonly column_settings: readonly { readonly is_wrapped: boolean }[];
}

/** What replies put into containers; Slack takes more. */
export type ChildBlock = SectionBlock | TableBlock;

/** Slack's fold. Old clients and some workspaces do not know it: see `withoutContainers`. */
export interface ContainerBlock {
  readonly type: 'container';
  readonly title: PlainText;
  readonly is_collapsible: true;
  readonly default_collapsed: true;
  readonly child_blocks: readonly ChildBlock[];
}

/** The part of Block Kit that replies are made of. */
export type SlackBlock = SectionBlock | ContextBlock | ActionsBlock | ContainerBlock;

/** One message. `text` is what notifications, search and screen readers get; it is never shown beside the blocks. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

/** Text that is mrkdwn already: whatever is untrusted in it has been escaped. */
function mrkdwn(text: string): MrkdwnText {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** A section of mrkdwn, cut by Slack's “see more” when it is long. */
export function section(text: string): SectionBlock {
  return { type: 'section', text: mrkdwn(text) };
}

/** A section of mrkdwn, always shown in full. */
export function fullSection(text: string): SectionBlock {
  return { type: 'section', text: mrkdwn(text), expand: true };
}

/** Small grey text, an element per argument; all of them mrkdwn already. */
export function context(...texts: readonly string[]): ContextBlock {
  return { type: 'context', elements: texts.map(mrkdwn) };
}

/** A table of three columns, the last of which does not wrap. */
export function table(rows: TableBlock['rows']): TableBlock {
  return { type: 'table', rows, column_settings: [{ is_wrapped: true }, { is_wrapped: true }, { is_wrapped: false }] };
}

/** A closed fold. The title is plain text within Slack's limit. */
export function container(title: string, children: readonly ChildBlock[]): ContainerBlock {
  return {
    type: 'container',
    title: { type: 'plain_text', text: title, emoji: false },
    is_collapsible: true,
    default_collapsed: true,
    child_blocks: children,
  };
}

/** Text without markup, clipped: a label of something people press or fill in. */
export function plainText(text: string, max: number = slackLimits.buttonText): PlainText {
  return { type: 'plain_text', text: clipPlain(text, max), emoji: false };
}

/** A button; its value comes back as it is. */
export function button(actionId: string, label: string, value: string): Button {
  return { type: 'button', action_id: actionId, text: plainText(label), value };
}

/** Something to pick; labels that are too long are clipped. */
export function option(label: string, value: string): Option {
  return { text: plainText(label), value };
}
