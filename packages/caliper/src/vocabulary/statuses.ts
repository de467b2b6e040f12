// Whether a membership holds.

export const statuses = ['Active', 'Inactive'] as const;

export type Status = (typeof statuses)[number];
