import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { LinkReply } from '#core/links/link-api.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { Doing } from '#web/workspace/links/doing.ts';
import { LinkRow } from '#web/workspace/links/LinkRow.tsx';
import { isOver } from '#web/workspace/links/link-standing.ts';
import { nameAndSite } from '#web/workspace/links/link-words.ts';
import { plain } from '#web/workspace/links/pasted-names.ts';
import { TickBox } from '#web/workspace/links/TickBox.tsx';
import { ScrollBox } from '#web/workspace/parts/ScrollBox.tsx';
import { useKeys } from '#web/workspace/shell/use-keys.ts';
import table from '#web/workspace/styles/table.module.css';
import css from './links.module.css';

interface LinkTableProps {
  readonly links: readonly LinkReply[];
  readonly anonymous: boolean;
  readonly seesCounts: boolean;
  /** Ids of links whose address can still be shown. */
  readonly held: ReadonlySet<string>;
  readonly selectable: boolean;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onDo: (doing: Doing) => void;
}

/** From so many links on, looking for one by eye takes too long. */
const searchedFrom = 12;

/** Links in use, newest first; closed and withdrawn ones on demand. */
export function LinkTable(props: LinkTableProps) {
  const { links, selectable, selected, onSelect } = props;
  const { t } = useLanguage();
  const [showAll, setShowAll] = useState(false);
  const [sought, setSought] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const over = links.filter(isOver).length;
  const shown = links
    .filter((link) => showAll || !isOver(link))
    .filter((link) => plain(nameAndSite(link, t)).includes(plain(sought)));
  const choose = (ids: readonly string[], on: boolean) =>
    onSelect(new Set([...[...selected].filter((id) => !ids.includes(id)), ...(on ? ids : [])]));
  const step = (by: number) => focusRow(box.current, by);
  useKeys({ j: () => step(1), k: () => step(-1) });
  return (
    <div ref={box}>
      {links.length >= searchedFrom && <SearchBox value={sought} onChange={setSought} />}
      <ScrollBox label={t('workspace.link.title')}>
        <table className={`${table.table} ${css.table}`}>
          <TableHead
            {...props}
            shown={shown}
            onSelectAll={(on) =>
              choose(
                shown.map(({ id }) => id),
                on,
              )
            }
          />
          <tbody>
            {shown.map((link) => (
              <LinkRow
                key={link.id}
                link={link}
                anonymous={props.anonymous}
                seesCounts={props.seesCounts}
                held={props.held.has(link.id)}
                selected={selectable && selected.has(link.id)}
                onSelect={selectable ? (on) => choose([link.id], on) : undefined}
                onDo={props.onDo}
              />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {shown.length === 0 && <p className={css.over}>{t('links.none-shown')}</p>}
      {over > 0 && (
        <p className={css.over}>
          {t('workspace.link.over', { count: over })}{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => setShowAll(!showAll)}>
            {t(showAll ? 'workspace.link.hide-over' : 'workspace.link.show-over')}
          </Button>
        </p>
      )}
    </div>
  );
}

interface SearchBoxProps {
  readonly value: string;
  readonly onChange: (sought: string) => void;
}

function SearchBox({ value, onChange }: SearchBoxProps) {
  const { t } = useLanguage();
  return (
    <TextInput
      type="search"
      className={css.search ?? ''}
      aria-label={t('links.search')}
      placeholder={t('links.search')}
      leftSection={<IconSearch size={17} stroke={1.75} aria-hidden />}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

interface TableHeadProps extends Pick<LinkTableProps, 'seesCounts' | 'selectable' | 'selected'> {
  readonly shown: readonly LinkReply[];
  readonly onSelectAll: (on: boolean) => void;
}

function TableHead({ seesCounts, selectable, selected, shown, onSelectAll }: TableHeadProps) {
  const { t } = useLanguage();
  const chosen = shown.filter(({ id }) => selected.has(id)).length;
  return (
    <thead>
      <tr>
        {selectable && (
          <th scope="col" className={css.tick}>
            <TickBox
              aria-label={t('links.select-all')}
              words={t('links.select-all')}
              checked={chosen > 0 && chosen === shown.length}
              indeterminate={chosen > 0 && chosen < shown.length}
              onChange={({ currentTarget }) => onSelectAll(currentTarget.checked)}
            />
          </th>
        )}
        <th scope="col">{t('workspace.link.who')}</th>
        <th scope="col">{t('workspace.link.use')}</th>
        {seesCounts && (
          <th scope="col" className={table.number}>
            {t('workspace.link.received')}
          </th>
        )}
        <th scope="col">{t(seesCounts ? 'workspace.link.last' : 'links.state')}</th>
        <th scope="col">
          <span className="ln-vh">{t('workspace.action.actions')}</span>
        </th>
      </tr>
    </thead>
  );
}

/** Goes to the next or the previous row: its box, else its menu. */
function focusRow(box: HTMLElement | null, by: number): void {
  const rows = [...(box?.querySelectorAll('tbody tr') ?? [])];
  const now = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[now === -1 ? (by > 0 ? 0 : rows.length - 1) : now + by];
  next?.querySelector<HTMLElement>('input, button')?.focus();
}
