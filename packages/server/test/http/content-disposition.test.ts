// Names in the header that has a browser save a file.

import { expect, test } from 'vitest';
import { attachmentDisposition } from '../../src/http/content-disposition.ts';

test.each([
  ['essay.pdf', `attachment; filename="essay.pdf"; filename*=UTF-8''essay.pdf`],
  ['my essay.pdf', `attachment; filename="my essay.pdf"; filename*=UTF-8''my%20essay.pdf`],
  ['a"b\\c%d.txt', `attachment; filename="a_b_c_d.txt"; filename*=UTF-8''a%22b%5Cc%25d.txt`],
  ["it's (1)*.txt", `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
  ['Lösung.pdf', `attachment; filename="L_sung.pdf"; filename*=UTF-8''L%C3%B6sung.pdf`],
  ['👩.png', `attachment; filename="_.png"; filename*=UTF-8''%F0%9F%91%A9.png`],
])('%s', (name, header) => {
  expect(attachmentDisposition(name)).toBe(header);
});
