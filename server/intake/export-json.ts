/** Responses as JSON: one object each, answers as they are stored. */
import { withoutWithheld } from '#core/intake/data-file/export-table.ts';
import type { Export } from '#server/intake/export-service.ts';

export async function* jsonPieces(made: Export): AsyncGenerator<string> {
  const { request, versions, table } = made;
  const listed = versions.map(({ number, hash }) => ({ number, hash }));
  const opening = JSON.stringify({
    survey: request.surveyName,
    exportedAt: request.exportedAt.toISOString(),
    versions: listed,
  });
  yield `${opening.slice(0, -1)},"responses":[`;
  let isFirst = true;
  for await (const { answers, collector, flags, clientCode: _, ...rest } of made.responses()) {
    const known = Object.entries(rest).filter(([, value]) => value !== null);
    const response = {
      ...Object.fromEntries(known),
      ...(request.identifiers && collector !== null ? { collector } : {}),
      ...(flags ? { flags: flags.split(' ') } : {}),
      answers: withoutWithheld(answers, table),
    };
    yield `${isFirst ? '\n' : ',\n'}${JSON.stringify(response)}`;
    isFirst = false;
  }
  yield '\n]}\n';
}
