import type { Benchmark } from './benchmark.ts';

export const crash: Benchmark = { summary: 'not there yet', options: '', run: async () => false };
