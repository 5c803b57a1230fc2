import type { Migration } from 'kysely/migration';
import { digestsTranscriptsThreadsTraits } from './migrations/0001-digests-transcripts-threads-traits.ts';
import { requestsLeasesPostsAnswersChannels } from './migrations/0002-requests-leases-posts-answers-channels.ts';
import { settings } from './migrations/0003-settings.ts';
import { charges } from './migrations/0004-charges.ts';
import { termsAndOwners } from './migrations/0005-terms-and-owners.ts';
import { installations } from './migrations/0006-installations.ts';
import { requestsOfAMessage } from './migrations/0007-requests-of-a-message.ts';

/**
 * Every change of the tables, oldest first by name; a new one is a file of its own and a line here. A released one is
 * never edited: data in the field has already been through it. The schema builder gives each dialect
 * its own SQL; beside it stand only statements that all of them understand.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-digests-transcripts-threads-traits': digestsTranscriptsThreadsTraits,
  '0002-requests-leases-posts-answers-channels': requestsLeasesPostsAnswersChannels,
  '0003-settings': settings,
  '0004-charges': charges,
  '0005-terms-and-owners': termsAndOwners,
  '0006-installations': installations,
  '0007-requests-of-a-message': requestsOfAMessage,
};
