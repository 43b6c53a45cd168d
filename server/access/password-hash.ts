import { hash, verify } from '@node-rs/argon2';

/** argon2id (the library's default) as the OWASP password storage sheet has it: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> =>
  hash(password.normalize('NFC'), cost);

let dummy: Promise<string> | undefined;

/** Whether the password is right. Without a hash as much work is done, so that time tells nobody which names exist. */
export async function isRightPassword(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  dummy ??= hashPassword('nobody has this password');
  const right = await verify(passwordHash ?? (await dummy), password.normalize('NFC'));
  return right && passwordHash !== undefined;
}
