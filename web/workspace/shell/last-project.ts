const storageKey = 'langnghe.project';

export const rememberProject = (id: string): void => localStorage.setItem(storageKey, id);

/** The project that was open last, if it is still one's own; else the first. */
export function firstProjectId(projects: readonly { readonly id: string }[]): string | undefined {
  const last = localStorage.getItem(storageKey);
  return (projects.find((project) => project.id === last) ?? projects[0])?.id;
}
