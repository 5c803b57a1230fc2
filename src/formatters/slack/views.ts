import {
  type ActionsBlock,
  type ContextBlock,
  type Option,
  type PlainText,
  plainText,
  type SectionBlock,
} from './blocks.ts';
import { slackLimits } from './limits.ts';

/** A heading in large type. */
interface HeaderBlock {
  readonly type: 'header';
  readonly text: PlainText;
}

/** A field to type or choose in. */
type InputElement =
  | {
      readonly type: 'plain_text_input';
      readonly action_id: string;
      readonly initial_value?: string;
      readonly max_length: number;
    }
  | {
      readonly type: 'static_select';
      readonly action_id: string;
      readonly options: readonly Option[];
      readonly initial_option: Option;
    }
  | {
      readonly type: 'checkboxes';
      readonly action_id: string;
      readonly options: readonly Option[];
      readonly initial_options?: readonly Option[];
    }
  | {
      readonly type: 'conversations_select';
      readonly action_id: string;
      readonly default_to_current_conversation: true;
      readonly filter: { readonly include: readonly ('public' | 'private')[]; readonly exclude_bot_users: true };
    }
  | {
      readonly type: 'external_select';
      readonly action_id: string;
      readonly placeholder: PlainText;
      readonly min_query_length: number;
      readonly initial_option?: Option;
    };

/** A field with its label. What is filled in comes back under its block id and action id. */
interface InputBlock {
  readonly type: 'input';
  readonly block_id: string;
  readonly label: PlainText;
  readonly element: InputElement;
  readonly optional: boolean;
  readonly hint?: PlainText;
}

/** What pages are made of. */
export type ViewBlock = SectionBlock | ContextBlock | ActionsBlock | HeaderBlock | InputBlock;

/** A page in a window of its own. */
export interface ModalView {
  readonly type: 'modal';
  readonly callback_id: string;
  readonly title: PlainText;
  readonly close: PlainText;
  readonly submit?: PlainText;
  /** Comes back with the page. At most 3,000 characters. */
  readonly private_metadata: string;
  readonly blocks: readonly ViewBlock[];
}

/** The bot's own page in a workspace. */
export interface HomeView {
  readonly type: 'home';
  readonly blocks: readonly ViewBlock[];
}

/** A page; without `submit` it has nothing to send back. Its title is the bot's name: it fits in every language. */
export function modal(
  page: { readonly callbackId: string; readonly close: string; readonly submit?: string; readonly metadata?: string },
  blocks: readonly ViewBlock[],
): ModalView {
  return {
    type: 'modal',
    callback_id: page.callbackId,
    title: plainText('Vidigest', slackLimits.viewTitle),
    close: plainText(page.close, slackLimits.viewTitle),
    ...(page.submit === undefined ? {} : { submit: plainText(page.submit, slackLimits.viewTitle) }),
    private_metadata: page.metadata ?? '',
    blocks,
  };
}

/** A heading in large type, clipped. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: plainText(text, 150) };
}

/** A field; optional unless told otherwise, with a hint where there is one. */
export function input(
  blockId: string,
  label: string,
  element: InputElement,
  { optional = true, hint = '' }: { readonly optional?: boolean; readonly hint?: string } = {},
): InputBlock {
  const below = hint === '' ? {} : { hint: plainText(hint, slackLimits.inputLabel) };
  return {
    type: 'input',
    block_id: blockId,
    label: plainText(label, slackLimits.inputLabel),
    element,
    optional,
    ...below,
  };
}

/** The same page, carrying something. */
export function withMetadata(view: ModalView, metadata: string): ModalView {
  return { ...view, private_metadata: metadata };
}
