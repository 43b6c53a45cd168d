import { describe, expect, it } from 'vitest';
import { purposes } from '#core/links/link.ts';
import { shareTexts } from '#core/links/share-text.ts';

const url = 'https://survey.example.org/s/abc#token';
const title = { vi: 'Ý kiến của bạn', en: 'Your opinion' };

describe.each(purposes)('the message that goes along with a %s link', (purpose) => {
  const texts = Object.entries(shareTexts(purpose, title, url));

  it('has the address once and the title, in the language or the nearest there is', () => {
    expect(texts.map(([language]) => language)).toEqual(['vi', 'en', 'ru', 'id']);
    for (const [language, text] of texts) {
      expect(text.split(url)).toHaveLength(2);
      expect(text).toContain(language === 'vi' ? title.vi : title.en);
    }
  });

  it('says nothing of whom or what the survey is about', () => {
    for (const [, text] of texts) {
      const own = text.replace(url, '').replace(title.vi, '').replace(title.en, '');
      expect(own).not.toMatch(/hiv|aids|msm|ma túy|mại dâm|вич|наркот|narkoba|prison|sức khỏe/i);
    }
  });
});

it('is another message for each purpose', () => {
  const english = purposes.map((purpose) => shareTexts(purpose, title, url).en);

  expect(new Set(english).size).toBe(purposes.length);
});
