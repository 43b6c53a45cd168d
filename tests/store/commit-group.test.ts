import { describe, expect, it } from 'vitest';
import { commitGroup } from '#server/intake/commit-group.ts';
import { isStorageTrouble } from '#server/store/dialects.ts';
import { StorageTooSlow } from '#server/store/patience.ts';

const failing = (code: string) => Object.assign(new Error('failed'), { code });
const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a commit group', () => {
  it('writes together what was submitted in one turn, and answers each with its own outcome', async () => {
    const groups: (readonly number[])[] = [];
    const group = commitGroup<number, string>({
      write: async (works) => {
        groups.push(works);
        return works.map((work) => `done ${work}`);
      },
      writeAlone: async () => 'alone',
    });

    const first = await Promise.all([group.submit(1), group.submit(2), group.submit(3)]);
    const second = await group.submit(4);

    expect(groups).toEqual([[1, 2, 3], [4]]);
    expect([...first, second]).toEqual(['done 1', 'done 2', 'done 3', 'done 4']);
  });

  it('gathers what comes while a group is being written, up to its size', async () => {
    const sizes: number[] = [];
    const group = commitGroup<number, number>({
      largest: 3,
      write: async (works) => {
        sizes.push(works.length);
        await turn();
        return works;
      },
      writeAlone: async (work) => work,
    });

    const early = group.submit(0);
    await turn();
    const late = [1, 2, 3, 4].map((work) => group.submit(work));

    expect(await Promise.all([early, ...late])).toEqual([0, 1, 2, 3, 4]);
    expect(sizes).toEqual([1, 3, 1]);
  });

  it('writes one by one when a group fails, so that one bad work fails alone', async () => {
    const group = commitGroup<number, string>({
      write: async () => {
        throw failing('SQLITE_CONSTRAINT');
      },
      writeAlone: async (work) => {
        if (work === 2) throw failing('SQLITE_CONSTRAINT');
        return `alone ${work}`;
      },
    });

    const settled = await Promise.allSettled([1, 2, 3].map((work) => group.submit(work)));

    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('does not try one by one what the storage has no room for', async () => {
    let alone = 0;
    const group = commitGroup<number, number>({
      write: async () => {
        throw failing('SQLITE_FULL');
      },
      writeAlone: async (work) => {
        alone += 1;
        return work;
      },
    });

    const settled = await Promise.allSettled([1, 2].map((work) => group.submit(work)));

    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(alone).toBe(0);
  });

  it('tells whoever has waited too long to come back, and goes on', async () => {
    let isStuck = true;
    const group = commitGroup<number, number>({
      patienceMs: 30,
      write: async (works) => {
        while (isStuck) await turn();
        return works;
      },
      writeAlone: async (work) => work,
    });

    const error = await group.submit(1).catch((reason: unknown) => reason);
    isStuck = false;

    expect(error).toBeInstanceOf(StorageTooSlow);
    expect(isStorageTrouble(error)).toBe(true);
    expect(await group.submit(2)).toBe(2);
  });
});
