// What can be done with a subscription: test it, change it, give it another secret, pause it, end it.

import { useState } from 'react';
import { Time } from '../shell/time.tsx';
import { Dialog } from '../take/dialog.tsx';
import {
  changeSubscription,
  deleteSubscription,
  rotateSecret,
  type Subscription,
  type TestResult,
  testSubscription,
} from './console-api.ts';
import { consoleUrls } from './console-place.ts';
import { nameOf, testText } from './console-words.ts';
import { RotateDialog } from './rotate-dialog.tsx';
import { SecretShown } from './secret-shown.tsx';
import { Trouble } from './trouble.tsx';

interface ActionsPanelProps {
  subscription: Subscription;
  onChange: () => void;
}

type Under = 'test' | 'state' | 'rotate' | 'delete' | null;

export function ActionsPanel({ subscription, onChange }: ActionsPanelProps) {
  const { Id: id, State: state, TransportType: transport } = subscription;
  const [under, setUnder] = useState<Under>(null);
  const [asked, setAsked] = useState<'rotate' | 'delete' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [test, setTest] = useState<TestResult | null>(null);
  const [made, setMade] = useState<{ secret: string; until: string } | null>(null);
  const isOn = state === 'Active';

  async function doing(what: Exclude<Under, null>, work: () => Promise<void>): Promise<void> {
    setUnder(what);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setUnder(null);
    }
  }

  const sendTest = () =>
    doing('test', async () => {
      setTest(null);
      setTest(await testSubscription(id));
    });
  const turn = () =>
    doing('state', async () => {
      await changeSubscription(id, { State: isOn ? 'Inactive' : 'Active' });
      onChange();
    });
  const rotate = (overlapHours: number) =>
    doing('rotate', async () => {
      setAsked(null);
      const { Secret: secret, PreviousSecretValidUntil: until } = await rotateSecret(id, overlapHours);
      if (secret !== undefined) setMade({ secret, until });
      onChange();
    });
  const end = () =>
    doing('delete', async () => {
      await deleteSubscription(id);
      location.assign(consoleUrls.subscriptions());
    });

  return (
    <section className="panel stack" aria-labelledby="actions-title">
      <h2 id="actions-title">Actions</h2>
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          disabled={under !== null}
          onClick={() => void sendTest()}
        >
          {under === 'test' ? 'Sending' : 'Send a test event'}
        </button>
        <a className="button" href={consoleUrls.editSubscription(id)}>
          Change
        </a>
        <button type="button" className="button" disabled={under !== null} onClick={() => void turn()}>
          {isOn ? 'Pause' : 'Enable'}
        </button>
        {transport === 'https' && (
          <button
            type="button"
            className="button"
            disabled={under !== null}
            onClick={() => setAsked('rotate')}
          >
            Rotate the secret
          </button>
        )}
        <button
          type="button"
          className="button button-quiet"
          disabled={under !== null}
          onClick={() => setAsked('delete')}
        >
          Delete
        </button>
      </div>
      <Trouble error={error} />
      <div role="status">
        {test !== null && (
          <p className={`notice ${test.Delivered ? 'notice-success' : 'notice-warning'}`}>{testText(test)}</p>
        )}
      </div>
      {made !== null && (
        <SecretShown secret={made.secret}>
          Bring it to every receiver. Until <Time iso={made.until} /> messages are signed by the secret before
          it, too.
        </SecretShown>
      )}
      {asked === 'rotate' && (
        <RotateDialog onClose={() => setAsked(null)} onRotate={(hours) => void rotate(hours)} />
      )}
      {asked === 'delete' && (
        <Dialog titleId="delete-title" onClose={() => setAsked(null)}>
          <div className="dialog-body stack">
            <h2 id="delete-title">Delete {nameOf(subscription)}?</h2>
            <p>
              Nothing more is sent to it, and what waits for it is removed. Its log stays until it is old.
              This cannot be undone; to stop it for a while, pause it.
            </p>
            <Trouble error={error} />
          </div>
          <div className="dialog-foot">
            {/* biome-ignore lint/a11y/noAutofocus: a dialog has the focus, and this choice loses nothing. */}
            <button type="button" className="button" autoFocus onClick={() => setAsked(null)}>
              Keep it
            </button>
            <button
              type="button"
              className="button button-danger"
              disabled={under !== null}
              onClick={() => void end()}
            >
              Delete
            </button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
