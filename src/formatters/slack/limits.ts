/**
 * What Slack takes in one message. Lengths are UTF-16 units of the string as sent, escapes included: never fewer than
 * the characters Slack counts.
 */
export const slackLimits = {
  /** Blocks of a message, those inside containers included. */
  blocks: 50,
  /**
   * All strings of a message together, `text`, addresses and block types included. Slack documents no such limit: it
   * answered `msg_blocks_too_long` to 12,000–13,200 characters and once to 11,341.
   */
  messageCharacters: 10_000,
  /** The smallest total that replies can still be formatted for. */
  leastMessageCharacters: 1_500,
  sectionText: 3_000,
  contextElements: 10,
  containerTitle: 150,
  containerChildren: 10,
  tables: 1,
  tableRows: 100,
  tableColumns: 20,
  tableCharacters: 10_000,
  buttonText: 75,
  buttonValue: 2_000,
  optionValue: 150,
  options: 100,
  /** Blocks of a modal or of App Home. */
  viewBlocks: 100,
  viewTitle: 24,
  placeholder: 150,
  inputLabel: 2_000,
} as const;
