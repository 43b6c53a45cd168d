/** A person with a phone: opens a link, taps answers, presses on. Works by what is on the screen, as people do. */
import type { Page } from 'playwright-core';

/** Taps one answer of each item on the page until none is left open; `choose` may name the answer's code. */
export async function answerPage(
  page: Page,
  choose: Readonly<Record<string, string>> = {},
): Promise<void> {
  // An answer may show further items, so the page is looked at again until nothing is open.
  for (let round = 0; round < 6; round += 1) {
    const open = await openItems(page);
    if (open.length === 0) return;
    for (const { name, codes } of open) {
      const code =
        choose[name] ?? codes.find((candidate) => !/^(no|none|refused)$/.test(candidate));
      const input = page.locator(`[data-name="${name}"] input[value="${code ?? codes[0]}"]`);
      await input.locator('xpath=ancestor::label[1]').tap();
    }
  }
}

const openItems = (
  page: Page,
): Promise<readonly { readonly name: string; readonly codes: readonly string[] }[]> =>
  page.locator('[data-name]').evaluateAll((elements) =>
    elements
      .map((element) => {
        const inputs = [...element.querySelectorAll('input')].filter(({ type }) =>
          /radio|checkbox/.test(type),
        );
        return {
          name: element.getAttribute('data-name') ?? '',
          isOpen: inputs.length > 0 && !inputs.some(({ checked }) => checked),
          codes: inputs.map(({ value }) => value),
        };
      })
      .filter(({ isOpen }) => isOpen),
  );

/** The shortest whole interview: agrees, is not yet 18. */
export async function answerShortly(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Đồng ý, bắt đầu' }).tap();
  await page.locator('[data-name="age_18"]').waitFor();
  await answerPage(page, { age_18: 'no' });
  await page.getByRole('button', { name: 'Hoàn thành' }).tap();
}

/** Answers every page to the end; `write` gives what is written into items of free text, by their names. */
export async function answerToTheEnd(
  page: Page,
  write: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const places: string[] = [];
  const place = page.locator('.form-header .grow');
  for (let steps = 0; steps < 30; steps += 1) {
    await page.locator('[data-name]').first().waitFor();
    const here = (await place.textContent()) ?? '';
    places.push(here);
    await answerPage(page);
    for (const [name, text] of Object.entries(write)) {
      const field = page.locator(`[data-name="${name}"] textarea`);
      if (await field.isVisible()) await field.fill(text);
    }
    const finish = page.getByRole('button', { name: 'Hoàn thành' });
    if (await finish.isVisible()) {
      await finish.tap();
      return places;
    }
    await page.getByRole('button', { name: 'Tiếp theo' }).tap();
    await page.waitForFunction(
      (before) => document.querySelector('.form-header .grow')?.textContent !== before,
      here,
    );
  }
  throw new Error(`the interview has no end: ${places.join(', ')}`);
}
