import { randomUUID } from 'node:crypto';
import { checkMessage, type MessageRules } from './check-message.ts';
import { SlackRefusalError } from './refusal-error.ts';
import type { FakeView } from './view-schemas.ts';

/** A page that somebody has open, or the bot's home as somebody sees it. */
export interface OpenView {
  readonly id: string;
  readonly user: string;
  view: FakeView;
  /** Changes with every update. */
  hash: string;
  updates: number;
}

/** What was said through a `response_url`. */
export interface FakeResponse {
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly replaceOriginal: boolean;
  readonly inChannel: boolean;
}

/** Triggers, response addresses and open pages, with the lifetimes Slack gives them. */
export interface FakeInteractivity {
  readonly views: readonly OpenView[];
  /** In order, over all addresses. */
  readonly responses: readonly FakeResponse[];
  /** Of one act of a person: good for one page within 3 s. */
  newTrigger(user: string): string;
  /** Good for 5 answers within 30 minutes. */
  newResponseUrl(): string;
  open(trigger: string | undefined, view: FakeView): OpenView;
  update(id: string | undefined, hash: string | undefined, view: FakeView): OpenView;
  publish(user: string, view: FakeView): OpenView;
  /** Somebody closes a page. */
  close(id: string): void;
  /** Takes an answer; the HTTP status and text that Slack gives. */
  respond(path: string, body: string, rules: MessageRules): { readonly status: number; readonly text: string };
}

const triggerMs = 3_000;
const responseMs = 30 * 60_000;
const mostResponses = 5;

/** Nothing open yet. `origin` is where response addresses lead. */
export function createFakeInteractivity(origin: string, nowMs: () => number): FakeInteractivity {
  const triggers = new Map<string, { readonly user: string; readonly untilMs: number }>();
  const addresses = new Map<string, { left: number; readonly untilMs: number }>();
  const views: OpenView[] = [];
  const responses: FakeResponse[] = [];
  const fresh = () => randomUUID().slice(0, 8);
  const add = (user: string, view: FakeView): OpenView => {
    const opened = { id: `V${fresh()}`, user, view, hash: fresh(), updates: 0 };
    views.push(opened);
    return opened;
  };
  const replace = (opened: OpenView, view: FakeView): OpenView =>
    Object.assign(opened, { view, hash: fresh(), updates: opened.updates + 1 });
  return {
    views,
    responses,
    newTrigger(user) {
      const id = `1.2.${randomUUID()}`;
      triggers.set(id, { user, untilMs: nowMs() + triggerMs });
      return id;
    },
    newResponseUrl() {
      const path = `/response/${randomUUID()}`;
      addresses.set(path, { left: mostResponses, untilMs: nowMs() + responseMs });
      return `${origin}${path}`;
    },
    open(id, view) {
      const trigger = triggers.get(id ?? '');
      if (trigger === undefined) throw new SlackRefusalError('invalid_trigger');
      triggers.delete(id ?? '');
      if (trigger.untilMs < nowMs()) throw new SlackRefusalError('expired_trigger_id');
      if (view.type !== 'modal') throw new SlackRefusalError('invalid_arguments');
      return add(trigger.user, view);
    },
    update(id, hash, view) {
      const opened = views.find((each) => each.id === id);
      if (opened === undefined) throw new SlackRefusalError('not_found');
      if (hash !== undefined && hash !== opened.hash) throw new SlackRefusalError('hash_conflict');
      return replace(opened, view);
    },
    publish(user, view) {
      if (view.type !== 'home') throw new SlackRefusalError('invalid_arguments');
      const known = views.find((each) => each.user === user && each.view.type === 'home');
      return known === undefined ? add(user, view) : replace(known, view);
    },
    close: (id) => void views.splice(views.findIndex((each) => each.id === id) >>> 0, 1),
    respond(path, body, rules) {
      const address = addresses.get(path);
      if (address === undefined) return { status: 404, text: 'no_such_url' };
      if (address.untilMs < nowMs()) return { status: 404, text: 'expired_url' };
      if (address.left === 0) return { status: 404, text: 'used_url' };
      address.left -= 1;
      return take(body, rules, responses);
    },
  };
}

function take(body: string, rules: MessageRules, responses: FakeResponse[]): { status: number; text: string } {
  const given = JSON.parse(body) as Readonly<Record<string, unknown>>;
  const blocks = given['blocks'] === undefined ? undefined : JSON.stringify(given['blocks']);
  try {
    const content = checkMessage({ text: String(given['text'] ?? ''), blocks }, rules);
    const replaceOriginal = given['replace_original'] === true;
    responses.push({ ...content, replaceOriginal, inChannel: given['response_type'] === 'in_channel' });
    return { status: 200, text: 'ok' };
  } catch (error) {
    if (!(error instanceof SlackRefusalError)) throw error;
    return { status: 400, text: error.error };
  }
}
