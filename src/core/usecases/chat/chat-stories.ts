import type { AnotherLanguage } from './another-language.ts';
import type { DigestAgain } from './digest-again.ts';
import type { DownloadDigest } from './download-digest.ts';
import type { OrderAll } from './order-all.ts';
import type { OrderDigests } from './order-digests.ts';
import type { OrderFullText } from './order-full-text.ts';
import type { OrderText } from './order-text.ts';
import type { ReadPrivately } from './read-privately.ts';
import type { ReceiveLinks } from './receive-links.ts';
import type { RemoveReplies } from './remove-replies.ts';
import type { ShowHome } from './show-home.ts';
import type { ShowPart } from './show-part.ts';
import type { ShowSection } from './show-section.ts';
import type { SaveSettings } from './show-settings.ts';
import type { TellUsage } from './tell-usage.ts';
import type { Welcome } from './welcome.ts';

/** All that can happen when somebody asks for something. */
export interface ChatStories {
  readonly receiveLinks: ReceiveLinks;
  readonly orderAll: OrderAll;
  readonly showSection: ShowSection;
  readonly showPart: ShowPart;
  readonly anotherLanguage: AnotherLanguage;
  readonly downloadDigest: DownloadDigest;
  readonly digestAgain: DigestAgain;
  readonly removeReplies: RemoveReplies;
  readonly orderFullText: OrderFullText;
  readonly orderText: OrderText;
  /** Orders what the budget leaves no room for. */
  readonly spendAnyway: OrderDigests;
  /** The same for what one person reads alone. */
  readonly spendToRead: ReadPrivately;
  readonly saveSettings: SaveSettings;
  readonly tellUsage: TellUsage;
  readonly showHome: ShowHome;
  readonly welcome: Welcome;
}
