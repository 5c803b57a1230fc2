import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSqliteCrashDatabase } from './crash-database.ts';
import { describeCrashes } from './crash-scenarios.ts';
import { startSlackCrashChat } from './slack-crash-chat.ts';

const folder = () => mkdtemp(path.join(tmpdir(), 'vidigest-crash-'));
await describeCrashes(async () => createSqliteCrashDatabase(await folder()), startSlackCrashChat);
