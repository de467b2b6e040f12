// A file is stored as fast as the database takes it, and read as fast as its reader does: no more than a piece is under way.

import { expect, onTestFinished, test } from 'vitest';
import { attachmentChunkBytes } from '../../../src/model/file-limits.ts';
import { announceFile } from '../../../src/operations/files/announce-file.ts';
import { readFile } from '../../../src/operations/files/read-file.ts';
import { receiveFile } from '../../../src/operations/files/receive-file.ts';
import { systemRandom } from '../../../src/operations/random.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { courseFixture } from '../../support/course-fixture.ts';
import { eachDatabase } from '../../support/databases.ts';
import { callerNamed } from '../../support/direct-call.ts';
import { insertUploadQuiz } from '../../support/file-upload.ts';
import { testStartMs } from '../../support/server.ts';

const pieces = 6;
const piece = new Uint8Array(attachmentChunkBytes / 2);

eachDatabase((database) => {
  test('bytes are asked for when what came before them is stored', async () => {
    let quizId = 0;
    const course = await courseFixture(database, {
      async more(query, fixture) {
        quizId = await insertUploadQuiz(query, fixture);
      },
    });
    const opened = await openDatabase(course.databaseUrl, testStartMs);
    onTestFinished(() => opened[Symbol.asyncDispose]());
    const clock = () => testStartMs;
    const caller = callerNamed(course.people.student.id);
    const uploadToken = await announceFile(opened, systemRandom, clock)(
      caller,
      { course: { by: 'id', id: course.courseId }, quizId },
      {
        displayName: 'a',
        contentType: 'text/plain',
        announcedBytes: null,
        isPreview: false,
        ip: '127.0.0.1',
      },
    );
    const asked: number[] = [];
    async function* bytes(): AsyncGenerator<Uint8Array, void, void> {
      for (let given = 1; given <= pieces; given++) {
        const { stored } = await opened.query
          .selectFrom('attachmentChunks')
          .select(({ fn }) => fn.countAll<number>().as('stored'))
          .executeTakeFirstOrThrow();
        asked.push(stored);
        yield piece;
      }
    }
    const file = await receiveFile(opened, clock)(uploadToken, bytes());
    expect(asked).toEqual([0, 0, 1, 1, 2, 2]);

    const read = await readFile(opened, clock).open(caller, file.id);
    const sizes: number[] = [];
    let turns = 0;
    for await (const chunk of read.bytes) {
      sizes.push(chunk.length);
      // Others are served between two pieces: this one here, before the next comes.
      expect(turns).toBeGreaterThanOrEqual(sizes.length - 1);
      setImmediate(() => {
        turns += 1;
      });
      // What is not read yet is not looked up yet.
      await opened.query.deleteFrom('attachmentChunks').where('position', '=', 2).execute();
    }
    expect(sizes).toEqual([attachmentChunkBytes, attachmentChunkBytes]);
  });
});
