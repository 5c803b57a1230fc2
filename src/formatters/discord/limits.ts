/**
 * What Discord takes in one message made of components, and around it. Lengths are UTF-16 units, never fewer than the
 * characters that Discord counts.
 */
export const discordLimits = {
  /** All components of a message, nested ones and accessories included. */
  components: 40,
  /** Over all text displays of a message, escapes and link addresses included. */
  textCharacters: 4_000,
  /**
   * UTF-8 bytes over every string of a message and `componentBytes` for each component. Discord documents no such limit
   * and answers 500 beyond 10,170 counted over text displays alone (discord-api-docs issue 8554): 4,000 Chinese
   * characters are too many.
   */
  messageBytes: 9_800,
  componentBytes: 12,
  sectionTexts: 3,
  rowButtons: 5,
  selectOptions: 25,
  optionText: 100,
  placeholder: 150,
  buttonLabel: 80,
  customId: 100,
  altText: 1_024,
  /** Title of a form, and the label of a field. */
  formTitle: 45,
  /** Characters that somebody may type into a field: all fields must fit into the id of a button. */
  fieldText: 20,
  threadName: 100,
  /** Characters of a nonce. */
  nonce: 25,
} as const;
