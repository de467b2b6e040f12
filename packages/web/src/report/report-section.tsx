// A part of the report under its heading.

import type { ReactNode } from 'react';

interface ReportSectionProps {
  title: string;
  /** Below the heading, aside. */
  note?: ReactNode;
  children: ReactNode;
}

export function ReportSection({ title, note, children }: ReportSectionProps) {
  return (
    <section className="report-section">
      <h2>{title}</h2>
      {note !== undefined && <p className="muted small">{note}</p>}
      {children}
    </section>
  );
}
