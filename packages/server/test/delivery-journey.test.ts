// The road of a hand-in to whoever subscribed: a student hands a quiz in over HTTP, and it arrives by HTTPS, signed in two ways,
// in a queue of SQS and in a topic of Kafka, in the formats that were asked for.

import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { validateEnvelope } from '@quizwire/caliper';
import { startFauxqs } from 'fauxqs';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type CourseFixture, courseFixture } from './support/course-fixture.ts';
import { eachDatabase } from './support/databases.ts';
import { startKafka } from './support/kafka-mock.ts';
import { quizTaking } from './support/quiz-taking.ts';
import { type GotRequest, type Receiver, startReceiver } from './support/receiver.ts';
import { startTestServer, type TestServer } from './support/server.ts';
import { insertTakenQuiz } from './support/taken-quiz.ts';

const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
const kafkaProgram = inject('kafkaMock') ?? '';

type Got = Receiver & { requests: GotRequest[] };

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let receiver: Got;
  let quizId = 0;
  let handedIn = 0;
  let assignmentId: number | null = null;

  beforeAll(async () => {
    course = await courseFixture(database, {
      more: async (query, fixture) => {
        ({ quizId, assignmentId } = await insertTakenQuiz(query, fixture, { allowedAttempts: -1 }));
      },
    });
    receiver = await startReceiver();
    server = await startTestServer(database, {
      databaseUrl: course.databaseUrl,
      allowedTargets: ['127.0.0.1', 'localhost'],
      secretsKeys: [Buffer.alloc(32, 5)],
    });
    // Verifiers of signatures look at their own clocks.
    server.clock.nowMs = Date.now();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
  });

  async function subscribe(path: string, more: { TransportMetadata?: object; [key: string]: unknown } = {}) {
    const { TransportMetadata, ...rest } = more;
    const reply = await server.call('POST', '/api/lti/subscriptions', {
      body: {
        subscription: {
          ContextType: 'root_account',
          ContextId: '1',
          EventTypes: ['quiz_submitted', 'grade_change'],
          Format: 'live-event',
          TransportType: 'https',
          TransportMetadata: {
            Url: `http://127.0.0.1:${receiver.port}${path}`,
            Secret: secret,
            ...TransportMetadata,
          },
          ...rest,
        },
      },
    });
    expect(reply.status, reply.text).toBe(201);
    return reply.json;
  }

  /** Each time with more right answers than before, so that each time the grade changes. */
  async function handIn(): Promise<void> {
    const given = Object.entries({ 101: 11, 102: 'dna', 103: 46 }).slice(0, ++handedIn);
    await quizTaking(server, course.courseId).take(quizId, course.people.student, Object.fromEntries(given));
    await server.upkeep();
  }

  /** What arrived there, but for the test message of subscribing. */
  const arrived = (path: string): GotRequest[] =>
    receiver.requests.filter((request) => request.path === path).slice(1);

  test('plain and in order, signed, and both forms of Caliper: one POST for each event', async () => {
    const plain = await subscribe('/plain', { Ordered: true });
    await subscribe('/signed', { TransportMetadata: { SignPayload: true } });
    await subscribe('/canvas-caliper', {
      Format: 'caliper',
      TransportMetadata: { BearerToken: 'sensor-token' },
    });
    await subscribe('/caliper', { Format: 'caliper-1.1' });
    await subscribe('/course', { ContextType: 'course', ContextId: String(course.courseId) });
    await subscribe('/assignment', { ContextType: 'assignment', ContextId: String(assignmentId) });
    const { json: other } = await server.call('POST', '/api/v1/accounts/1/courses', {
      body: { course: { name: 'Other' } },
    });
    await subscribe('/elsewhere', { ContextType: 'course', ContextId: String(other.id) });
    expect(plain.Test).toMatchObject({ Delivered: true, Status: 204 });
    await handIn();

    const messages = arrived('/plain').map(({ body, headers }) => {
      const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
      return verified as { metadata: Record<string, string>; body: Record<string, unknown> };
    });
    expect(messages.map(({ metadata }) => metadata.event_name)).toEqual(['grade_change', 'quiz_submitted']);
    expect(messages[1]).toMatchObject({
      metadata: {
        context_id: `1000000000000${course.courseId}`,
        context_type: 'Course',
        event_name: 'quiz_submitted',
      },
      body: { quiz_id: `1000000000000${quizId}` },
    });
    expect(arrived('/plain')[0]?.headers).toMatchObject({
      'content-type': 'application/json',
    });

    const ids = arrived('/plain').map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(2);
    const keys = createRemoteJWKSet(new URL(`${server.url}/api/lti/security/jwks`));
    for (const { body, headers } of arrived('/signed')) {
      // Its `verify` would read JSON, which a JWT is not.
      const sentAt = new Date(Number(headers['webhook-timestamp']) * 1_000);
      expect(headers['webhook-signature']).toBe(
        new Webhook(secret).sign(String(headers['webhook-id']), sentAt, body),
      );
      const { payload, protectedHeader } = await jwtVerify(body, keys, {
        algorithms: ['RS256'],
        currentDate: new Date(server.clock.nowMs),
      });
      expect(protectedHeader.kid).toMatch(/\S/);
      expect({ metadata: payload.metadata, body: payload.body }).toEqual(
        messages[ids.indexOf(headers['webhook-id'])],
      );
    }
    expect(arrived('/signed')).toHaveLength(2);

    for (const { body, headers } of arrived('/canvas-caliper')) {
      expect(headers.authorization).toBe('Bearer sensor-token');
      expect(JSON.parse(body)).toMatchObject({ dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v1p1' });
    }
    expect(
      arrived('/canvas-caliper')
        .map(({ body }) => JSON.parse(body).data[0].type)
        .sort(),
    ).toEqual(['AssessmentEvent', 'GradeEvent']);
    for (const { body } of arrived('/caliper')) expect(validateEnvelope(JSON.parse(body)).faults).toEqual([]);
    expect(arrived('/caliper')).toHaveLength(2);
    for (const path of ['/course', '/assignment']) {
      expect(new Set(arrived(path).map(({ headers }) => headers['webhook-id']))).toEqual(new Set(ids));
    }
    expect(arrived('/elsewhere')).toEqual([]);
  });

  test('a queue of SQS', async () => {
    const sqs = await startFauxqs({ port: 0, logger: false });
    try {
      sqs.createQueue('canvas-live-events-quizwire');
      const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
      const queueUrl = `http://127.0.0.1:${sqs.port}/000000000000/canvas-live-events-quizwire`;
      await subscribe('/unused', {
        TransportType: 'sqs',
        TransportMetadata: {
          Url: queueUrl,
          Secret: undefined,
          Region: 'us-east-1',
          AccessKeyId: credentials.accessKeyId,
          SecretAccessKey: credentials.secretAccessKey,
        },
      });
      await handIn();
      const client = new SQSClient({
        region: 'us-east-1',
        endpoint: `http://127.0.0.1:${sqs.port}`,
        credentials,
      });
      const names: (string | undefined)[] = [];
      for (let tries = 0; tries < 5; tries++) {
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl: queueUrl,
            MaxNumberOfMessages: 10,
            MessageAttributeNames: ['All'],
          }),
        );
        for (const { Body = '', MessageAttributes = {}, ReceiptHandle } of Messages) {
          const name = MessageAttributes.event_name?.StringValue;
          expect(JSON.parse(Body).metadata).toMatchObject({
            event_name: name,
            event_time: MessageAttributes.event_time?.StringValue,
          });
          names.push(name);
          await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
        }
      }
      client.destroy();
      expect(names.sort()).toEqual(['grade_change', 'quiz_submitted', 'quizwire.test']);
    } finally {
      await sqs.stop();
    }
  });

  describe.skipIf(kafkaProgram === '')('where Kafka can be had', () => {
    test('a topic of Kafka', async () => {
      await using kafka = await startKafka(kafkaProgram);
      await kafka.createTopic('live-events', 3);
      await subscribe('/unused', {
        TransportType: 'kafka',
        TransportMetadata: {
          Url: undefined,
          Secret: undefined,
          Brokers: kafka.brokers,
          Topic: 'live-events',
          Tls: false,
        },
      });
      await handIn();
      const records = await kafka.read('live-events', 3);
      const ofStudent = records.filter(({ key }) => key === String(course.people.student.id));
      expect(ofStudent.map(({ headers }) => headers.ce_type)).toEqual(['grade_change', 'quiz_submitted']);
      for (const { value, headers } of ofStudent) {
        expect(JSON.parse(value).metadata.event_name).toBe(headers.ce_type);
      }
      expect(records).toHaveLength(3);
    });
  });
});
