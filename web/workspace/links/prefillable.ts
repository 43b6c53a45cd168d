/** Which items a link may fill in, as the person who makes it chooses them. */
import type { SurveyDetail, SurveyReply } from '#core/definitions/survey-api.ts';
import { prefillFaults } from '#core/links/prefill.ts';
import { anyDefinitionSchema } from '#web/workspace/api/definition-of.ts';
import { useSurveyQuery, useVersionQuery } from '#web/workspace/api/survey-queries.ts';

/** A variable that stands for its whole item. */
export type PrefillItem = SurveyDetail['codebook'][number];

/** Items of the newest version that may be filled in; `undefined` until they are known. */
export function usePrefillItems(survey: SurveyReply): readonly PrefillItem[] | undefined {
  const newest = survey.versions.findLast(({ retiredAt }) => retiredAt === undefined);
  const codebook = useSurveyQuery(survey.name).data?.codebook;
  const version = useVersionQuery(survey.name, newest?.number ?? 0).data;
  if (!codebook || !version) return undefined;
  const parsed = anyDefinitionSchema.safeParse(version.definition);
  if (!parsed.success) return [];
  const rules = { anonymous: survey.anonymous, shapeOf: () => () => [] };
  return codebook.filter(
    ({ item, path, name }) =>
      path.length === 1 &&
      name === item &&
      prefillFaults(parsed.data, { [item]: null }, rules).length === 0,
  );
}
