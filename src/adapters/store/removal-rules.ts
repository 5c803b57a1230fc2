import { type RawBuilder, sql } from 'kysely';
import { ownerOf } from '../../core/domain/owner.ts';
import { openStates } from '../../core/ports/request-store.ts';

/** A workspace of a surface. */
export interface Place {
  readonly surface: string;
  readonly workspace: string;
}

/** How one kind of data is deleted, as statements that every dialect understands. */
export interface RemovalRule {
  /** The kind, as it is counted. */
  readonly kind: string;
  /** Left out where age does not matter. */
  readonly olderThan?: (beforeMs: number) => RawBuilder<unknown>;
  /** Left out where nothing belongs to a workspace. */
  readonly ofWorkspace?: (place: Place) => RawBuilder<unknown>;
  /** Done before `ofWorkspace`: what must be known on, and tells nothing of the workspace. */
  readonly keepOfWorkspace?: (place: Place) => RawBuilder<unknown>;
}

const open = sql`state in (${sql.join(openStates)})`;
const openJobs = sql`(select job_key from requests where ${open})`;
const openRequests = sql`(select id from requests where ${open})`;
/** The id of its request, which begins the key of a post. */
const requestOfPost = sql`substr(key, 1, 22)`;

const within = ({ surface, workspace }: Place) => sql`surface = ${surface} and workspace = ${workspace}`;
/** What is made of unlisted videos. */
const ownedBy = ({ surface, workspace }: Place) => sql`owner = ${ownerOf({ surface, workspace })}`;
const elsewhere = (place: Place) => sql`not (${within(place)})`;
/** The digests that threads and requests of the given places are about. */
const digestsOf = (places: RawBuilder<unknown>) =>
  sql`(select video_id, language from threads where ${places} union select video_id, language from requests where ${places})`;
const videosOf = (places: RawBuilder<unknown>) =>
  sql`(select video_id from threads where ${places} union select video_id from requests where ${places})`;
/** When its day of UTC began. */
const dayOfCharge = sql`(at_ms - at_ms % 86400000)`;
const jobsOf = (places: RawBuilder<unknown>) => sql`(select job_key from requests where ${places})`;

/**
 * All kinds of data, in the order in which they are deleted: what is found by way of threads and requests goes before
 * these. A new table that holds anything of people gets a rule.
 */
export const removalRules: readonly RemovalRule[] = [
  {
    kind: 'digests',
    olderThan: (beforeMs) => sql`delete from digests where saved_at_ms < ${beforeMs}`,
    ofWorkspace: (place) => sql`delete from digests where ${ownedBy(place)} or (owner = ''
      and (video_id, language) in ${digestsOf(within(place))}
      and (video_id, language) not in ${digestsOf(elsewhere(place))})`,
  },
  {
    kind: 'transcripts',
    olderThan: (beforeMs) => sql`delete from transcripts where saved_at_ms < ${beforeMs}`,
    ofWorkspace: (place) => sql`delete from transcripts where ${ownedBy(place)} or (owner = ''
      and video_id in ${videosOf(within(place))} and video_id not in ${videosOf(elsewhere(place))})`,
  },
  {
    kind: 'answers',
    olderThan: (beforeMs) => sql`delete from answers where saved_at_ms < ${beforeMs} and job_key not in ${openJobs}`,
    ofWorkspace: (place) => sql`delete from answers where job_key like ${`%|${ownerOf(place)}`}
      or (job_key in ${jobsOf(within(place))} and job_key not in ${jobsOf(elsewhere(place))})`,
  },
  {
    kind: 'leases',
    olderThan: (beforeMs) => sql`delete from leases where taken_at_ms < ${beforeMs} and until_ms < ${beforeMs}
      and key not in ${openJobs}`,
  },
  {
    kind: 'posts',
    olderThan: (beforeMs) => sql`delete from posts where intended_at_ms < ${beforeMs}
      and ${requestOfPost} not in ${openRequests}`,
    ofWorkspace: ({ workspace }) => sql`delete from posts where workspace = ${workspace}`,
  },
  {
    kind: 'threads',
    olderThan: (beforeMs) => sql`delete from threads where posted_at_ms < ${beforeMs}`,
    ofWorkspace: (place) => sql`delete from threads where ${within(place)}`,
  },
  {
    kind: 'requests',
    olderThan: (beforeMs) => sql`delete from requests where changed_at_ms < ${beforeMs} and not (${open})`,
    ofWorkspace: (place) => sql`delete from requests where ${within(place)}`,
  },
  {
    kind: 'channels',
    olderThan: (beforeMs) => sql`delete from channels where posted_at_ms < ${beforeMs}`,
    ofWorkspace: (place) => sql`delete from channels where ${within(place)}`,
  },
  {
    kind: 'settings',
    ofWorkspace: (place) => sql`delete from settings where ${within(place)}`,
  },
  {
    kind: 'charges',
    olderThan: (beforeMs) => sql`delete from charges where at_ms < ${beforeMs} and until_ms < ${beforeMs}`,
    // Whoever comes and goes has spent all the same: sums by day stay, of nobody and nothing in particular.
    keepOfWorkspace: (
      place,
    ) => sql`insert into charges (key, kind, surface, workspace, channel, author, video_id, language,
        at_ms, reserved_micro_usd, until_ms, spent_micro_usd, saved_micro_usd, unpriced)
      select 'gone/' || ${dayOfCharge}, 'made', '', '', '', '', '', '', ${dayOfCharge}, 0, 0,
        sum(coalesce(spent_micro_usd, reserved_micro_usd)), 0, 0
      from charges where ${within(place)} and kind = 'made' group by ${dayOfCharge}
      on conflict (key) do update set spent_micro_usd = charges.spent_micro_usd + excluded.spent_micro_usd`,
    ofWorkspace: (place) => sql`delete from charges where ${within(place)}`,
  },
  {
    kind: 'purses',
    ofWorkspace: (place) => sql`delete from purses where ${within(place)}`,
  },
  {
    kind: 'installations',
    ofWorkspace: (place) => sql`delete from installations where ${within(place)}`,
  },
  {
    kind: 'traits',
    ofWorkspace: ({ workspace }) => sql`delete from traits where workspace = ${workspace}`,
  },
];
