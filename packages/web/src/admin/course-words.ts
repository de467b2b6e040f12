// Courses as administration knows them, and their states in words. Pure.

export interface Course {
  id: number;
  name: string;
  course_code: string;
  workflow_state: string;
  sis_course_id?: string | null;
  created_at: string;
  start_at: string | null;
  end_at: string | null;
  time_zone: string;
  hide_final_grades: boolean;
  total_students?: number;
  teachers?: { display_name: string }[];
  teacher_count?: number;
}

const stateNames: Readonly<Record<string, string>> = {
  unpublished: 'Not published',
  available: 'Published',
  completed: 'Concluded',
  deleted: 'Deleted',
};

export const courseStateText = (state: string): string => stateNames[state] ?? state;

/** `Ada Lovelace, Grace Hopper`, `12 teachers`; nothing for nobody. */
export function teachersText({ teachers, teacher_count }: Course): string {
  if (teachers === undefined) return teacher_count === undefined ? '' : `${teacher_count} teachers`;
  return teachers.map(({ display_name }) => display_name).join(', ');
}

export interface CourseStep {
  /** `course[event]` of the API. */
  event: 'offer' | 'claim' | 'conclude' | 'delete';
  name: string;
  /** What follows, for who has to be asked first; null for what can simply be taken back. */
  warning: string | null;
}

/** What can be done with a course in a state. A deleted one has no page: it is brought back where it is listed. */
export function stepsFrom(state: string): CourseStep[] {
  const publish: CourseStep = { event: 'offer', name: 'Publish', warning: null };
  const end: CourseStep[] = [
    {
      event: 'conclude',
      name: 'Conclude',
      warning:
        'Students can read it and take part no more, and nobody grades any more. It can be opened again.',
    },
    {
      event: 'delete',
      name: 'Delete',
      warning:
        'It is gone for everybody in it, with its quizzes and grades. An administrator can bring it back.',
    },
  ];
  switch (state) {
    case 'unpublished':
      return [publish, ...end];
    case 'available':
      return [
        {
          event: 'claim',
          name: 'Unpublish',
          warning: 'Students do not see it any more until it is published again.',
        },
        ...end,
      ];
    case 'completed':
      return [{ ...publish, name: 'Open again' }, ...end.filter(({ event }) => event === 'delete')];
    default:
      return [];
  }
}
