import { describe, expect, it } from 'vitest';
import { siteCode } from '#core/register/site.ts';

describe('the code of a site', () => {
  it.each([
    ['Nhà máy Tân Đông', 'nha-may-tan-dong'],
    ['  KCN Sóng Thần 2 ', 'kcn-song-than-2'],
    ['Клиника', 'site'],
    ['—', 'site'],
    ['a'.repeat(60), 'a'.repeat(40)],
  ])('of %s is %s', (name, code) => expect(siteCode(name)).toBe(code));

  it('takes a number when it is taken', () => expect(siteCode('Tân Đông', 2)).toBe('tan-dong-2'));
});
