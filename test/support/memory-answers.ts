import type { ChatAnswer } from '../../src/core/domain/chat-answer.ts';
import type { Asker, RequestFrame } from '../../src/core/domain/chat-request.ts';
import { defaultSettings, type Settings, type SettingsLayer } from '../../src/core/domain/settings.ts';
import type { ChatAnswers } from '../../src/core/ports/chat-answers.ts';
import type { SettingsPlace, SettingsStore } from '../../src/core/ports/settings-store.ts';

export interface MemoryAnswers extends ChatAnswers {
  /** What was answered, in order. */
  readonly said: ChatAnswer[];
}

/** A platform that remembers what it is to answer. */
export function createMemoryAnswers(): MemoryAnswers {
  const said: ChatAnswer[] = [];
  return {
    said,
    async answer(_request, answer) {
      said.push(answer);
      return true;
    },
  };
}

/** Settings in memory, by place. */
export function createMemorySettings(): SettingsStore {
  const layers = new Map<string, SettingsLayer>();
  const keyOf = ({ surface, workspace, channel }: SettingsPlace) => `${surface} ${workspace} ${channel ?? ''}`;
  return {
    find: async (place) => layers.get(keyOf(place)) ?? {},
    async change(place, { set, reset }) {
      const kept = Object.entries({ ...layers.get(keyOf(place)), ...set });
      layers.set(keyOf(place), Object.fromEntries(kept.filter(([name]) => !reset.some((each) => each === name))));
    },
  };
}

/** The configuration of tests. */
export const testSettings: Settings = { ...defaultSettings, language: 'zh-CN' };

/** A member of the workspace who reads English and has charge of nothing. */
export const member: Asker = { id: 'U1', locale: 'en', mayAdminister: false, isGuest: false };

/** Somebody of another workspace. */
export const guest: Asker = { ...member, id: 'U9', isGuest: true };

/** A click below message 200.1, in the thread of 100.1, answered to the asker alone. */
export function frame(change: Partial<RequestFrame> = {}): RequestFrame {
  return {
    id: 'r1',
    asker: member,
    at: { surface: 'slack', workspace: 'T1', channel: 'C1', message: '200.1', thread: '100.1' },
    answerTo: { form: 'private', handle: 'h' },
    ...change,
  };
}
