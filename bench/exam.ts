import type { Benchmark } from './benchmark.ts';

export const exam: Benchmark = { summary: 'not there yet', options: '', run: async () => false };
