// The page of a quiz for those who edit it: with the pages of staff beside it. Loaded for them alone.

import type { Viewer } from '../api/session.ts';
import { courseUrl, quizSections, StaffShell } from '../shell/staff-shell.tsx';
import '../style/staff.css';
import { QuizContent, type QuizPageProps } from './quiz-page.tsx';
import './staff-quiz.css';

interface StaffQuizProps extends QuizPageProps {
  viewer: Viewer;
  /** May read attempts and grades. */
  isGrader: boolean;
}

export function StaffQuiz({ viewer, isGrader, ...page }: StaffQuizProps) {
  const { place, taking } = page;
  const sections = quizSections(place).filter(({ name }) => isGrader || name === 'Quiz' || name === 'Course');
  return (
    <StaffShell
      viewer={viewer}
      crumbs={[{ name: taking.course.name, url: courseUrl(place.courseId) }, { name: taking.quiz.title }]}
      sections={sections}
      section="Quiz"
    >
      <div className="staff-quiz">
        <QuizContent {...page} isEditor />
      </div>
    </StaffShell>
  );
}
