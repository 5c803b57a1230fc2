import type { Button, DiscordComponent, SelectOption } from '../../../src/formatters/discord/components.ts';
import type { DiscordMessage } from '../../../src/formatters/discord/message.ts';

type Inner = DiscordComponent | { readonly type: number };

/** Every text display of a message, in reading order. */
export function textsOf(message: DiscordMessage | null | undefined): string[] {
  return every(message).flatMap((each) =>
    'content' in each && typeof each.content === 'string' ? [each.content] : [],
  );
}

/** Every button, in order. */
export function buttonsOf(message: DiscordMessage | null | undefined): Button[] {
  return every(message).filter((each): each is Button => each.type === 2);
}

/** The options of every menu, in order. */
export function optionsOf(message: DiscordMessage | null | undefined): SelectOption[] {
  return every(message).flatMap((each) => ('options' in each ? (each.options as SelectOption[]) : []));
}

function every(message: DiscordMessage | null | undefined): Inner[] {
  return (message?.components ?? []).flatMap(nested);
}

function nested(component: Inner): Inner[] {
  const children = 'components' in component ? (component.components as readonly Inner[]) : [];
  const accessory = 'accessory' in component ? [component.accessory as Inner] : [];
  return [component, ...children.flatMap(nested), ...accessory];
}
