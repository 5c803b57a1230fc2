import { createPostgresCrashDatabase } from './crash-database.ts';
import { describeCrashes } from './crash-scenarios.ts';

describeCrashes(createPostgresCrashDatabase);
