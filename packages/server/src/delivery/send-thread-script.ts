// The thread that sends to HTTPS targets. It knows their secrets and the signing key, and no database.

import { parentPort, workerData } from 'node:worker_threads';
import type { Outcome } from '../model/delivery.ts';
import type { PrivateSigningKey } from '../model/signing-key.ts';
import { notSent } from './not-sent.ts';
import { failedToSend } from './outcomes.ts';
import type {
  OpenHttps,
  SendThreadData,
  ThreadAnswers,
  ThreadMessages,
  ThreadRequest,
} from './send-thread-port.ts';
import { TargetGuard } from './target-guard.ts';
import { outcomeTeller } from './told-answers.ts';
import { openWebhook, type Webhook } from './webhook.ts';

const port = parentPort;
if (port === null) throw new Error('this runs as a worker thread');

const { guard, version } = workerData as SendThreadData;
let key: PrivateSigningKey | null = null;
const uses = {
  guard: new TargetGuard(guard.allowedTargets, guard.dnsServers),
  signingKey: async () => {
    if (key === null) throw new Error('the key comes before the first message that is signed with it');
    return key;
  },
  clock: Date.now,
  version,
};

const targets = new Map<number, { webhook: Webhook; tell(outcome: Outcome): Outcome }>();
let answers: ThreadAnswers | null = null;

/** What comes in one turn of the loop goes together: in a turn everything that has arrived is read. */
function answer(id: number, outcome: Outcome | null): void {
  if (answers === null) {
    answers = { ids: [], outcomes: [] };
    setImmediate(() => {
      port?.postMessage(answers);
      answers = null;
    });
  }
  answers.ids.push(id);
  answers.outcomes.push(outcome);
}

/** A target that cannot be opened, a defect, must not take the others with it. */
function open(id: number, handle: number, opened: OpenHttps): void {
  try {
    targets.set(handle, { webhook: openWebhook(opened, uses), tell: outcomeTeller(opened.secrets) });
    answer(id, null);
  } catch (error) {
    answer(id, notSent((error as Error).message));
  }
}

async function close(id: number, handle: number): Promise<void> {
  const target = targets.get(handle);
  targets.delete(handle);
  await target?.webhook[Symbol.asyncDispose]();
  answer(id, null);
}

function send({ ids, handles, uuids, texts, sentAtMs }: ThreadMessages): void {
  for (let index = 0; index < ids.length; index++) {
    const id = ids[index] as number;
    const target = targets.get(handles[index] as number);
    if (target === undefined) {
      answer(id, failedToSend);
      continue;
    }
    const message = {
      uuid: uuids[index] as string,
      text: texts[index] as string,
      sentAtMs: sentAtMs[index] as number,
    };
    void target.webhook.send([message]).then(([outcome = failedToSend]) => answer(id, target.tell(outcome)));
  }
}

port.on('message', (request: ThreadRequest) => {
  switch (request.kind) {
    case 'open':
      return open(request.id, request.handle, request.opened);
    case 'close':
      return void close(request.id, request.handle);
    case 'key':
      key = request.key;
      return;
    case 'send':
      return send(request);
  }
});
