import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSqliteCrashDatabase } from './crash-database.ts';
import { describeCrashes } from './crash-scenarios.ts';

const folder = () => mkdtemp(path.join(tmpdir(), 'vidigest-crash-'));
describeCrashes(async () => createSqliteCrashDatabase(await folder()));
