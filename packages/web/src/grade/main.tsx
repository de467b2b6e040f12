// The page on which an attempt is graded.

import { quizPlace, quizSubmissionIdHere } from '../api/place.ts';
import { viewer } from '../api/session.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import { askGrading, askTakers } from './grade-api.ts';
import { GradePage } from './grade-page.tsx';

const place = quizPlace();
const quizSubmissionId = quizSubmissionIdHere();
const asked = Number(new URLSearchParams(location.search).get('attempt'));

async function ask() {
  const [person, grading, takers] = await Promise.all([
    viewer(),
    askGrading(place.api, quizSubmissionId, Number.isSafeInteger(asked) && asked > 0 ? asked : null),
    askTakers(place.api),
  ]);
  return { person, grading, takers };
}

mount(
  <Loaded ask={ask}>
    {({ person, grading, takers }) => (
      <GradePage viewer={person} place={place} first={grading} firstTakers={takers} />
    )}
  </Loaded>,
);
