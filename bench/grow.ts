import type { Benchmark } from './benchmark.ts';

export const grow: Benchmark = { summary: 'not there yet', options: '', run: async () => false };
