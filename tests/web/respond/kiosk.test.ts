import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { Model } from 'survey-core';
import { describe, expect, it } from 'vitest';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { localizedDefinition } from '#web/respond/form/localized-definition.ts';
import { abandonedEnding } from '#web/respond/kiosk/abandoned.ts';
import { presenceAfter } from '#web/respond/kiosk/idle-clock.ts';
import { goodness, kioskDefinition } from '#web/respond/kiosk/kiosk-definition.ts';
import { isRightPin, waitAfter } from '#web/respond/kiosk/staff/pin.ts';
import { slowDerive } from '#web/respond/kiosk/staff/slow-derive.ts';

const satisfaction = (name: string, more: Partial<Item> = {}): Item => ({
  type: 'radiogroup',
  name,
  lnRole: 'satisfaction',
  lnMeasure: 'ordinal+',
  lnMissing: ['na'],
  choices: [1, 2, 3, 4, 5, 'na'],
  ...more,
});

const definition: Definition = {
  locale: 'vi',
  pages: [
    {
      name: 'consent',
      elements: [
        {
          type: 'radiogroup',
          name: 'join',
          lnRole: 'consent',
          lnOutcome: { no: 'refused' },
          choices: ['yes', 'no'],
        },
      ],
    },
    {
      name: 'visit',
      visibleIf: "{join} = 'yes'",
      elements: [
        satisfaction('welcome'),
        { type: 'text', name: 'why', visibleIf: '{welcome} < 3' },
        {
          type: 'panel',
          name: 'more',
          visibleIf: '{welcome} > 1',
          elements: [
            { type: 'boolean', name: 'again' },
            { type: 'rating', name: 'tell', rateMin: 0, rateMax: 10, displayMode: 'buttons' },
          ],
        },
      ],
    },
  ],
};

/** The items that a person sees, screen by screen, with these answers. */
function screens(asked: Definition, answers: Readonly<Record<string, unknown>>) {
  const model = new Model(localizedDefinition(asked, 'vi'));
  model.data = { ...answers };
  return model.visiblePages.map((page) =>
    page.questions
      .filter((question) => question.isVisibleInSurvey)
      .map((question) => question.name),
  );
}

describe('a definition at a kiosk', () => {
  const kiosk = kioskDefinition(definition);

  it('asks one item a screen, and the same items as everywhere else', () => {
    for (const answers of [
      { join: 'yes' },
      { join: 'yes', welcome: 1 },
      { join: 'yes', welcome: 2 },
      { join: 'yes', welcome: 5 },
      { join: 'no' },
    ]) {
      const shown = screens(kiosk.definition, answers);
      expect(shown.every((items) => items.length === 1)).toBe(true);
      expect(shown.flat()).toEqual(screens(definition, answers).flat());
    }
  });

  it('keeps the names of items, and gives every screen and group a name of its own', () => {
    const names = kiosk.definition.pages.map((page) => page.name);
    const groups = kiosk.definition.pages.flatMap((page) =>
      (page.elements ?? []).filter((item) => item.type === 'panel').map((item) => item.name),
    );

    expect(new Set(names).size).toBe(names.length);
    expect(new Set(groups).size).toBe(groups.length);
  });

  it('draws faces where a higher step is a better one, and for nothing else', () => {
    expect(kiosk.scales.get('welcome')).toEqual({
      steps: [1, 2, 3, 4, 5],
      hasFaces: true,
      isBestFirst: false,
    });
    expect(kiosk.scales.get('tell')).toMatchObject({ hasFaces: false });
    expect(kiosk.scales.get('tell')?.steps).toHaveLength(11);
    expect(kiosk.scales.has('join')).toBe(false);
  });

  it('turns the faces round where the best answer stands first', () => {
    const pages = [{ name: 'p', elements: [satisfaction('a', { lnMeasure: 'ordinal-' })] }];
    const scale = kioskDefinition({ pages }).scales.get('a');

    expect(scale && [1, 3, 5, 'na'].map((value) => goodness(scale, value))).toEqual([
      1,
      0.5,
      0,
      undefined,
    ]);
  });
});

describe('a kiosk that nobody touches', () => {
  it('asks after a minute, counts down, and forgets after a minute and a half', () => {
    expect(presenceAfter(59_999)).toEqual({ kind: 'there' });
    expect(presenceAfter(60_000)).toEqual({ kind: 'asking', secondsLeft: 30 });
    expect(presenceAfter(89_001)).toEqual({ kind: 'asking', secondsLeft: 1 });
    expect(presenceAfter(90_000)).toEqual({ kind: 'gone' });
  });

  it('drops what was answered, unless the survey wants it and the person had agreed', () => {
    const wanting = { ...definition, lnKeepAbandoned: true };
    const answers = { join: 'yes', welcome: 2, why: '' };

    expect(abandonedEnding(definition, answers)).toBeUndefined();
    expect(abandonedEnding(wanting, answers)).toEqual({
      answers: { join: 'yes', welcome: 2 },
      outcome: 'partial',
    });
    expect(abandonedEnding(wanting, { join: 'yes' })).toBeUndefined();
    expect(abandonedEnding(wanting, { join: 'yes', welcome: 2 }, { welcome: 2 })).toBeUndefined();
    expect(abandonedEnding(wanting, { welcome: 2 })).toBeUndefined();
    expect(abandonedEnding(wanting, { join: 'no', welcome: 2 })).toBeUndefined();
    const [, ...rest] = wanting.pages;
    expect(abandonedEnding({ ...wanting, pages: rest }, answers)).toBeUndefined();
  });
});

describe('the PIN of staff', () => {
  const salt = randomBytes(16);
  const iterations = 2_000;
  const hash = pbkdf2Sync('4711', salt, iterations, 32, 'sha256');
  const pin = { salt: salt.toString('base64url'), hash: hash.toString('base64url'), iterations };

  it('is checked without a server, and nothing else fits', async () => {
    expect(await isRightPin('4711', pin)).toBe(true);
    expect(await isRightPin('4712', pin)).toBe(false);
    expect(await isRightPin('', pin)).toBe(false);
  });

  it('is checked in the same way where the browser does not calculate', async () => {
    const made = await slowDerive(new TextEncoder().encode('4711'), salt, iterations, 32);

    expect(Buffer.from(made).equals(hash)).toBe(true);
  });

  it('costs more time with every wrong try after the second', () => {
    expect([1, 2, 3, 4, 5, 20].map(waitAfter)).toEqual([0, 0, 5_000, 10_000, 20_000, 300_000]);
  });
});
