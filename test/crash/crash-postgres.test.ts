import { createPostgresCrashDatabase } from './crash-database.ts';
import { describeCrashes } from './crash-scenarios.ts';
import { startSlackCrashChat } from './slack-crash-chat.ts';

await describeCrashes(createPostgresCrashDatabase, startSlackCrashChat);
