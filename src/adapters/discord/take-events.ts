import { type Client, Events } from 'discord.js';

/** No event of Discord's: discord.js lets it pass. */
const taken = 'TAKEN';

/**
 * Offers every event of the gateway to `take` before discord.js sees it; for what it takes, it answers true, and
 * discord.js does not deal with it. discord.js builds objects of its own out of all that it gets: it passes over messages
 * of channels that it does not know, and a payload of a form that it does not expect ends the process.
 */
export function takeEvents(client: Client, take: (event: string, data: unknown) => boolean): void {
  client.on(Events.Raw, (packet: { t: string; readonly d: unknown }) => {
    if (take(packet.t, packet.d)) packet.t = taken;
  });
}
