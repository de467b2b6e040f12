// The frame of a page: a way past it, the name, where one is, who one is and how to leave. Pages put their content in it.

import type { ReactNode } from 'react';
import { urlOf } from '../api/place.ts';
import { signOut } from '../api/session.ts';
import './shell.css';

export interface Crumb {
  name: string;
  /** Absent for the page one is on. */
  url?: string;
}

interface ShellProps {
  /** Of whoever is signed in; null for nobody. */
  userName: string | null;
  crumbs?: readonly Crumb[];
  /** Where else one can go from anywhere. */
  areas?: readonly { name: string; url: string }[];
  /** For tables and pictures. */
  isWide?: boolean;
  children: ReactNode;
}

export function Shell({ userName, crumbs = [], areas = [], isWide = false, children }: ShellProps) {
  return (
    <div className={isWide ? 'page page-wide' : 'page'}>
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <header className="bar">
        <div className="bar-inner">
          <a className="brand" href={urlOf('/')}>
            <span className="brand-mark" aria-hidden="true" />
            Quizwire
          </a>
          {crumbs.length > 0 && (
            <nav aria-label="Where you are">
              <ol className="crumbs">
                {crumbs.map(({ name, url }) => (
                  <li key={name}>
                    {url === undefined ? (
                      <span aria-current="page" dir="auto">
                        {name}
                      </span>
                    ) : (
                      <a href={url} dir="auto">
                        {name}
                      </a>
                    )}
                  </li>
                ))}
              </ol>
            </nav>
          )}
          {areas.length > 0 && (
            <nav className="areas" aria-label="Areas">
              {areas.map(({ name, url }) => (
                <a
                  key={name}
                  href={url}
                  {...(location.pathname.startsWith(url) ? { 'aria-current': 'true' as const } : {})}
                >
                  {name}
                </a>
              ))}
            </nav>
          )}
          {userName !== null && (
            <div className="who">
              <span className="muted" dir="auto">
                {userName}
              </span>
              <button
                type="button"
                className="button button-quiet button-small"
                onClick={() => void signOut()}
              >
                Sign out
              </button>
            </div>
          )}
        </div>
      </header>
      <main className="main" id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
