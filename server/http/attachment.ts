/** Answers that are files to keep: never shown in the browser, with a name that cannot mislead. */

/** What a file may be called, from whatever somebody called it: no folders, no control or direction signs. */
export function cleanFileName(name: string, fallback: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/\p{Cc}|\p{Cf}|\p{Cs}|[<>:"|?*]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const characters = [...clean];
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 && clean.length - dot <= 6 ? clean.slice(dot) : '';
  const short =
    characters.length > 100
      ? `${characters.slice(0, 100 - ending.length).join('')}${ending}`
      : clean;
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short);
  return short === '' || isDevice ? fallback : short;
}

export function attachment(
  body: Uint8Array | string,
  type: string,
  name: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const plain = name
    .normalize('NFD')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\w. -]/g, '');
  const quoted = plain.replace(/^[. ]+$/, '') || 'file';
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${quoted}"; filename*=UTF-8''${exact}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
  });
}
