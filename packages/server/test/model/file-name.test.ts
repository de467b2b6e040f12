// Names of files, from paths of any machine and from people who mean no good.

import { expect, test } from 'vitest';
import { encodedFileName, fileNameIn } from '../../src/model/file-name.ts';

test.each([
  ['photo 1.jpg', 'photo 1.jpg'],
  ['  solution.pdf\t', 'solution.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ada\\essay.docx', 'essay.docx'],
  ['/', ''],
  ['', ''],
  ['.', ''],
  ['..', ''],
  ['a/..', ''],
  ['.profile', '.profile'],
  ['a\r\nSet-Cookie: b=c', 'aSet-Cookie: b=c'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['\u200f\u2066\ufeff', ''],
  ['quoted "name".txt', 'quoted "name".txt'],
  ['Übung 3 – Lösung 解.pdf', 'Übung 3 – Lösung 解.pdf'],
  ['👩‍🎓.png', '👩‍🎓.png'],
])('%j is the file %j', (given, name) => {
  expect(fileNameIn(given)).toBe(name);
});

test('the encoded name is as forms encode it', () => {
  expect(encodedFileName('a b+c&d=ü.txt')).toBe('a+b%2Bc%26d%3D%C3%BC.txt');
});
