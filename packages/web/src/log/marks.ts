// The shapes by which kinds of events are told apart, in the picture and in the list, with or without colours. Paths are of SVG,
// around 0, 0 and not farther than 6 from it.

export type Shape =
  | 'viewed'
  | 'answered'
  | 'claimed'
  | 'cleared'
  | 'flagged'
  | 'unflagged'
  | 'left'
  | 'returned'
  | 'opened'
  | 'offline'
  | 'online'
  | 'server'
  | 'staff'
  | 'clock'
  | 'pasted'
  | 'missing'
  | 'other';

export interface Mark {
  path: string;
  isFilled: boolean;
  /** `--lane-…` of the stylesheet. */
  colour: 'question' | 'focus' | 'connection' | 'staff' | 'server' | 'gap';
  /** In the legend. */
  name: string;
}

const square = 'M-4-4H4V4H-4Z';
const flag = 'M-4 5V-5L5-1.5L-4 2';

export const marks: Readonly<Record<Shape, Mark>> = {
  viewed: { path: circle(3.5), isFilled: false, colour: 'question', name: 'Seen' },
  answered: { path: square, isFilled: true, colour: 'question', name: 'Answer saved' },
  claimed: { path: square, isFilled: false, colour: 'question', name: 'Answered, as the page says' },
  cleared: {
    path: `${square}M-4-4L4 4M4-4L-4 4`,
    isFilled: false,
    colour: 'question',
    name: 'Answer taken away',
  },
  flagged: { path: `${flag}Z`, isFilled: true, colour: 'question', name: 'Flagged' },
  unflagged: { path: flag, isFilled: false, colour: 'question', name: 'Flag taken off' },
  left: { path: 'M3-5L-4 0L3 5', isFilled: false, colour: 'focus', name: 'Left the page' },
  returned: { path: 'M-3-5L4 0L-3 5Z', isFilled: true, colour: 'focus', name: 'Came back' },
  opened: { path: 'M0-5L5 0V5H-5V0Z', isFilled: false, colour: 'server', name: 'Opened the page' },
  offline: { path: 'M-4-4L4 4M4-4L-4 4', isFilled: false, colour: 'connection', name: 'Network lost' },
  online: { path: 'M-5 0L-1.5 4L5-4', isFilled: false, colour: 'connection', name: 'Network back' },
  server: { path: 'M0-5.5L5.5 0L0 5.5L-5.5 0Z', isFilled: true, colour: 'server', name: 'The server' },
  staff: {
    path: 'M0-5.5L5 -2.5V2.5L0 5.5L-5 2.5V-2.5Z',
    isFilled: true,
    colour: 'staff',
    name: 'Staff',
  },
  clock: { path: 'M-4-5H4L-4 5H4Z', isFilled: true, colour: 'gap', name: 'Clock moved' },
  pasted: { path: 'M0-5V5M-5 0H5', isFilled: false, colour: 'question', name: 'Pasted' },
  missing: { path: 'M-2-5H-5V5H-2M2-5H5V5H2', isFilled: false, colour: 'gap', name: 'Never arrived' },
  other: { path: circle(2), isFilled: true, colour: 'server', name: 'Something else' },
};

function circle(radius: number): string {
  return `M${-radius} 0A${radius} ${radius} 0 1 1 ${radius} 0A${radius} ${radius} 0 1 1 ${-radius} 0Z`;
}
