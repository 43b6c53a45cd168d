/** What a machine can say about a page that stands open: axe's rules, sideways scrolling, sizes of targets, tab stops. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const inUse = axe.getRules(tags);
const all = inUse.map(({ ruleId }) => ruleId);
const ofColours = inUse.filter((rule) => rule.tags.includes('cat.color')).map((r) => r.ruleId);

interface Judged {
  readonly name: string;
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  readonly within: string;
}

/** What is wrong with what stands open: every rule at each size, the rules of colours again in the dark. */
export async function faultsIn(page: Page, judged: Judged): Promise<readonly string[]> {
  const { name, sizes, within } = judged;
  const found: string[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const rules = colorScheme === 'light' ? 'all' : 'colours';
      const wrong = await violations(page, { rules, within });
      found.push(...wrong.map((what) => `${name} ${size.width} ${colorScheme}: ${what}`));
    }
    if (await scrollsSideways(page)) found.push(`${name} ${size.width}: scrolls sideways`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

interface Asked {
  /** `colours` asks only the rules whose answer another colour scheme can change. */
  readonly rules: 'all' | 'colours';
  /** A selector of what is judged. */
  readonly within: string;
}

/**
 * Violations in words, none if all is well, once what moves has come to rest. The library is put into a page once
 * and works out violations only: a third of the builder's time.
 */
async function violations(page: Page, asked: Asked): Promise<readonly string[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ rules, within }) => {
      const moving = document.getAnimations().filter(({ effect }) => {
        const end = effect?.getComputedTiming().endTime;
        return typeof end === 'number' && Number.isFinite(end);
      });
      await Promise.allSettled(moving.map(({ finished }) => finished));
      // as: the script above put it there.
      const { axe: here } = window as unknown as { axe: typeof axe };
      const found = await here.run(within, {
        runOnly: { type: 'rule', values: rules },
        resultTypes: ['violations'],
      });
      return found.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`);
    },
    { rules: asked.rules === 'all' ? all : ofColours, within: asked.within },
  );
}

/** Gives the window another size, and the page the two frames that it needs to draw itself for that. */
export async function resize(
  page: Page,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    await frame();
    await frame();
  });
}

export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

/** Twice the size of every text, as people set it who see little; nothing else grows. */
export const doubleTheText = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const texts = [...document.querySelectorAll<HTMLElement>('body *')];
    const sizes = texts.map((text) => Number.parseFloat(getComputedStyle(text).fontSize));
    texts.forEach((text, place) => {
      text.style.fontSize = `${2 * (sizes[place] ?? 0)}px`;
    });
  });

/** Targets smaller than `least` px either way; links inside sentences are as high as their line. */
export const smallTargets = (page: Page, least: number): Promise<readonly string[]> =>
  page.evaluate((side) => {
    const isTarget = 'a[href], button, input, select, textarea, summary, [role="menuitem"]';
    const boxOf = (element: Element): DOMRect => {
      // A field can be hit on its label too; a drawn box often lies under an unseen field.
      const own = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
      const label =
        own ?? element.closest('label') ?? element.parentElement?.querySelector('label');
      const field = element.matches('input[type="radio"], input[type="checkbox"]');
      return (field && label ? label : element).getBoundingClientRect();
    };
    const inSentence = (element: Element): boolean =>
      getComputedStyle(element).display === 'inline' &&
      element.parentElement?.textContent?.trim() !== element.textContent?.trim();
    return [...document.querySelectorAll(isTarget)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => !inSentence(element) && !element.matches('[class*="skip"]'))
      .map((element) => ({ element, box: boxOf(element) }))
      .filter(({ box }) => box.width > 1 && Math.min(box.width, box.height) < side - 0.5)
      .map(({ element, box }) => {
        const name = element.getAttribute('aria-label') ?? element.textContent?.slice(0, 30);
        return `${element.tagName} "${name}" ${Math.round(box.width)} × ${Math.round(box.height)}`;
      });
  }, least);

/** Goes through the page by Tab: stops that cannot be seen because they are outside or under a bar. */
export async function hiddenStops(page: Page, most = 120): Promise<readonly string[]> {
  await page.evaluate(() => {
    scrollTo(0, 0);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  const hidden: string[] = [];
  for (let stop = 0; stop < most; stop += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(stopSeen);
    if (seen === 'end') return hidden;
    if (seen !== 'visible') hidden.push(seen);
  }
  return hidden;
}

/** Runs in the page: whether the middle of what has the focus, as far as it is in the window, is on top. */
function stopSeen(): string {
  const here = document.activeElement;
  if (!here || here === document.body) return 'end';
  const box = here.getBoundingClientRect();
  const label = here instanceof HTMLInputElement ? here.labels?.[0] : undefined;
  const { left, right, top, bottom } = box.width < 4 && label ? label.getBoundingClientRect() : box;
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const onTop = document.elementFromPoint(x, y);
  const isSeen = onTop && (here.contains(onTop) || onTop.contains(here) || label?.contains(onTop));
  const name = here.getAttribute('aria-label') ?? here.textContent?.trim().slice(0, 30);
  return isSeen ? 'visible' : `${here.tagName} "${name}" under ${onTop?.tagName}`;
}
