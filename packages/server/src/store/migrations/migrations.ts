// The list of migrations, oldest first. Forward only: a landed one is never edited, a mistake is mended by the next.

import { initial } from './0001-initial.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [initial];
