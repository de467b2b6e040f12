// The web pages: files that packages/web builds, each at the address that Canvas has for it, and the capture client for pages
// of others. It knows no quiz: what a page shows it asks the API for.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import type { Server } from '../fastify.ts';
import { addPageHeaders, type PageContent, pageNotBuilt } from '../page-headers.ts';

interface Uses {
  /** What was built. It may be missing. */
  folder: string;
  publicUrl: string | null;
  /** Whether the sign-in page offers the people of the demo. */
  isDemo: boolean;
}

/** Those that Canvas has too are at its addresses. */
const pages = {
  '/login': 'login.html',
  '/courses': 'courses.html',
  '/courses/:course_id/quizzes/:quiz_id': 'quiz.html',
  '/courses/:course_id/quizzes/:quiz_id/take': 'take.html',
  '/courses/:course_id/quizzes/:quiz_id/results': 'results.html',
};

/** What students wrote is shown here: not even a picture comes from elsewhere. */
const staffPages = {
  '/courses/:course_id/quizzes/:quiz_id/live': 'live.html',
  '/courses/:course_id/quizzes/:quiz_id/attempts': 'attempts.html',
  '/courses/:course_id/quizzes/:quiz_id/submissions/:id/log': 'log.html',
  '/courses/:course_id/quizzes/:quiz_id/submissions/:id/log/*': 'log.html',
  '/courses/:course_id/quizzes/:quiz_id/submissions/:id/report': 'report.html',
  '/courses/:course_id/quizzes/:quiz_id/submissions/:id/grade': 'grade.html',
  '/courses/:course_id/gradebook': 'gradebook.html',
  '/console': 'console.html',
  '/console/*': 'console.html',
  '/admin': 'admin.html',
  '/admin/*': 'admin.html',
};

const yearMs = 365 * 86_400_000;

/** A hash of its content is in the name, so it never changes. */
const assetName = /^\/[\w.-]+-[\w-]{8}\.(?:js|css|svg|png|woff2)$/;

/** Must be awaited before the server listens. */
export async function pageRoutes(server: Server, { folder, publicUrl, isDemo }: Uses): Promise<void> {
  // Where a proxy gives us a folder of its site, links begin with it.
  const base = publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/$/, '');
  const inHtml = base.replaceAll('&', '&amp;');

  const captureFolder = join(folder, 'capture');
  await server.register(fastifyStatic, {
    root: folder,
    prefix: '/assets/',
    allowedPath: (path, root) => root === captureFolder || assetName.test(path),
    preCompressed: true,
    immutable: true,
    maxAge: yearMs,
    index: false,
    setHeaders: (reply) => void reply.header('X-Content-Type-Options', 'nosniff'),
  });

  for (const [path, file] of Object.entries(pages)) {
    server.get(path, (_request, reply) => sendPage(reply, file));
  }
  for (const [path, file] of Object.entries(staffPages)) {
    server.get(path, (_request, reply) => sendPage(reply, file, 'nothing of others'));
  }

  // It takes the login only to know whether there is one.
  server.get('/', { config: { takesToken: true } }, (request, reply) => {
    reply.header('Vary', 'Cookie');
    if (request.sessionToken === null) return sendPage(reply, 'index.html');
    return reply.header('Cache-Control', 'no-store').redirect(`${base}/courses`);
  });

  for (const file of ['capture.js', 'capture.mjs']) {
    server.get(`/${file}`, (_request, reply) => {
      // Modules are loaded so that only an allowing header lets pages of other origins have them. It holds no secret.
      reply
        .header('Access-Control-Allow-Origin', '*')
        .header('Cross-Origin-Resource-Policy', 'cross-origin')
        .header('X-Content-Type-Options', 'nosniff');
      return reply.sendFile(file, captureFolder, { immutable: false, maxAge: 0 });
    });
  }

  /** Read each time, so that what is built while the server runs is there. */
  async function sendPage(
    reply: FastifyReply,
    file: string,
    shows: PageContent = 'media of others',
  ): Promise<FastifyReply> {
    addPageHeaders(reply, shows);
    const text = await readFile(join(folder, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return reply.code(503).send(pageNotBuilt);
    return reply.send(
      text
        .replace('name="quizwire-base" content=""', () => `name="quizwire-base" content="${inHtml}"`)
        .replace('name="quizwire-demo" content=""', `name="quizwire-demo" content="${isDemo ? 'yes' : ''}"`)
        .replace(/\b(href|src)="\/(?!\/)/g, (_, attribute: string) => `${attribute}="${inHtml}/`),
    );
  }
}
