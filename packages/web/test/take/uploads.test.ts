import { describe, expect, test } from 'vitest';
import type { UploadedFile } from '../../src/api/taking.ts';
import { uploads } from '../../src/take/uploads.ts';

/** Uploads to a server that answers when the test says so. */
function page() {
  const arrived: string[] = [];
  const under = new Map<string, { signal: AbortSignal; answer(error?: Error): Promise<void> }>();
  const files = uploads({
    upload: (file, onProgress, signal) =>
      new Promise<UploadedFile>((resolve, reject) => {
        onProgress(0.5);
        const uploaded = { id: under.size + 1, display_name: file.name, size: file.size, url: '/' };
        const answer = async (error?: Error): Promise<void> => {
          if (error === undefined) resolve(uploaded as UploadedFile);
          else reject(error);
          for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
        };
        under.set(file.name, { signal, answer });
      }),
    onArrived: (questionId, { display_name }) => arrived.push(`${questionId} ${display_name}`),
  });
  const shown = () =>
    files.all.get().map(({ questionId, file, share, problem }) => [questionId, file.name, share, problem]);
  return { files, under, arrived, shown };
}

const file = (name: string): File => new File(['a picture'], name);

describe('uploads', () => {
  test('are there until they have arrived', async () => {
    const { files, under, arrived, shown } = page();
    files.begin(5, [file('a.png'), file('b.png')]);
    expect(shown()).toEqual([
      [5, 'a.png', 0.5, null],
      [5, 'b.png', 0.5, null],
    ]);
    await under.get('b.png')?.answer();
    expect(shown()).toEqual([[5, 'a.png', 0.5, null]]);
    expect(arrived).toEqual(['5 b.png']);
  });

  test('that fail stay, and can be sent again', async () => {
    const { files, under, arrived, shown } = page();
    files.begin(5, [file('a.png')]);
    await under.get('a.png')?.answer(new Error('no network'));
    expect(shown()).toEqual([[5, 'a.png', 0.5, 'no network']]);
    files.end(files.all.get()[0]?.key ?? 0, true);
    expect(shown()).toEqual([[5, 'a.png', 0.5, null]]);
    await under.get('a.png')?.answer();
    expect([shown(), arrived]).toEqual([[], ['5 a.png']]);
  });

  test('that are called off become no files, even when they had just arrived', async () => {
    const { files, under, arrived, shown } = page();
    files.begin(5, [file('a.png')]);
    files.begin(6, [file('b.png')]);
    files.endOf((questionId) => questionId === 5);
    expect(under.get('a.png')?.signal.aborted).toBe(true);
    await under.get('a.png')?.answer();
    await under.get('b.png')?.answer();
    expect([shown(), arrived]).toEqual([[], ['6 b.png']]);
  });
});
