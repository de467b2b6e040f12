// A quiz of the demo as its teacher and its students are told of it: the part of the answers of the API that the demo reads.

/** `GET …/quizzes/:quiz_id/questions` of a teacher. */
export interface AuthoredQuestion {
  id: number;
  question_name: string;
  question_type: string;
  points_possible: number;
  answers: {
    id: number;
    text: string;
    weight: number;
    blank_id?: string;
    match_id?: number;
    exact?: number;
  }[];
  matches: { match_id: number }[] | null;
}

/** A question within `POST …/quizzes/:quiz_id/taking` of a student. */
export interface TakenQuestion {
  id: number;
  question_text: string;
  blanks: { name: string; field: string }[];
}

export interface DemoQuiz {
  courseId: number;
  quizId: number;
  questions: readonly AuthoredQuestion[];
}
