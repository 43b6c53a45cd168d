/** Classes, measures and roles in words. */
import type { ItemClass, Measure } from '#core/definitions/definition.ts';
import type { Option } from '#web/workspace/editor/card/Fields.tsx';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

const classKeys: Readonly<Record<ItemClass, readonly [WorkspaceKey, WorkspaceKey]>> = {
  neutral: ['editor.class.neutral', 'editor.class.neutral-means'],
  quasi: ['editor.class.quasi', 'editor.class.quasi-means'],
  sensitive: ['editor.class.sensitive', 'editor.class.sensitive-means'],
  identifier: ['editor.class.identifier', 'editor.class.identifier-means'],
  'free-text': ['editor.class.free-text', 'editor.class.free-text-means'],
};

export const classOptions = (t: WorkspaceMessages): readonly Option[] =>
  Object.entries(classKeys).map(([value, [label, means]]) => ({
    value,
    label: t(label),
    description: t(means),
  }));

const measureKeys: Readonly<Record<Measure | '-', WorkspaceKey>> = {
  nominal: 'editor.measure.nominal',
  'ordinal+': 'editor.measure.ordinal-up',
  'ordinal-': 'editor.measure.ordinal-down',
  interval: 'editor.measure.interval',
  count: 'editor.measure.count',
  '-': 'editor.measure.none',
};

export const measureOptions = (t: WorkspaceMessages): readonly Option[] =>
  Object.entries(measureKeys).map(([value, key]) => ({ value, label: t(key) }));

const roleKeys: Readonly<Record<string, WorkspaceKey>> = {
  demographic: 'editor.role.demographic',
  site: 'editor.role.site',
  consent: 'editor.role.consent',
  need: 'editor.role.need',
  'topic-demand': 'editor.role.topic-demand',
  'topic-first': 'editor.role.topic-first',
  barrier: 'editor.role.barrier',
  'ability-day': 'editor.role.ability-day',
  'ability-time': 'editor.role.ability-time',
  'ability-length': 'editor.role.ability-length',
  intent: 'editor.role.intent',
  satisfaction: 'editor.role.satisfaction',
  nps: 'editor.role.nps',
  'client-code': 'editor.role.client-code',
  open: 'editor.role.open',
  other: 'editor.role.other',
};

export const roleOptions = (t: WorkspaceMessages): readonly Option[] =>
  Object.entries(roleKeys).map(([value, key]) => ({ value, label: t(key) }));
