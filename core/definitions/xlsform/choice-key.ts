/** Of choices with the same code, which a form may allow, the second is `list/code#2`. */
export function choiceKey(list: string, code: string, seen: Map<string, number>): string {
  const number = (seen.get(code) ?? 0) + 1;
  seen.set(code, number);
  return `${list}/${code}${number === 1 ? '' : `#${number}`}`;
}
