// How a receiver checks that a message is ours: what stands in the headers, and code to begin with.

import { CopyButton } from './copy-button.tsx';

const code = `import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.QUIZWIRE_SECRET);

// \`body\` is the text as it came: JSON that was read and written again is another text.
webhook.verify(body, request.headers, { jsonParse: false });`;

export function VerifyHelp() {
  return (
    <details>
      <summary>How a receiver checks a message</summary>
      <div className="stack stack-sm">
        <p className="small">
          Every POST has <code>webhook-id</code>, <code>webhook-timestamp</code> and{' '}
          <code>webhook-signature</code> as Standard Webhooks say: libraries for most languages are at
          standardwebhooks.com. What is sent again has the same <code>webhook-id</code>: keep it for some days
          and pass over what you have had. In Node:
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <section className="message" aria-label="Code that checks a message" tabIndex={0}>
          <pre className="code">{code}</pre>
        </section>
        <CopyButton text={code} label="Copy the code" />
      </div>
    </details>
  );
}
