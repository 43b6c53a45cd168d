import { describe, expect, it } from 'vitest';
import { bugDetails } from '#web/workspace/bugs/bug-details.ts';

const now = new Date('2026-03-01T02:00:00Z');

describe('the details of a mistake of ours', () => {
  it('say its kind, where in our code and on which page', () => {
    const error = new TypeError('x is undefined');
    error.stack =
      'TypeError: x is undefined\n    at Row (http://a/app/assets/index-1.js:3:14)\nrow@http://a/app/assets/index-1.js:9:2';

    expect(JSON.parse(bugDetails(error, '/app/projects/p/links', now))).toEqual({
      kind: 'TypeError',
      path: '/app/projects/p/links',
      at: '2026-03-01T02:00:00.000Z',
      places: [
        'at Row (http://a/app/assets/index-1.js:3:14)',
        'row@http://a/app/assets/index-1.js:9:2',
      ],
    });
  });

  it('quote nothing of a message, over several lines either', () => {
    const error = new SyntaxError('"Trần An\nanswered 7, at home\nand" is not JSON');

    const details = bugDetails(error, '/app', now);

    expect(details).not.toMatch(/Trần|answered|JSON/);
    expect(JSON.parse(details).places.length).toBeGreaterThan(0);
  });

  it('quote nothing of what was thrown without being an error', () => {
    expect(bugDetails('Trần An', '/app', now)).not.toContain('Trần');
  });
});
