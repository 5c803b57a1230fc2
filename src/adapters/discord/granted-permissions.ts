import { PermissionFlagsBits } from 'discord.js';

/** What a server's roles, and a channel's exceptions to them, say of one member. Permissions are bits. */
export interface Grants {
  /** The server; the role of everybody has its id. */
  readonly server: string;
  readonly roles: readonly { readonly id: string; readonly permissions: string }[];
  readonly member: { readonly id: string; readonly roles: readonly string[] };
  /** Of a thread those of its parent. */
  readonly exceptions: readonly { readonly id: string; readonly allow: string; readonly deny: string }[];
}

const everything = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** What the member may do in the channel, in Discord's order: roles, then exceptions for everybody, for roles, for it. */
export function grantedPermissions({ server, roles, member, exceptions }: Grants): bigint {
  const own = new Set([server, ...member.roles]);
  const base = sum(roles.filter(({ id }) => own.has(id)).map(({ permissions }) => permissions));
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return everything;
  const layers = [[server], member.roles, [member.id]].map((ids) => exceptions.filter(({ id }) => ids.includes(id)));
  return layers.reduce((granted, layer) => {
    const denied = sum(layer.map(({ deny }) => deny));
    return (granted & ~denied) | sum(layer.map(({ allow }) => allow));
  }, base);
}

function sum(all: readonly string[]): bigint {
  return all.reduce((bits, each) => bits | BigInt(each), 0n);
}
