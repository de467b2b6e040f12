// Where a test run keeps its databases: in memory where the machine has plenty of it, and else on the disk. PostgreSQL makes
// and drops a database there in a tenth of the time, with all its durable settings on. What memory cannot show, that the
// disk keeps what it was told to keep when the power fails, no test can ask.

import { accessSync, constants, statfsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchOver } from './postgres-programs.ts';

const memory = '/dev/shm';

/** A run holds a gigabyte and a half at most; what the tests' own processes need is beside it. */
const roomBytes = 3e9;
const availableBytes = 8e9;

/** The folder for what is to be removed after the run, and removed by whoever puts it there. */
export function scratchFolder(): string {
  return hasPlentyOfMemory() ? memory : tmpdir();
}

export interface Scratch {
  directory: string;
  remove(): Promise<void>;
}

/** Makes a directory in `folder`. One in memory is removed when this process ends, too, in whatever way. */
export async function makeScratch(folder: string): Promise<Scratch> {
  const directory = await mkdtemp(join(folder, 'quizwire-tests-'));
  const remove = () => rm(directory, { recursive: true, force: true });
  return { directory, remove: folder === memory ? watchOver(directory, undefined) : remove };
}

function hasPlentyOfMemory(): boolean {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    // Files in memory count as memory that is taken.
    return bavail * bsize > roomBytes && process.availableMemory() > availableBytes;
  } catch {
    // This machine has no such folder, or not for us.
    return false;
  }
}
