import type { Migration } from 'kysely/migration';

/** Requests are asked for by their message each time that one of them ends. */
export const requestsOfAMessage: Migration = {
  async up(db) {
    const columns = ['surface', 'workspace', 'channel', 'message'];
    await db.schema.createIndex('requests_message').on('requests').columns(columns).execute();
  },
};
