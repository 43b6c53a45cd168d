import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconCircleCheck, IconClock } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Definition } from '#core/definitions/definition.ts';
import { siteItemOf } from '#core/definitions/site-item.ts';
import type { SurveyDetail } from '#core/definitions/survey-api.ts';
import type { Paper, TypedEntryRequest, TypedResult } from '#core/intake/intake-api.ts';
import { useProjectQuery } from '#web/workspace/api/register-queries.ts';
import { EntryTable } from '#web/workspace/intake/EntryTable.tsx';
import { useTypedEntries } from '#web/workspace/intake/typed-queries.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { LanguageOptions } from '#web/workspace/parts/LanguageOptions.tsx';
import { Note } from '#web/workspace/parts/Notes.tsx';
import { QueryView } from '#web/workspace/parts/QueryView.tsx';
import { useOnline } from '#web/workspace/parts/use-online.ts';
import css from './intake.module.css';

export interface OpenEntry extends TypedEntryRequest {
  readonly id: string;
}

interface TypeInStartProps {
  readonly survey: SurveyDetail;
  readonly projectId: string;
  readonly definition: Definition;
  readonly hash: string;
  readonly last: (TypedResult & { readonly number: string }) | undefined;
  readonly onOpen: (entry: OpenEntry) => void;
  readonly onCompared: (result: TypedResult, number: string) => void;
}

/** What stands on most of a pile of forms stays for the next one. */
const storageKey = (survey: string) => `langnghe.paper.${survey}`;

export function TypeInStart(props: TypeInStartProps) {
  const { survey, onOpen, onCompared, last } = props;
  const { t } = useLanguage();
  const entries = useTypedEntries(survey.name);
  return (
    <>
      <p className={css.lead}>{t('intake.type-lead')}</p>
      {last && <LastResult last={last} />}
      <StartForm {...props} />
      <QueryView query={entries} lines={2}>
        {({ entries: list }) => (
          <EntryTable survey={survey.name} entries={list} onOpen={onOpen} onCompared={onCompared} />
        )}
      </QueryView>
    </>
  );
}

function LastResult({ last }: { readonly last: TypedResult & { readonly number: string } }) {
  const { t } = useLanguage();
  const { number, status, flags = [] } = last;
  if (status === 'waiting') {
    return (
      <Note icon={IconClock} role="status">
        {t('intake.type-waiting', { number })}
      </Note>
    );
  }
  const isSound = status === 'stored' || status === 'already-stored';
  return (
    <Note icon={IconCircleCheck} role="status" tone={isSound ? 'plain' : 'attention'}>
      {isSound
        ? t('intake.type-stored', { number, flags: flags.length })
        : t('intake.type-aside', { number })}
    </Note>
  );
}

function StartForm({ survey, projectId, definition, hash, onOpen }: TypeInStartProps) {
  const { t, language: screen } = useLanguage();
  const online = useOnline();
  const project = useProjectQuery(projectId);
  const [number, setNumber] = useState('');
  const [paper, setPaper] = useState<Paper>(() => remembered(survey.name));
  const [isDouble, setDouble] = useState(() => localStorage.getItem('langnghe.double') === '1');
  const sites = project.data?.sites ?? [];
  const asksSite = siteItemOf(definition) !== undefined;
  const set = (change: Partial<Record<keyof Paper, string>>): void => {
    const entries = Object.entries({ ...paper, ...change }).filter(([, value]) => value !== '');
    setPaper(Object.fromEntries(entries));
  };
  const begin = (event: FormEvent): void => {
    event.preventDefault();
    if (number.trim() === '') return;
    localStorage.setItem(storageKey(survey.name), JSON.stringify(paper));
    localStorage.setItem('langnghe.double', isDouble ? '1' : '0');
    const id = crypto.randomUUID();
    onOpen({ id, number: number.trim(), definitionHash: hash, isDouble, paper, answers: {} });
  };
  const tag = paper.language ?? (survey.languages.includes(screen) ? screen : survey.languages[0]);
  return (
    <form onSubmit={begin} className={css.start}>
      <div className={css.fields}>
        <TextInput
          label={t('intake.type-number')}
          description={t('intake.type-number-hint')}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          maxLength={60}
          autoComplete="off"
          autoFocus
          required
        />
        {!survey.anonymous && (
          <>
            <TextInput
              type="date"
              label={t('intake.type-day')}
              description={t('intake.type-as-on-paper')}
              value={paper.day ?? ''}
              onChange={(event) => set({ day: event.currentTarget.value })}
            />
            <TextInput
              label={t('intake.type-collector')}
              description={t('intake.type-as-on-paper')}
              value={paper.collector ?? ''}
              maxLength={200}
              onChange={(event) => set({ collector: event.currentTarget.value })}
            />
          </>
        )}
        {!asksSite && sites.length > 0 && (
          <NativeSelect
            label={t('workspace.link.site')}
            value={paper.site ?? ''}
            onChange={(event) => set({ site: event.currentTarget.value })}
            data={[
              { value: '', label: t('workspace.link.no-site') },
              ...sites.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        )}
        <NativeSelect
          label={t('intake.type-language')}
          value={tag ?? ''}
          onChange={(event) => set({ language: event.currentTarget.value })}
        >
          <LanguageOptions languages={survey.languages} />
        </NativeSelect>
      </div>
      <Checkbox
        label={t('intake.type-double')}
        description={t('intake.type-double-hint')}
        checked={isDouble}
        onChange={(event) => setDouble(event.currentTarget.checked)}
      />
      <div className={css.actions}>
        <Button type="submit" disabled={!online}>
          {t('intake.type-begin')}
        </Button>
      </div>
    </form>
  );
}

function remembered(survey: string): Paper {
  const held: unknown = JSON.parse(localStorage.getItem(storageKey(survey)) ?? '{}');
  if (typeof held !== 'object' || held === null) return {};
  return Object.fromEntries(Object.entries(held).filter(([, value]) => typeof value === 'string'));
}
