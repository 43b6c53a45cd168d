/** Where people may ask, as it is printed on cards: typed once a project, remembered on this computer. */
const storageKey = (projectId: string) => `langnghe.ask-at.${projectId}`;

export const askAtOf = (projectId: string): string =>
  localStorage.getItem(storageKey(projectId)) ?? '';

export function rememberAskAt(projectId: string, text: string): void {
  if (text.trim()) localStorage.setItem(storageKey(projectId), text.trim());
  else localStorage.removeItem(storageKey(projectId));
}
