// What the server will know of how the quiz was taken, said before it begins.

import { notRecorded, recordedKinds } from '../take/recorded-words.ts';

export function Recorded() {
  return (
    <section className="panel" aria-labelledby="recorded">
      <h2 className="panel-title" id="recorded">
        What is recorded
      </h2>
      <p>While you take this quiz, its page keeps a log that your teacher can read:</p>
      <ul>
        {recordedKinds.map((kind) => (
          <li key={kind}>{kind}</li>
        ))}
      </ul>
      <p>{notRecorded}</p>
      <p className="muted">
        The log says what was observed and when. It does not say why: a window can lose its focus to a
        message, a low battery or a screen reader. While you take the quiz, its page shows you what it has
        recorded.
      </p>
    </section>
  );
}
