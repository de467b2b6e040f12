// A quiz as it stands for who looks at it: what it is, how to begin, what is recorded, and what they did already.

import { useEffect } from 'react';
import { type QuizPlace, urlOf } from '../api/place.ts';
import type { Taking } from '../api/taking.ts';
import { SafeHtml } from '../shell/safe-html.tsx';
import { type Crumb, Shell } from '../shell/shell.tsx';
import { BeginPanel } from './begin-panel.tsx';
import { PastAttempts } from './past-attempts.tsx';
import { QuizFacts } from './quiz-facts.tsx';
import { Recorded } from './recorded.tsx';

export interface QuizPageProps {
  place: QuizPlace;
  taking: Taking;
}

interface QuizContentProps extends QuizPageProps {
  /** Who looks edits quizzes, and takes them as a preview. */
  isEditor: boolean;
}

export function QuizPage(page: QuizPageProps) {
  return (
    <Shell userName={page.taking.user.name} crumbs={quizCrumbs(page.taking)}>
      <QuizContent {...page} isEditor={false} />
    </Shell>
  );
}

function quizCrumbs({ course, quiz }: Taking): Crumb[] {
  return [{ name: course.name, url: urlOf('/courses') }, { name: quiz.title }];
}

/** All of it but the frame. */
export function QuizContent({ place, taking, isEditor }: QuizContentProps) {
  const { course, quiz, past_attempts } = taking;
  useEffect(() => {
    document.title = `${quiz.title} · ${course.name}`;
  }, [quiz.title, course.name]);
  return (
    <div className="stack stack-lg">
      <div className="stack">
        <h1 className="title" dir="auto">
          {quiz.title}
        </h1>
        <QuizFacts taking={taking} />
      </div>
      {quiz.description !== null && quiz.description !== '' && (
        <section aria-label="What the quiz is about">
          <SafeHtml html={quiz.description} />
        </section>
      )}
      <BeginPanel place={place} taking={taking} isEditor={isEditor} />
      {past_attempts.length > 0 && <PastAttempts place={place} taking={taking} isEditor={isEditor} />}
      {taking.state !== 'closed' && !isEditor && <Recorded />}
    </div>
  );
}
