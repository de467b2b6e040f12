// Where a page is: behind which path the server stands, and which quiz the address names. Reads nothing but the address
// and the one line that the server writes into each page.

/** The path of the public URL, e.g. `/quizwire` behind a proxy; mostly empty. */
const base = (): string =>
  document.querySelector('meta[name="quizwire-base"]')?.getAttribute('content') ?? '';

/** The address of a path of this server. */
export function urlOf(path: string): string {
  return base() + path;
}

export interface QuizPlace {
  courseId: string;
  quizId: string;
  /** To be given to `call`: `/api/v1/courses/1/quizzes/2`. */
  api: string;
  /** Addresses for links. */
  pages: { quiz: string; take: string; results: string };
}

/** The number behind `/submissions/` in the address of a page of one quiz submission; such pages are at no other address. */
export function quizSubmissionIdHere(pathname = location.pathname): string {
  const id = /\/submissions\/([^/]+)/.exec(pathname)?.[1];
  if (id === undefined) throw new Error(`${pathname} names no quiz submission`);
  return id;
}

/** Of a page at `/courses/:course_id…`. */
export function courseIdHere(pathname = location.pathname): string {
  const id = /\/courses\/([^/]+)/.exec(pathname)?.[1];
  if (id === undefined) throw new Error(`${pathname} names no course`);
  return id;
}

/** Of a page at `/courses/:course_id/quizzes/:quiz_id…`; the server gives such pages at no other address. */
export function quizPlace(pathname = location.pathname): QuizPlace {
  const [, courseId, quizId] = /\/courses\/([^/]+)\/quizzes\/([^/]+)/.exec(pathname) ?? [];
  if (courseId === undefined || quizId === undefined) throw new Error(`${pathname} names no quiz`);
  const path = `/courses/${courseId}/quizzes/${quizId}`;
  const quiz = urlOf(path);
  return {
    courseId,
    quizId,
    api: `/api/v1${path}`,
    pages: { quiz, take: `${quiz}/take`, results: `${quiz}/results` },
  };
}
