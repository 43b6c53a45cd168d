/** The draft reaches the server whole and in order, and what cannot be sent is kept and said. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import type { DraftSaved } from '#core/definitions/survey-api.ts';
import { RequestRefused } from '#web/workspace/api/request.ts';
import { createAutosave, type Unsaved } from '#web/workspace/editor/autosave.ts';
import { createEditorStore } from '#web/workspace/editor/model/editor-store.ts';

const titled = (title: string): Definition => ({ title, pages: [] });
const refusal = (status: number, code: string, document: Record<string, unknown> = {}) =>
  new RequestRefused({ code, status, path: '', errors: [], document });

/** An editor whose server answers with `answers` in turn, then stores everything. */
function anEditor(...answers: readonly (Error | 'slow')[]) {
  const store = createEditorStore({ definition: titled('0'), source: 'vi', second: null });
  const sent: Unsaved[] = [];
  const kept: (Unsaved | null)[] = [];
  let revision = 7;
  const left = [...answers];
  const autosave = createAutosave({
    store,
    begin: { revision, savedAt: '2026-04-16T01:00:00Z' },
    async put(unsaved): Promise<DraftSaved> {
      sent.push(unsaved);
      const answer = left.shift();
      if (answer instanceof Error) throw answer;
      if (answer === 'slow') await new Promise((resolve) => setTimeout(resolve, 3_000));
      revision += 1;
      return { revision, savedAt: `2026-04-16T01:00:${revision}Z`, problems: [] };
    },
    keep: (unsaved) => kept.push(unsaved),
  });
  const stop = autosave.start();
  return {
    store,
    autosave,
    sent,
    kept,
    stop,
    titles: () => sent.map((one) => one.definition.title),
  };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('autosave', () => {
  it('sends once when typing rests, from the revision the edit began from', async () => {
    const { store, autosave, sent } = anEditor();
    for (const title of ['a', 'ab', 'abc']) {
      store.change(titled(title));
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(autosave.state().kind).toBe('saving');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([{ revision: 7, definition: titled('abc') }]);
    expect(autosave.state()).toEqual({ kind: 'saved', at: '2026-04-16T01:00:8Z' });
  });

  it('does not wait for ever while somebody goes on typing', async () => {
    const { store, sent } = anEditor();
    for (let key = 0; key < 40; key++) {
      store.change(titled(String(key)));
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(sent.length).toBeGreaterThanOrEqual(1);
    expect(sent.length).toBeLessThanOrEqual(3);
  });

  it('sends what was typed while a request was under way after it, from its revision', async () => {
    const { store, autosave, sent, titles } = anEditor('slow');
    store.change(titled('a'));
    await vi.advanceTimersByTimeAsync(1_000);
    store.change(titled('b'));
    await vi.advanceTimersByTimeAsync(6_000);
    expect(titles()).toEqual(['a', 'b']);
    expect(sent.map(({ revision }) => revision)).toEqual([7, 8]);
    expect(autosave.state().kind).toBe('saved');
  });

  it('keeps a copy in the tab until the server has it', async () => {
    const { store, kept } = anEditor('slow');
    store.change(titled('a'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kept.at(-1)).toEqual({ revision: 7, definition: titled('a') });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(kept.at(-1)).toBeNull();
  });

  it('says that there is no network, and sends when there is one again', async () => {
    const { store, autosave, kept, titles } = anEditor(refusal(0, 'unreachable'));
    store.change(titled('a'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(autosave.state().kind).toBe('offline');
    store.change(titled('b'));
    expect(autosave.state().kind).toBe('offline');
    expect(await autosave.flush()).toBe(true);
    expect(titles()).toEqual(['a', 'b']);
    expect(autosave.state().kind).toBe('saved');
    expect(kept.at(-1)).toBeNull();
  });

  it('tries again by itself', async () => {
    const { store, autosave, titles } = anEditor(refusal(0, 'unreachable'), refusal(503, 'busy'));
    store.change(titled('a'));
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(autosave.state().kind).toBe('refused');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(titles()).toEqual(['a', 'a', 'a']);
    expect(autosave.state().kind).toBe('saved');
  });

  it('sends nothing over the draft of somebody else until it is told to', async () => {
    const conflict = { revision: 9, savedAt: '2026-04-16T01:02:00Z', savedBy: 'Lan' };
    const { store, autosave, sent } = anEditor(refusal(409, 'draft-conflict', conflict));
    store.change(titled('mine'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(autosave.state()).toEqual({ kind: 'conflict', conflict, base: titled('0') });
    store.change(titled('mine too'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await autosave.flush()).toBe(false);
    expect(sent).toHaveLength(1);
    expect(await autosave.overwrite(9)).toBe(true);
    expect(sent.at(-1)).toEqual({ revision: 9, definition: titled('mine too') });
  });

  it('takes the draft of somebody else for its own, and sends only what comes after', async () => {
    const conflict = { revision: 9, savedAt: '2026-04-16T01:02:00Z' };
    const { store, autosave, sent } = anEditor(refusal(409, 'draft-conflict', conflict));
    store.change(titled('mine'));
    await vi.advanceTimersByTimeAsync(1_000);
    store.change(titled('hers'));
    autosave.adopt(conflict);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(autosave.state()).toEqual({ kind: 'saved', at: conflict.savedAt });
    expect(sent).toHaveLength(1);
    store.change(titled('hers and mine'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.at(-1)).toEqual({ revision: 9, definition: titled('hers and mine') });
  });

  it('has nothing to send when a change was taken back', async () => {
    const { store, autosave, sent } = anEditor();
    store.change(titled('a'));
    store.undo();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toEqual([]);
    expect(autosave.state().kind).toBe('saved');
  });

  it('sends what is left when the editor is closed', async () => {
    const { store, stop, titles } = anEditor();
    store.change(titled('a'));
    stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(titles()).toEqual(['a']);
  });
});

describe('typing', () => {
  it('is one step to undo while it goes on, and another after a pause or elsewhere', () => {
    let now = 0;
    const store = createEditorStore(
      { definition: titled(''), source: 'vi', second: null },
      () => now,
    );
    const type = (title: string, at: number, merge: string) => {
      now = at;
      store.change(titled(title), { merge });
    };
    type('a', 0, '/title vi');
    type('ab', 500, '/title vi');
    type('abc', 1_900, '/title vi');
    type('abcd', 4_500, '/title vi');
    type('abcde', 4_600, '/title en');
    const back = () => {
      store.undo();
      return store.state().definition.title;
    };
    expect([back(), back(), back(), back()]).toEqual(['abcd', 'abc', '', '']);
  });

  it('is remembered a hundred steps deep', () => {
    const store = createEditorStore({ definition: titled('0'), source: 'vi', second: null });
    for (let step = 1; step <= 150; step++) store.change(titled(String(step)));
    for (let step = 0; step < 200; step++) store.undo();
    expect(store.state().definition.title).toBe('50');
  });
});
