import { describe, expect, it } from 'vitest';
import { BackSteps } from '#web/respond/back-steps.ts';

/** A browser whose moves take effect only when `arrive` is called, as real ones do. */
function fakeBrowser() {
  const entries: (number | undefined)[] = [undefined];
  let at = 0;
  const pending: number[] = [];
  const screen = { depth: 0, canGoBack: true };
  const steps = new BackSteps({
    depth: () => entries[at] ?? 0,
    isOurs: () => entries[at] !== undefined,
    mark: (depth) => {
      entries[at] = depth;
    },
    push(depth) {
      entries.length = at + 1;
      entries.push(depth);
      at += 1;
    },
    go: (by) => pending.push(by),
  });
  const onBack = (): boolean => {
    if (screen.canGoBack) screen.depth -= 1;
    return screen.canGoBack;
  };
  const arrive = (): void => {
    for (let by = pending.shift(); by !== undefined; by = pending.shift()) {
      at += by;
      steps.moved(onBack);
    }
  };
  return {
    screen,
    show: (depth: number) => {
      screen.depth = depth;
      steps.want(depth);
      arrive();
    },
    /** The person presses back or forward; the screen is then drawn. */
    press: (by: number) => {
      at += by;
      steps.moved(onBack);
      steps.want(screen.depth);
      arrive();
    },
    /** The person opens the same address again, in the same tab. */
    reopen: () => {
      entries.length = at + 1;
      entries.push(undefined);
      at += 1;
      steps.moved(onBack);
      steps.want(screen.depth);
      arrive();
    },
    state: () => ({ length: entries.length, at }),
  };
}

describe('entries of the history for steps away from the start', () => {
  it('go back by one page at a time, and then to the start', () => {
    const browser = fakeBrowser();
    for (const depth of [1, 2, 3]) browser.show(depth);

    browser.press(-1);
    expect(browser.screen.depth).toBe(2);
    browser.press(-1);
    browser.press(-1);
    expect(browser.screen.depth).toBe(0);
    expect(browser.state().at).toBe(0);
  });

  it('stay where they are when the same address is opened again', () => {
    const browser = fakeBrowser();
    for (const depth of [1, 2, 3]) browser.show(depth);

    browser.reopen();
    expect(browser.screen.depth).toBe(3);
    browser.show(4);
    browser.press(-1);
    expect(browser.screen.depth).toBe(3);
  });

  it('are taken off again when a button leads back', () => {
    const browser = fakeBrowser();
    for (const depth of [1, 2, 3, 4]) browser.show(depth);

    browser.show(1);
    expect(browser.state().at).toBe(1);
    browser.press(-1);
    expect(browser.screen.depth).toBe(0);
  });

  it('are as many as there are pages where an interview is opened in the middle', () => {
    const browser = fakeBrowser();
    browser.show(5);

    browser.press(-1);
    expect(browser.screen.depth).toBe(4);
    expect(browser.state().at).toBe(4);
  });

  it('go back by several where the person has jumped over several', () => {
    const browser = fakeBrowser();
    for (const depth of [1, 2, 3]) browser.show(depth);

    browser.press(-2);
    expect(browser.screen.depth).toBe(1);
  });

  it('lead nowhere forward, and stay where the screen cannot go back', () => {
    const browser = fakeBrowser();
    for (const depth of [1, 2]) browser.show(depth);
    browser.show(1);

    browser.press(1);
    expect(browser.screen.depth).toBe(1);
    expect(browser.state().at).toBe(1);
    browser.screen.canGoBack = false;
    browser.press(-1);
    expect(browser.state().at).toBe(1);
  });
});
