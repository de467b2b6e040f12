// Grading schemes: which letter a percentage earns. The arithmetic is in grading/.

export interface GradingStandard {
  id: number;
  courseId: number;
  title: string;
  /** JSON text of a `GradingScheme`. */
  scheme: string;
  createdAtMs: number;
  updatedAtMs: number;
}

export interface GradingSchemeEntry {
  name: string;
  /** Lower bound, as a part of one: 0.94. */
  value: number;
}

/** Highest bound first. */
export type GradingScheme = readonly GradingSchemeEntry[];

/** Canvas: core reference §10.4. */
export const defaultGradingScheme: GradingScheme = [
  { name: 'A', value: 0.94 },
  { name: 'A-', value: 0.9 },
  { name: 'B+', value: 0.87 },
  { name: 'B', value: 0.84 },
  { name: 'B-', value: 0.8 },
  { name: 'C+', value: 0.77 },
  { name: 'C', value: 0.74 },
  { name: 'C-', value: 0.7 },
  { name: 'D+', value: 0.67 },
  { name: 'D', value: 0.64 },
  { name: 'D-', value: 0.61 },
  { name: 'F', value: 0 },
];
