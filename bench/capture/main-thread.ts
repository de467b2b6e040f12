// What of a page's main thread a script took: from the samples of a CPU profile, and the frames that were dropped beside it.

import type { CDPSession } from 'playwright-core';

export interface MainThread {
  /** Milliseconds profiled. */
  wholeMs: number;
  /** Milliseconds during which a function of the script was on the stack. */
  scriptMs: number;
  /** The longest time without a pause of it. */
  longestMs: number;
  /** Frames that were dropped, and those of them of whose time the script took a quarter. */
  droppedFrames: number;
  droppedBeside: number;
}

interface Profile {
  nodes: { id: number; callFrame: { url: string }; children?: number[] }[];
  startTime: number;
  samples: number[];
  timeDeltas: number[];
}

/** What the browser traces of a frame when it is done with it; `ts` is when the frame began. */
interface FrameReport {
  name: string;
  ph: string;
  ts: number;
  args?: { frame_reporter?: { state?: string } };
}

/** A stretch of time, in microseconds of the browser's clock. */
interface Stretch {
  fromUs: number;
  untilUs: number;
}

const sampleEveryUs = 250;

/** Two missing samples end a stretch. */
const pauseUs = 3 * sampleEveryUs;

const frameUs = 16_667;

const sliceMs = 60_000;

/**
 * Profiles what `work` does, which is done again and again for `ms` milliseconds, each time for as many as it is told: a
 * profile of a minute is handed over quickly, also by a browser that is slowed down. `script` is the end of its address.
 */
export async function watchMainThread(
  session: CDPSession,
  script: string,
  ms: number,
  work: (ms: number) => Promise<void>,
): Promise<MainThread> {
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: sampleEveryUs });
  const sum: MainThread = { wholeMs: 0, scriptMs: 0, longestMs: 0, droppedFrames: 0, droppedBeside: 0 };
  for (let leftMs = ms; leftMs > 0; leftMs -= sliceMs) {
    const figures = await watchSlice(session, script, () => work(Math.min(leftMs, sliceMs)));
    sum.wholeMs += figures.wholeMs;
    sum.scriptMs += figures.scriptMs;
    sum.longestMs = Math.max(sum.longestMs, figures.longestMs);
    sum.droppedFrames += figures.droppedFrames;
    sum.droppedBeside += figures.droppedBeside;
  }
  return sum;
}

async function watchSlice(
  session: CDPSession,
  script: string,
  work: () => Promise<void>,
): Promise<MainThread> {
  const dropped: number[] = [];
  const collect = ({ value }: { value: object[] }): void => {
    for (const { name, ph, ts, args } of value as FrameReport[]) {
      const isReport = name === 'PipelineReporter' && ph === 'b';
      if (isReport && args?.frame_reporter?.state === 'STATE_DROPPED') dropped.push(ts);
    }
  };
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline.frame'] },
  });
  await session.send('Profiler.start');
  await work();
  const { profile } = (await session.send('Profiler.stop')) as { profile: Profile };
  const traced = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await traced;
  session.off('Tracing.dataCollected', collect);
  return figuresOf(profile, script, dropped);
}

function figuresOf(profile: Profile, script: string, dropped: readonly number[]): MainThread {
  const stretches = stretchesOf(profile, script);
  const lengths = stretches.map(({ fromUs, untilUs }) => untilUs - fromUs);
  const isBeside = (atUs: number): boolean => {
    const ranUs = stretches
      .filter(({ fromUs, untilUs }) => untilUs > atUs && fromUs < atUs + frameUs)
      .reduce((sum, { fromUs, untilUs }) => sum + untilUs - fromUs, 0);
    return ranUs >= frameUs / 4;
  };
  return {
    wholeMs: profile.timeDeltas.reduce((sum, delta) => sum + delta, 0) / 1000,
    scriptMs: lengths.reduce((sum, length) => sum + length, 0) / 1000,
    longestMs: lengths.reduce((longest, length) => Math.max(longest, length), 0) / 1000,
    droppedFrames: dropped.length,
    droppedBeside: dropped.filter(isBeside).length,
  };
}

/** Sampled time belongs to the function that the sample at its beginning saw. */
function stretchesOf(profile: Profile, script: string): Stretch[] {
  const ofScript = nodesWithin(profile, script);
  const stretches: Stretch[] = [];
  let atUs = profile.startTime;
  for (const [index, node] of profile.samples.entries()) {
    atUs += profile.timeDeltas[index] ?? 0;
    const untilUs = atUs + Math.max(0, profile.timeDeltas[index + 1] ?? 0);
    if (!ofScript.has(node)) continue;
    const last = stretches.at(-1);
    if (last !== undefined && atUs - last.untilUs < pauseUs) last.untilUs = untilUs;
    else stretches.push({ fromUs: atUs, untilUs });
  }
  return stretches;
}

/** The script's functions and all that they call, the browser's own included. */
function nodesWithin({ nodes }: Profile, script: string): Set<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const within = new Set<number>();
  const add = (id: number): void => {
    within.add(id);
    for (const child of byId.get(id)?.children ?? []) add(child);
  };
  for (const { id, callFrame } of nodes) if (callFrame.url.endsWith(script)) add(id);
  return within;
}
