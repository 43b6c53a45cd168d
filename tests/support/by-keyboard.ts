/** Walks through a page with Tab, arrows and Enter as somebody does who has no pointer. */
import type { Page } from 'playwright-core';

type Name = string | RegExp;

export interface Keyboard {
  /** Presses Tab until what is called so has the focus; fails when it cannot be reached. */
  to(name: Name, way?: 'on' | 'back'): Promise<void>;
  /** Waits until what is called so has the focus. */
  at(name: Name): Promise<void>;
  press(key: string, times: number): Promise<void>;
  /** Opens the list that has the focus and chooses what is called so. */
  choose(option: string): Promise<void>;
  /** Tabs to the row of the editor's list that can be reached. */
  toRow(): Promise<void>;
}

const mostStops = 120;

export function byKeyboard(page: Page): Keyboard {
  const walk = async (isIt: (here: Stop) => boolean, key: string, what: Name): Promise<void> => {
    const passed: string[] = [];
    for (let stop = 0; stop < mostStops; stop += 1) {
      await page.keyboard.press(key);
      const here = await page.evaluate(focused);
      if (isIt(here)) return;
      passed.push(here.name);
    }
    throw new Error(
      `${what} cannot be reached by ${key}; passed ${passed.slice(0, 60).join(' | ')}`,
    );
  };
  return {
    to: (name, way = 'on') =>
      walk((here) => fits(here.name, name), way === 'on' ? 'Tab' : 'Shift+Tab', name),
    async at(name) {
      for (let attempt = 0; attempt < 60; attempt += 1) {
        if (fits((await page.evaluate(focused)).name, name)) return;
        await page.waitForTimeout(50);
      }
      throw new Error(`the focus is not at ${name} but at ${(await page.evaluate(focused)).name}`);
    },
    async press(key, times) {
      for (let time = 0; time < times; time += 1) {
        await page.keyboard.press(key);
        await page.waitForTimeout(60);
      }
    },
    async choose(option) {
      await page.keyboard.press('Enter');
      const list = page.locator('[role="listbox"]:visible');
      await list.getByRole('option', { name: option, exact: true }).waitFor();
      const marked = list.locator('[data-combobox-selected]');
      const isMarked = async () =>
        (await marked.count()) > 0 && (await marked.textContent())?.trim() === option;
      // What is drawn anew beside it makes an open list forget where it was: people then press again.
      for (let attempt = 0; attempt < 3 && (await list.isVisible()); attempt += 1) {
        for (let step = 0; step < mostStops && !(await isMarked()); step += 1) {
          await page.keyboard.press('ArrowDown');
        }
        await page.keyboard.press('Enter');
        await list.waitFor({ state: 'hidden', timeout: 1_500 }).catch(() => undefined);
      }
      await list.waitFor({ state: 'hidden' });
    },
    toRow: () => walk(({ isRow }) => isRow, 'Tab', 'a row'),
  };
}

const fits = (found: string, name: Name): boolean =>
  typeof name === 'string' ? found === name : name.test(found);

interface Stop {
  readonly name: string;
  readonly isRow: boolean;
}

/** Runs in the page: what has the focus, as it is called. */
function focused(): Stop {
  const here = document.activeElement;
  if (!here || here === document.body) return { name: '', isRow: false };
  const labels = here instanceof HTMLInputElement ? [...(here.labels ?? [])] : [];
  const label = labels.map(({ textContent }) => textContent?.trim()).join(' ');
  const name = here.getAttribute('aria-label') ?? (label || here.textContent || '');
  return { name: name.trim(), isRow: here.matches('[data-row]') };
}
