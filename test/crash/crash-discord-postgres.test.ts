import { createPostgresCrashDatabase } from './crash-database.ts';
import { describeCrashes } from './crash-scenarios.ts';
import { startDiscordCrashChat } from './discord-crash-chat.ts';

await describeCrashes(createPostgresCrashDatabase, startDiscordCrashChat, []);
