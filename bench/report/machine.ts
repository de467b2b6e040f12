// What the figures were measured on, and when; without it a figure says nothing.
import { closeSync, fdatasyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

const probeMs = 1_000;
const pageBytes = 8_192;

/** `f_type` of a file system that lives in memory, where waiting for the disk waits for nothing. */
const tmpfsMagic = 0x01021994;

/** Lines for the head of a report. Takes a second, for the disk is asked. `postgres` is null where none was used. */
export function describeMachine(postgres: string | null): string[] {
  const [processor] = cpus();
  const model = (processor?.model ?? process.arch).replace(/\((R|TM)\)/g, '');
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const versions = [`Node ${process.versions.node}`, `SQLite ${process.versions.sqlite}`];
  if (postgres !== null) versions.push(`PostgreSQL ${postgres}`);
  return [
    `machine   ${model}, ${cpus().length} cores, ${gigabytes} GB, ${process.platform} ${process.arch}`,
    `software  ${versions.join(', ')}`,
    `disk      ${describeDisk(tmpdir())}`,
    `date      ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, load average ${(loadavg()[0] ?? 0).toFixed(1)} at the start`,
  ];
}

function describeDisk(directory: string): string {
  const syncs = Math.round(syncsPerSecond(directory)).toLocaleString('en');
  const inMemory = statfsSync(directory).type === tmpfsMagic;
  const warning = inMemory ? '; THIS IS MEMORY, NOT A DISK: set TMPDIR to a folder on one' : '';
  return `${syncs} fdatasync/s of 8 kB in ${directory}${warning}`;
}

/** How often the disk says that 8 kB, written over the last ones, are safe; what pg_test_fsync measures. */
function syncsPerSecond(directory: string): number {
  const path = join(directory, `quizwire-bench-sync-${process.pid}`);
  const file = openSync(path, 'w');
  try {
    const page = Buffer.alloc(pageBytes, 1);
    const startedMs = performance.now();
    let syncs = 0;
    for (; performance.now() - startedMs < probeMs; syncs++) {
      writeSync(file, page, 0, pageBytes, 0);
      fdatasyncSync(file);
    }
    return syncs / ((performance.now() - startedMs) / 1000);
  } finally {
    closeSync(file);
    rmSync(path);
  }
}
