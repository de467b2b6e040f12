// The few small pictures of the page. Words stand beside each of them, so screen readers pass them over.

const paths = {
  flag: 'M4 2v12M4 3h8l-2 3 2 3H4',
  clock: 'M8 4.5V8l2.5 1.5M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z',
  check: 'm3 8.5 3.5 3.5L13 5',
  lock: 'M5 7V5a3 3 0 0 1 6 0v2M4 7h8v6H4Z',
  warning: 'M8 2.5 14 13H2ZM8 6.5v3M8 11.3v.2',
  list: 'M3 4h.01M3 8h.01M3 12h.01M6 4h7M6 8h7M6 12h7',
  text: 'M3 4.5h10M3 8h10M3 11.5h6',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
} as const;

export function Icon({ name, isFilled = false }: { name: keyof typeof paths; isFilled?: boolean }) {
  return (
    <svg className="icon" data-icon={name} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} fill={isFilled ? 'currentColor' : 'none'} />
    </svg>
  );
}
