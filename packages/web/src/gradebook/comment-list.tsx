// What was said of a student's work, and a field to say more. The student reads it.

import { type FormEvent, useState } from 'react';
import { Time } from '../shell/time.tsx';
import { type Comment, comment } from './gradebook-api.ts';

interface CommentListProps {
  courseId: string;
  userId: number;
  assignmentId: number;
  /** Null until they are there. */
  comments: readonly Comment[] | null;
  mayWrite: boolean;
  /** After something was said: it is among the comments then, and can change who sees the grade. */
  onSaid: () => void;
}

export function CommentList(props: CommentListProps) {
  const { courseId, userId, assignmentId, comments, mayWrite, onSaid } = props;
  const [text, setText] = useState('');
  const [isSending, setSending] = useState(false);
  const [notSent, setNotSent] = useState<string | null>(null);

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (text.trim() === '' || isSending) return;
    setSending(true);
    try {
      await comment(courseId, userId, assignmentId, text);
      // What was typed meanwhile is not said yet.
      setText((now) => (now === text ? '' : now));
      setNotSent(null);
      onSaid();
    } catch (error) {
      setNotSent(error instanceof Error ? error.message : String(error));
    } finally {
      setSending(false);
    }
  }

  return (
    <div className="stack stack-sm">
      <h3>Comments</h3>
      {comments?.length === 0 && <p className="muted small">Nothing was said yet.</p>}
      <ol className="plain-list versions small" aria-label="Comments, the oldest first">
        {comments?.map(({ id, author_name, comment: said, created_at }) => (
          <li key={id}>
            <p className="as-typed" dir="auto">
              {said}
            </p>
            <span className="muted" dir="auto">
              {author_name ?? 'Somebody'}, <Time iso={created_at} precision="minute" />
            </span>
          </li>
        ))}
      </ol>
      {mayWrite && (
        <form className="stack stack-sm" onSubmit={(event) => void send(event)}>
          <label className="field">
            <span className="field-label small">New comment, for the student to read</span>
            <textarea
              className="input"
              rows={3}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          </label>
          {notSent !== null && (
            <p className="notice notice-error" role="alert">
              {notSent}
            </p>
          )}
          <div>
            <button
              type="submit"
              className="button button-small"
              aria-disabled={text.trim() === '' || isSending}
            >
              {isSending ? 'Sending' : 'Say it'}
            </button>
          </div>
        </form>
      )}
    </div>
  );
}
