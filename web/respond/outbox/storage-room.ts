/** How much room the browser gives us, and whether it has promised not to clear it away by itself. */
export interface StorageRoom {
  readonly freeBytes?: number;
  readonly isPersistent: boolean;
}

/** Below this a phone that collects for days may run full. */
export const scarceBytes = 50_000_000;

/** Asks the browser to keep what we store; it decides, and may ask the person. */
export async function askToPersist(storage: StorageManager | undefined): Promise<void> {
  try {
    if (!(await storage?.persisted?.())) await storage?.persist?.();
  } catch {
    // A browser without that promise: the screens say what it means.
  }
}

export async function storageRoom(storage: StorageManager | undefined): Promise<StorageRoom> {
  try {
    const isPersistent = (await storage?.persisted?.()) ?? false;
    const { quota, usage } = (await storage?.estimate?.()) ?? {};
    if (quota === undefined || usage === undefined) return { isPersistent };
    return { isPersistent, freeBytes: Math.max(0, quota - usage) };
  } catch {
    return { isPersistent: false };
  }
}
