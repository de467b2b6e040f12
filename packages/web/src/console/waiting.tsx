// A part of the page that is not there yet.

export function Waiting() {
  return (
    <p className="waiting" role="status">
      <span className="spinner" aria-hidden="true" /> Loading
    </p>
  );
}
