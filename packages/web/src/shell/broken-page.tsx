// In place of a page that could not be drawn, e.g. because what came is no answer of ours: nobody is left before an empty window.

import { Component, type ReactNode } from 'react';
import { Shell } from './shell.tsx';

interface BrokenPageProps {
  children: ReactNode;
}

/** Shows what is in it as long as that can be drawn. The browser's console says why it could not. */
export class BrokenPage extends Component<BrokenPageProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return (
      <Shell userName={null}>
        <div className="stack" role="alert">
          <h1 className="title">This page broke off</h1>
          <p className="lede">The page could not go on. What was saved before is not lost.</p>
          <div>
            <button type="button" className="button" onClick={() => location.reload()}>
              Load it again
            </button>
          </div>
        </div>
      </Shell>
    );
  }
}
