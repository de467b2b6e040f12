// What the page is busy with beside answering. Controls can be used only while it is answering.

export type Activity =
  | { kind: 'answering' }
  /** On the way to another question. `isFinal`: the one left behind is closed from now on. */
  | { kind: 'moving'; isFinal: boolean; isStuck: boolean }
  /** `problem` is why it has not worked yet; it is tried again when `isRetried`. */
  | { kind: 'handing-in'; isTimeUp: boolean; problem: string | null; isRetried: boolean }
  /** It came to its end on another page or by the server, or is handed in and the page about to change. */
  | { kind: 'over'; isHandedIn: boolean };

export const answering: Activity = { kind: 'answering' };
