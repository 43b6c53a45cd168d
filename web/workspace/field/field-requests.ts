/** The requests that bring the changed fields of the page to the server: whole kinds of target, whole sites. */
import type {
  Period,
  ProjectTargetsRequest,
  SampleRequest,
  TargetsRequest,
} from '#core/register/field-api.ts';
import { isDay } from '#core/register/project-time.ts';
import { sampleMethods } from '#core/register/sample.ts';
import { cellOf } from '#core/register/target.ts';
import {
  numberIn,
  numbersOf,
  sampleFields,
  textIn,
  type Values,
} from '#web/workspace/field/field-values.ts';

export interface Requests {
  readonly targets: TargetsRequest | undefined;
  readonly sample: SampleRequest | undefined;
  readonly project: ProjectTargetsRequest | undefined;
}

/** What is to be sent so that these fields are stored; parts without a change are not sent. */
export function requestsFor(changed: readonly string[], values: Values): Requests {
  const has = (...names: string[]) => names.some((name) => changed.includes(name));
  const hasKind = (kind: string) => changed.some((name) => name.startsWith(`${kind}:`));
  const targets: TargetsRequest = {
    ...(has('from', 'until', 'unit') && { period: periodIn(values, '') }),
    ...(has('survey') && { survey: numberIn(textIn(values, 'survey')) ?? null }),
    ...(hasKind('site') && { sites: [...numbersOf(values, 'site')] }),
    ...(hasKind('link') && { links: [...numbersOf(values, 'link')] }),
    ...(hasKind('cell') && { cells: cellsIn(values) }),
  };
  const sites = sampledSites(changed);
  const project = has('project', 'project-from', 'project-until', 'project-unit');
  return {
    targets: Object.keys(targets).length > 0 ? targets : undefined,
    sample: sites.length > 0 ? { sites: sites.map((id) => sampleOf(values, id)) } : undefined,
    project: project
      ? {
          period: periodIn(values, 'project-'),
          wanted: numberIn(textIn(values, 'project')) ?? null,
        }
      : undefined,
  };
}

function periodIn(values: Values, prefix: '' | 'project-'): Period {
  const [startsOn, endsOn] = [textIn(values, `${prefix}from`), textIn(values, `${prefix}until`)];
  return {
    unit: textIn(values, `${prefix}unit`) === 'people' ? 'people' : 'responses',
    ...(isDay(startsOn) && { startsOn }),
    ...(isDay(endsOn) && { endsOn }),
  };
}

const cellsIn = (values: Values) =>
  numbersOf(values, 'cell').flatMap(({ id, wanted }) => {
    const cell = cellOf(id);
    return cell ? [{ cell: { ...cell }, wanted }] : [];
  });

function sampledSites(changed: readonly string[]): readonly string[] {
  const ids = changed.flatMap((name) => {
    const field = sampleFields.find((one) => name.startsWith(`${one}:`));
    return field ? [name.slice(field.length + 1)] : [];
  });
  return [...new Set(ids)];
}

function sampleOf(values: Values, siteId: string): SampleRequest['sites'][number] {
  const headcount = numberIn(textIn(values, `headcount:${siteId}`));
  const invited = numberIn(textIn(values, `invited:${siteId}`));
  const note = textIn(values, `note:${siteId}`).trim();
  const method = sampleMethods.find((one) => one === textIn(values, `method:${siteId}`));
  return {
    siteId,
    ...(typeof headcount === 'number' && { headcount }),
    ...(typeof invited === 'number' && { invited }),
    ...(method && { method }),
    ...(note && { note }),
  };
}
