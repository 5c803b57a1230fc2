import { type FakeYouTube, startFakeYouTube } from '../fakes/fake-youtube.ts';
import { talk } from '../support/talk.ts';
import type { Story } from './stories.ts';

/** The videos of the links. */
export interface Videos {
  readonly origin: string;
  /** Adds a video that nobody has asked for before, and that makes for the story. Returns its id. */
  add(story: Exclude<Story, 'again'>): string;
  /** The bot has died once more: YouTube is about to answer again. */
  recover(): void;
  close(): Promise<void>;
}

const minutes = 2;
/** A video in trouble fails until the bot has died so often: it is to fail before that and after it. */
const deathsInTrouble = 2;

/** What the title of a slow talk begins with. */
export const slowTitle = 'At length';

/** None yet. */
export async function createVideos(): Promise<Videos> {
  const youtube = await startFakeYouTube();
  const troubles = new Map<string, number>();
  let added = 0;
  return {
    origin: youtube.origin,
    add(story) {
      const id = `crash${String(added).padStart(6, '0')}`;
      added += 1;
      addTalk(youtube, id, story);
      if (story === 'in trouble') {
        troubles.set(id, deathsInTrouble);
        youtube.setSituation(id, 'server-error');
      }
      return id;
    },
    recover() {
      for (const [id, deaths] of troubles) {
        troubles.set(id, deaths - 1);
        if (deaths === 1) youtube.setSituation(id, 'ok');
      }
    },
    close: () => youtube.close(),
  };
}

/** A talk whose words nobody else says, so that no prompt about it is about another. */
function addTalk(youtube: FakeYouTube, id: string, story: Story): void {
  const { video, captions } = talk(minutes);
  const cues = captions.cues.map((cue, at) => (at === 1 ? { ...cue, text: `${cue.text} Call it ${id}.` } : cue));
  youtube.addVideo({
    id,
    title: story === 'slow' ? `${slowTitle}: ${video.title}` : video.title,
    feed: 'The Feed',
    durationSeconds: video.durationMs / 1_000,
    publishedOn: '2020-01-02',
    tracks: story === 'in vain' ? [] : [{ language: 'en', kind: 'auto', cues }],
  });
}
