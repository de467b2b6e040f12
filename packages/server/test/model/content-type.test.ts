// Content types: what a client says is kept when it is one, else the name decides.

import { describe, expect, test } from 'vitest';
import { contentTypeOf, mimeClassOf, sentTypeOf } from '../../src/model/content-type.ts';

describe('the content type of a file', () => {
  test.each<[string | null, string, string]>([
    ['image/jpeg', 'a.pdf', 'image/jpeg'],
    ['Text/HTML; charset=utf-8', 'a', 'text/html'],
    ['application/vnd.ms-excel.sheet.macroEnabled.12', 'a', 'application/vnd.ms-excel.sheet.macroenabled.12'],
    [null, 'a.PDF', 'application/pdf'],
    ['', 'archive.tar.zip', 'application/zip'],
    ['text', 'a.txt', 'text/plain'],
    ['text/', 'a.csv', 'text/csv'],
    ['*/*', 'a', '*/*'],
    ['text/html\r\nX-Evil: 1', 'a.png', 'image/png'],
    ['text/plain, text/html', 'a.png', 'image/png'],
    [`text/${'x'.repeat(251)}`, 'a.png', 'image/png'],
    [null, 'no extension', 'application/octet-stream'],
    [null, 'a.unheard-of', 'application/octet-stream'],
    [null, 'a.constructor', 'application/octet-stream'],
    [null, 'trailing.', 'application/octet-stream'],
  ])('said to be %j, of %j, is %s', (said, name, type) => {
    expect(contentTypeOf(said, name)).toBe(type);
  });
});

test.each([
  ['image/heic', 'image'],
  ['audio/mpeg', 'audio'],
  ['video/mp4', 'video'],
  ['application/pdf', 'pdf'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'doc'],
  ['application/vnd.ms-excel', 'xls'],
  ['application/vnd.ms-powerpoint', 'ppt'],
  ['application/zip', 'zip'],
  ['text/html', 'html'],
  ['text/plain', 'text'],
  ['text/css', 'code'],
  ['application/octet-stream', 'file'],
  ['constructor/name', 'file'],
])('Canvas sorts %s under %s', (type, mimeClass) => {
  expect(mimeClassOf(type)).toBe(mimeClass);
});

test.each([
  'application/ecmascript',
  'application/javascript',
  'application/x-ecmascript',
  'application/x-javascript',
  'text/ecmascript',
  'text/javascript',
  'text/javascript1.5',
  'text/jscript',
  'text/livescript',
  'text/x-ecmascript',
  'text/x-javascript',
  'text/css',
])('%s, which a page would run or apply, is sent as bytes', (type) => {
  expect(sentTypeOf(type)).toBe('application/octet-stream');
});

test.each(['text/html', 'image/svg+xml', 'application/postscript', 'application/json', 'text/x-css'])(
  '%s is sent as what it is',
  (type) => {
    expect(sentTypeOf(type)).toBe(type);
  },
);
