// Many grades in one request: what `grade_data` says. Core reference §10.5.

import { Type } from 'typebox';
import { gradesAtOnceMax, nameCharsMax } from '../../model/limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { Refusal } from '../../model/refusal.ts';
import type { CellAsked, GradesAsked } from '../../operations/gradebook/update-grades.ts';
import { parseLookup } from '../canvas-wire/ids.ts';
import { objectParam, stringParam } from '../canvas-wire/params.ts';
import { commentTextOf, gradeAskedOf } from './submission-params.ts';

type Parameters = Record<string, unknown>;

export const gradesBody = Type.Object({
  grade_data: Type.Optional(
    Type.Unknown({
      description:
        'In an assignment `{"<student>":{"posted_grade":"90%","excuse":true,"text_comment":"…"}}`, in a course ' +
        '`{"<assignment>":{"<student>":{…}}}`',
    }),
  ),
});

/**
 * `assignment` is the one that the path names; null where `grade_data` names them. Raises argument_invalid,
 * malformed, too_large.
 */
export function gradesAskedOf(body: Parameters, assignment: string | null, shard: number): GradesAsked {
  const given = body.grade_data;
  if (!isObject(given) || Object.keys(given).length === 0) {
    throw new Refusal({
      kind: 'argument_invalid',
      shape: 'error',
      message: "'grade_data' parameter required",
    });
  }
  const byAssignment = assignment === null ? given : { [assignment]: given };
  const assignments = new Map<string, Lookup>();
  const cells: CellAsked[] = [];
  for (const [written, students] of Object.entries(byAssignment)) {
    const name = nameOf(written);
    assignments.set(name, parseLookup(name, 'assignment', shard));
    const place = assignment === null ? `grade_data[${name}]` : 'grade_data';
    for (const [key, cell] of Object.entries(objectParam(students, place) ?? {})) {
      const studentName = nameOf(key);
      const cellName = `${place}[${studentName}]`;
      const fields = objectParam(cell, cellName) ?? {};
      cells.push({
        assignmentName: name,
        student: parseLookup(studentName, 'user', shard),
        studentName,
        grade: gradeAskedOf(
          { posted_grade: fields.posted_grade, excuse: fields.excuse },
          cellName,
          fields.prefer_points_over_scheme,
        ),
        comment: commentTextOf(fields.text_comment, `${cellName}[text_comment]`),
      });
    }
  }
  if (Math.max(cells.length, assignments.size) > gradesAtOnceMax) {
    const message = `grade_data must name at most ${gradesAtOnceMax} assignments and students; send less at a time`;
    throw new Refusal({ kind: 'too_large', message });
  }
  return { cells, assignments };
}

/** A key of the caller's, which goes back to them in messages. */
function nameOf(key: string): string {
  return stringParam(key, 'a key of grade_data', nameCharsMax) ?? '';
}

function isObject(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
