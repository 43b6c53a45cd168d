import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readUpload } from '#server/definitions/xlsform-upload.ts';
import { workbookBytes } from '../../support/spreadsheets.ts';

const form = {
  survey: [
    ['type', 'name', 'label'],
    ['text', 'why', 'Why?'],
  ],
};

it('answers another request between reading a form and making a survey of it', async () => {
  const order: string[] = [];
  const upload = readUpload(workbookBytes(form, 'biff8')).then(({ ok }) =>
    order.push(`form ${ok}`),
  );
  const other = nextTurn().then(() => order.push('another request'));

  await Promise.all([upload, other]);

  expect(order).toEqual(['another request', 'form true']);
});
