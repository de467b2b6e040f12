// Canvas: Enrollments API. Core reference §7.2.

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { EnrollmentEvent } from '../../model/enrollment.ts';
import type { ChangeEnrollment } from '../../operations/courses/change-enrollment.ts';
import type { CreateEnrollment } from '../../operations/courses/create-enrollment.ts';
import type { EnrollmentPlace } from '../../operations/courses/enrollment-place.ts';
import type { ReadEnrollments } from '../../operations/courses/read-enrollments.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { type EnrollmentShape, enrollmentJson, shownEnrollment } from '../contract/enrollment.ts';
import {
  accountEnrollmentParams,
  accountEnrollmentPath,
  courseEnrollmentParams,
  courseEnrollmentPath,
  courseEnrollmentsParams,
  courseEnrollmentsPath,
  endedEnrollmentBody,
  endingEventOf,
  enrollmentDraftOf,
  enrollmentIncludesOf,
  enrollmentsQuery,
  enrollmentsWantedOf,
  newEnrollmentBody,
  sectionEnrollmentsParams,
  sectionEnrollmentsPath,
  userEnrollmentsParams,
  userEnrollmentsPath,
} from '../contract/enrollment-params.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf, sendList } from '../paged-list.ts';

interface Uses {
  readEnrollments: ReadEnrollments;
  createEnrollment: CreateEnrollment;
  changeEnrollment: ChangeEnrollment;
  shard: number;
  publicUrl: string | null;
}

const tags = ['Enrollments'];

export function enrollmentRoutes(server: Server, uses: Uses): void {
  const { readEnrollments, createEnrollment, changeEnrollment, shard, publicUrl } = uses;
  const queryOf = (request: FastifyRequest) => request.query as Record<string, unknown>;
  const bodyOf = (request: FastifyRequest) => request.body as Record<string, unknown>;
  const listShape = (request: FastifyRequest): EnrollmentShape => ({
    includes: enrollmentIncludesOf(queryOf(request)),
    withUser: true,
    baseUrl: baseUrlOf(request, publicUrl),
  });
  const plainShape = (request: FastifyRequest): EnrollmentShape => ({
    includes: new Set(),
    withUser: false,
    baseUrl: baseUrlOf(request, publicUrl),
  });

  const course = (request: FastifyRequest): EnrollmentPlace => {
    const { course_id } = request.params as { course_id: string };
    return { course: parseLookup(course_id, 'course', shard) };
  };
  const section = (request: FastifyRequest): EnrollmentPlace => {
    const { section_id } = request.params as { section_id: string };
    return { section: parseLookup(section_id, 'section', shard) };
  };

  for (const [path, params, placeOf] of [
    [courseEnrollmentsPath, courseEnrollmentsParams, course],
    [sectionEnrollmentsPath, sectionEnrollmentsParams, section],
  ] as const) {
    server.get(
      path,
      {
        schema: {
          tags,
          summary: 'List enrollments',
          description:
            'By type, sortable name and id. There is no `last` link. Inactive ones are for staff to see.',
          params,
          querystring: enrollmentsQuery,
          response: { 200: Type.Array(shownEnrollment) },
        },
      },
      async (request, reply) => {
        const caller = requireCaller(request);
        const { enrollments, ...page } = await readEnrollments.inCourse(caller, placeOf(request), () =>
          enrollmentsWantedOf(queryOf(request), shard),
        );
        const shape = listShape(request);
        const json = JSON.stringify(enrollments.map((view) => enrollmentJson(view, shape)));
        return sendList(request, reply, publicUrl, { ...page, total: null }, json);
      },
    );

    server.post(
      path,
      {
        schema: {
          tags,
          summary: 'Enroll a user',
          description: 'A person has one enrollment of a type in a section; asking again changes that one.',
          params,
          body: newEnrollmentBody,
          response: { 200: shownEnrollment },
        },
      },
      async (request) => {
        const caller = requireCaller(request);
        const view = await createEnrollment(caller, placeOf(request), () =>
          enrollmentDraftOf(bodyOf(request), shard),
        );
        return enrollmentJson(view, plainShape(request));
      },
    );
  }

  server.get(
    userEnrollmentsPath,
    {
      schema: {
        tags,
        summary: "List a user's enrollments",
        description: "One's own, and anybody's for admins of the root account.",
        params: userEnrollmentsParams,
        querystring: enrollmentsQuery,
        response: { 200: Type.Array(shownEnrollment) },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const { user_id } = request.params as { user_id: string };
      const user = parseLookup(user_id, 'user', shard);
      const { enrollments, ...page } = await readEnrollments.ofUser(caller, user, () =>
        enrollmentsWantedOf(queryOf(request), shard),
      );
      const shape = listShape(request);
      const json = JSON.stringify(enrollments.map((view) => enrollmentJson(view, shape)));
      return sendList(request, reply, publicUrl, { ...page, total: null }, json);
    },
  );

  server.get(
    accountEnrollmentPath,
    {
      schema: {
        tags,
        summary: 'Enrollment by ID',
        params: accountEnrollmentParams,
        response: { 200: shownEnrollment },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const { account_id, id } = request.params as { account_id: string; id: string };
      const account = parseLookup(account_id, 'account', shard);
      return enrollmentJson(
        await readEnrollments.one(caller, account, leadingInteger(id)),
        plainShape(request),
      );
    },
  );

  const change = async (request: FastifyRequest, event: EnrollmentEvent) => {
    const caller = requireCaller(request);
    const { course_id, id } = request.params as { course_id: string; id: string };
    const place = { course: parseLookup(course_id, 'course', shard), enrollmentId: leadingInteger(id) };
    return changeEnrollment(caller, place, event);
  };

  server.delete(
    courseEnrollmentPath,
    {
      schema: {
        tags,
        summary: 'Conclude, deactivate, or delete an enrollment',
        params: courseEnrollmentParams,
        body: endedEnrollmentBody,
        response: { 200: shownEnrollment },
      },
    },
    async (request) => {
      requireCaller(request);
      return enrollmentJson(await change(request, endingEventOf(bodyOf(request))), plainShape(request));
    },
  );

  server.put(
    `${courseEnrollmentPath}/reactivate`,
    {
      schema: {
        tags,
        summary: 'Re-activate an enrollment',
        params: courseEnrollmentParams,
        response: { 200: shownEnrollment },
      },
    },
    async (request) => enrollmentJson(await change(request, 'reactivate'), plainShape(request)),
  );

  for (const [event, summary] of [
    ['accept', 'Accept Course Invitation'],
    ['reject', 'Reject Course Invitation'],
  ] as const) {
    server.post(
      `${courseEnrollmentPath}/${event}`,
      {
        schema: {
          tags,
          summary,
          params: courseEnrollmentParams,
          response: { 200: Type.Object({ success: Type.Boolean() }) },
        },
      },
      async (request) => {
        await change(request, event);
        return { success: true };
      },
    );
  }
}
