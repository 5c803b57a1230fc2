import type { MessageRef } from './reply.ts';

/** Names a workspace as the owner of what it shares with no other: `surface/workspace`. */
export function ownerOf({ surface, workspace }: Pick<MessageRef, 'workspace'> & { readonly surface: string }): string {
  return `${surface}/${workspace}`;
}
