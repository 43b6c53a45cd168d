/**
 * Where the neutral page leads on to: what the organisation has chosen. It passes through the storage of this one tab
 * and not through the address, which could send people anywhere.
 */
const key = 'next';

/** @returns whether the neutral page will find it. */
export function leaveNextAddress(address: string): boolean {
  try {
    sessionStorage.setItem(key, address);
    return true;
  } catch {
    return false;
  }
}

export function takeNextAddress(): string | undefined {
  try {
    const address = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return address && /^https?:\/\//.test(address) ? address : undefined;
  } catch {
    return undefined;
  }
}
