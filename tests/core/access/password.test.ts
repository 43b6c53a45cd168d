import { describe, expect, it } from 'vitest';
import { passwordWeakness } from '#core/access/password.ts';

const weaknessOf = (password: string) => passwordWeakness(password, 'ha.nguyen@example.org');

describe('a password is refused', () => {
  it.each(['', '1234567', 'đấtnước'])('when it is short: %s', (password) => {
    expect(weaknessOf(password)).toBe('too-short');
  });

  it.each([
    'password',
    'Password1',
    'P@ssw0rd123!',
    'passwordpassword',
    '12345678',
    '123456789',
    '1234567890',
    '0987654321',
    '11111111',
    '12121212',
    '123123123',
    'abcabcabc',
    'qwertyui',
    'qwertyuiop',
    'qwerty123',
    'asdfghjkl',
    'asdfasdf',
    '1q2w3e4r',
    '1qaz2wsx',
    'iloveyou',
    'iloveyou2',
    'sunshine',
    'football1',
    'princess',
    'welcome1',
    'Welcome2026',
    'admin123',
    'letmein!',
    'trustno1',
    'superman',
    'michael1',
    'charlie1',
    'matkhau123',
    'anhyeuem',
    'anhyeuem123',
    'vietnam2024',
    'conyeume',
    'hanoi123',
    'saigon1975',
    'nguyen123',
    'langnghe',
    'Langnghe2026',
    'rahasia1',
    'sayangku',
    'ghbdtn123',
    'ha.nguyen1',
    'ha.nguyen@example.org',
    'aaaaaaaaaaaaaaaa',
  ])('when it is what is tried first: %s', (password) => {
    expect(weaknessOf(password)).toBe('too-common');
  });
});

describe('a password is taken', () => {
  it.each([
    'hạt gạo làng ta',
    'một hạt thóc vàng',
    'xe đạp ơi 1998',
    'correct horse battery staple',
    'fjord-quilt-77',
    'T9$kLm2#',
    'Vx7!pQ2z',
    'hạt gạo làng ta '.repeat(8),
    'đèn dầu sáng đêm',
  ])('when it is not: %s', (password) => {
    expect(weaknessOf(password)).toBeUndefined();
  });

  it('whatever the sign-in name is, also an empty one', () => {
    expect(passwordWeakness('hạt gạo làng ta', '')).toBeUndefined();
  });
});
