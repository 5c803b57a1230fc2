import type { ChatAnswer } from '../../core/domain/chat-answer.ts';
import { languageName } from '../../core/domain/language.ts';
import { formatDay } from '../strings/dates.ts';
import { requestsFor } from '../strings/requests/requests-for.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { actionIds } from './action-value.ts';
import { helpTexts, usageTexts } from './answer-message.ts';
import { type ActionsBlock, button, section } from './blocks.ts';
import { escapeMrkdwn, mrkdwnLink } from './escape-mrkdwn.ts';
import { settingsTexts } from './settings-view.ts';
import { type HomeView, header, type ViewBlock } from './views.ts';

/** More are not looked through. */
const listed = 20;

/** The bot's own page: what it does, how it is set, what that has cost, and what is new where the viewer can look. `emoji` as for `answerMessage`. */
export function homeView(
  home: Extract<ChatAnswer, { kind: 'home' }>,
  nowMs: number,
  emoji: string | null = null,
): HomeView {
  const { language, settings, mayChange, usage, recent } = home;
  const strings = stringsFor(language);
  const words = requestsFor(language);
  const { welcome } = strings.chat;
  const intro = [welcome.what, welcome.language(languageName(settings.language, language)), welcome.privacy];
  const digests = recent.slice(0, listed).map(({ title, link, postedAtMs }) => {
    const day = escapeMrkdwn(formatDay(strings, postedAtMs, nowMs));
    return section(`${day} · ${mrkdwnLink(link, title, 200)}`);
  });
  const change: ActionsBlock = {
    type: 'actions',
    elements: [button(actionIds.settings, words.home.change, 'workspace')],
  };
  const blocks: ViewBlock[] = [
    section(intro.map(escapeMrkdwn).join('\n')),
    section(helpTexts({ language, typed: '', nearest: null }, emoji).join('\n')),
    header(words.home.settings),
    section(settingsTexts(settings, language).join('\n')),
    ...(mayChange ? [change] : []),
    ...(usage === null ? [] : [section(usageTexts(usage, language, nowMs).join('\n'))]),
    header(words.recent),
    ...(digests.length > 0 ? digests : [section(escapeMrkdwn(words.noRecent))]),
  ];
  return { type: 'home', blocks };
}
