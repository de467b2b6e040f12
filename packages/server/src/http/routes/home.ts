// The page at `/`: what this is and what to try next, for whoever opens the address in a browser.

import { createHash } from 'node:crypto';
import type { Server } from '../fastify.ts';

const style = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid #8886; border-radius: .4rem; }
code { font: .875rem/1.5 ui-monospace, monospace; }
`;

const events = '/api/v1/courses/1/quizzes/1/submissions/1/events';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quizwire</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Quizwire</h1>
<p>A standalone assessment event server. It speaks Canvas's own API, so Canvas clients work against it unchanged.</p>
<h2>Try it</h2>
<p><code>npm start</code> prints three access tokens in the terminal, for an admin, a teacher and a student of a demo
course, and lines to paste. In short:</p>
<pre><code># the student's page reports what happens; 204 means it is on disk
curl -i $SERVER${events} \\
  -H "Authorization: Bearer $STUDENT" -H "Content-Type: application/json" \\
  -d '{"quiz_submission_events":[{"event_type":"page_blurred"}]}'

# the teacher reads the log; add -H "Accept: text/csv" for a table
curl $SERVER${events} \\
  -H "Authorization: Bearer $TEACHER"</code></pre>
<h2>Look around</h2>
<ul>
<li><a href="/api/docs">All routes</a>, to read and to call (<a href="/api/openapi.json">OpenAPI 3.1</a>)</li>
<li><a href="/health">Is it well?</a></li>
<li><a href="/metrics">What it counts</a>, for Prometheus</li>
</ul>
</main>
</body>
</html>
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Nothing but the page's own style may load; no third party is asked for anything. */
const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function homeRoutes(server: Server): void {
  server.get('/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('Content-Security-Policy', contentSecurityPolicy)
      .header('X-Content-Type-Options', 'nosniff')
      .send(page),
  );
}
