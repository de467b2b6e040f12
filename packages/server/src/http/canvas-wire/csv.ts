// CSV as spreadsheets open it without harm (RFC 4180).

const plainNumber = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** A spreadsheet runs a cell that starts so as a formula; an apostrophe before it makes it text. */
const formulaStart = /^[=+\-@\t\r\n]/;

/** One row, ended by CRLF; null is an empty cell. */
export function csvRow(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string | null): string {
  if (text === null) return '';
  const safe = formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
