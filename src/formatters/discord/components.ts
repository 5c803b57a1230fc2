/** Discord Markdown. Untrusted parts of it have been escaped. Never empty. */
export interface TextDisplay {
  readonly type: 10;
  readonly content: string;
}

/** A small picture beside a section; `description` is its alt text. */
export interface Thumbnail {
  readonly type: 11;
  readonly media: { readonly url: string };
  readonly description: string;
}

/** One to three texts beside a picture or a button. Discord refuses a section without one. */
export interface Section {
  readonly type: 9;
  readonly components: readonly TextDisplay[];
  readonly accessory: Thumbnail | Button;
}

/** A button that sends its `custom_id` back. Styles: 1 the main one, 2 plain, 4 for what cannot be undone. */
export interface Button {
  readonly type: 2;
  readonly style: 1 | 2 | 4;
  readonly label: string;
  readonly custom_id: string;
  readonly disabled?: boolean;
}

/** Plain text, no Markdown. */
export interface SelectOption {
  readonly label: string;
  readonly value: string;
  /** Chosen already. */
  readonly default?: boolean;
}

/** A menu of at most 25 options, one of which is sent back unless it says how many. */
export interface StringSelect {
  readonly type: 3;
  readonly custom_id: string;
  readonly placeholder: string;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options: readonly SelectOption[];
}

/** Up to five buttons, or one menu. */
export interface ActionRow {
  readonly type: 1;
  readonly components: readonly Button[] | readonly [StringSelect];
}

/** Shows an attachment of the same message: `attachment://name`. */
export interface FileDisplay {
  readonly type: 13;
  readonly file: { readonly url: string };
}

/** What replies put into containers; Discord takes more. */
export type ContainerChild = TextDisplay | Section | ActionRow;

/** A framed group. Nothing in it can be folded. */
export interface Container {
  readonly type: 17;
  readonly components: readonly ContainerChild[];
}

/** The part of Components V2 that replies are made of. */
export type DiscordComponent = Container | ActionRow | TextDisplay | FileDisplay;

/** Text that is Discord Markdown already. */
export function textDisplay(content: string): TextDisplay {
  return { type: 10, content };
}

/** A frame around its children. */
export function container(children: readonly ContainerChild[]): Container {
  return { type: 17, components: children };
}

/** A row of buttons, or none where there are no buttons: Discord refuses an empty row. */
export function buttonRow(buttons: readonly (Button | null)[]): ActionRow[] {
  const present = buttons.filter((button) => button !== null);
  return present.length > 0 ? [{ type: 1, components: present }] : [];
}

/** A row with a menu. */
export function selectRow(select: StringSelect): ActionRow {
  return { type: 1, components: [select] };
}
