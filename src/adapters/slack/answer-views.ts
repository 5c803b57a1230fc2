import type { ChatAnswer } from '../../core/domain/chat-answer.ts';
import { detailsView } from '../../formatters/slack/details-view.ts';
import { downloadView, languageView, textView } from '../../formatters/slack/digest-pages.ts';
import { homeView } from '../../formatters/slack/home-view.ts';
import { messageView } from '../../formatters/slack/message-view.ts';
import { readerView } from '../../formatters/slack/reader-view.ts';
import { settingsView } from '../../formatters/slack/settings-view.ts';
import { type HomeView, type ModalView, withMetadata } from '../../formatters/slack/views.ts';
import { requestsFor } from '../../formatters/strings/requests/requests-for.ts';
import { answerMessages } from './answer-messages.ts';

/** An answer as a page, which goes on carrying `metadata`; null for what no page shows. */
export function answerView(
  answer: ChatAnswer,
  metadata: string,
  { nowMs, emoji }: { readonly nowMs: number; readonly emoji: string },
): ModalView | HomeView | null {
  const { language } = answer;
  switch (answer.kind) {
    case 'home':
      return homeView(answer, nowMs, emoji);
    case 'section':
    case 'part': {
      const view = answer.kind === 'section' ? readerView(answer) : detailsView(answer.digest, language);
      return view === null
        ? textView(language, [requestsFor(language).notes['nothing-to-show']])
        : withMetadata(view, metadata);
    }
    case 'language-choice':
      return languageView(language, metadata);
    case 'download-choice':
      return downloadView(language, answer.digest, metadata);
    case 'settings':
      return settingsView({ ...answer, metadata });
    case 'file':
      return null;
    default: {
      const [message] = answerMessages(answer, nowMs, emoji);
      return message === undefined ? null : messageView(language, message, metadata);
    }
  }
}
