// A quiz while it is taken.

import { ApiError, call } from '../api/client.ts';
import { quizPlace } from '../api/place.ts';
import { type Viewer, viewer } from '../api/session.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import './live.css';
import { LivePage, type WatchedQuiz } from './live-page.tsx';

const place = quizPlace();

interface QuizAnswer {
  title: string;
  time_limit: number | null;
  permissions: { grade: boolean };
}

/** Only for who may extend attempts: the stream itself could not say why it refuses. */
async function ask(): Promise<{ person: Viewer; quiz: WatchedQuiz }> {
  const [person, { title, time_limit, permissions }, course] = await Promise.all([
    viewer(),
    call<QuizAnswer>('GET', place.api),
    call<{ name: string }>('GET', `/api/v1/courses/${place.courseId}`),
  ]);
  if (!permissions.grade) throw new ApiError(403, null);
  return { person, quiz: { courseName: course.name, title, hasTimeLimit: time_limit !== null } };
}

mount(
  <Loaded ask={ask}>{({ person, quiz }) => <LivePage viewer={person} place={place} quiz={quiz} />}</Loaded>,
);
