import { Button, Collapse, NativeSelect, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { type ReviewList, reviewStates } from '#core/intake/review-api.ts';
import { outcomes } from '#core/intake/submission.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { linkWords } from '#web/workspace/review/link-words.ts';
import type { FilterName, ReviewSearch } from '#web/workspace/review/review-search.ts';
import {
  flagKeys,
  isFlagCode,
  outcomeKeys,
  stateKeys,
} from '#web/workspace/review/review-words.ts';
import css from './review.module.css';

interface ReviewFiltersProps {
  readonly list: ReviewList;
  readonly search: ReviewSearch;
  readonly anonymous: boolean;
}

/** By what the list is narrowed. Everything stands in the address. */
export function ReviewFilters({ list, search, anonymous }: ReviewFiltersProps) {
  const { t } = useLanguage();
  const { filters } = search;
  const [isOpen, setOpen] = useState(filters.length > 0);
  return (
    <div className={css.filters}>
      <div className={css.filterBar}>
        <Select search={search} name="state" label={t('review.filter.state')}>
          {reviewStates
            .filter((state) => !anonymous || (state !== 'accepted' && state !== 'corrected'))
            .map((state) => (
              <option key={state} value={state}>
                {t(stateKeys[state])}
              </option>
            ))}
        </Select>
        <Select search={search} name="flag" label={t('review.filter.flag')}>
          {Object.entries(flagKeys).map(([code, key]) => (
            <option key={code} value={code}>
              {`${t(key)} (${isFlagCode(code) ? (list.counts.flags[code] ?? 0) : 0})`}
            </option>
          ))}
        </Select>
        <Button
          variant="default"
          size="sm"
          aria-expanded={isOpen}
          leftSection={<IconFilter size={17} stroke={1.75} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('review.filter.more')}
        </Button>
        {filters.length > 0 && (
          <Button variant="subtle" size="sm" onClick={search.widen}>
            {t('review.filter.clear', { count: filters.length })}
          </Button>
        )}
      </div>
      <Collapse expanded={isOpen}>
        <div className={css.filterMore}>
          <MoreFilters list={list} search={search} anonymous={anonymous} />
        </div>
      </Collapse>
    </div>
  );
}

function MoreFilters({ list, search, anonymous }: ReviewFiltersProps) {
  const { t } = useLanguage();
  return (
    <>
      {!anonymous && (
        <Select search={search} name="link" label={t('review.filter.link')}>
          {list.links.map((link) => (
            <option key={link.id} value={link.id}>
              {linkWords(t, { link })}
            </option>
          ))}
        </Select>
      )}
      <Select search={search} name="site" label={t('review.filter.site')}>
        {list.sites.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select search={search} name="outcome" label={t('review.filter.outcome')}>
        {outcomes.map((outcome) => (
          <option key={outcome} value={outcome}>
            {t(outcomeKeys[outcome])}
          </option>
        ))}
      </Select>
      <Select search={search} name="version" label={t('review.filter.version')}>
        {list.versions.map((version) => (
          <option key={version} value={version}>
            {version}
          </option>
        ))}
      </Select>
      {!anonymous && (
        <>
          <Day search={search} name="from" label={t('review.filter.from')} />
          <Day search={search} name="to" label={t('review.filter.to')} />
          <Code search={search} />
        </>
      )}
    </>
  );
}

interface FilterProps {
  readonly search: ReviewSearch;
  readonly name: FilterName;
  readonly label: string;
}

function Select({ search, name, label, children }: FilterProps & { readonly children: ReactNode }) {
  const { t } = useLanguage();
  return (
    <NativeSelect
      size="sm"
      aria-label={label}
      value={search.valueOf(name)}
      onChange={({ currentTarget }) => search.narrow(name, currentTarget.value)}
    >
      <option value="">{t('review.filter.any', { what: label })}</option>
      {children}
    </NativeSelect>
  );
}

const Day = ({ search, name, label }: FilterProps) => (
  <TextInput
    size="sm"
    type="date"
    label={label}
    value={search.valueOf(name)}
    onChange={({ currentTarget }) => search.narrow(name, currentTarget.value)}
  />
);

/** The six characters that stand on a phone's screen; looked for once all of them are there. */
function Code({ search }: { readonly search: ReviewSearch }) {
  const { t } = useLanguage();
  const held = search.valueOf('code');
  const [text, setText] = useState(held);
  useEffect(() => setText(held), [held]);
  return (
    <TextInput
      size="sm"
      type="search"
      label={t('review.filter.code')}
      maxLength={6}
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={({ currentTarget }) => {
        const typed = currentTarget.value.toUpperCase();
        setText(typed);
        if (typed === '' || /^[0-9A-Z]{6}$/.test(typed)) search.narrow('code', typed);
      }}
    />
  );
}
