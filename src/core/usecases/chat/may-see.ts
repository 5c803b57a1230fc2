import type { ChannelSight, Sight } from '../../ports/channel-sight.ts';
import type { SurfaceOptions } from '../../ports/chat-surface.ts';

/**
 * Those of the items that stand in channels which the viewer can open, in order, `limit` at most: nothing of any other
 * channel is named, not even that it exists. Each channel is asked for once, and no more of them than are needed.
 */
export async function visibleTo<T extends { readonly channel: string }>(
  sight: ChannelSight,
  viewer: Omit<Sight, 'channel'>,
  items: readonly T[],
  { limit, ...options }: SurfaceOptions & { readonly limit: number },
): Promise<T[]> {
  const known = new Map<string, boolean>();
  const visible: T[] = [];
  for (const item of items) {
    if (visible.length >= limit) break;
    const canOpen = known.get(item.channel) ?? (await sight.canOpen({ ...viewer, channel: item.channel }, options));
    known.set(item.channel, canOpen);
    if (canOpen) visible.push(item);
  }
  return visible;
}
