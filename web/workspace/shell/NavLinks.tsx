import { Link, useLocation } from 'wouter';
import { may } from '#core/access/roles.ts';
import { useSession } from '#web/workspace/access/use-session.ts';
import { formatNumber } from '#web/workspace/language/formats.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import type { Place } from '#web/workspace/shell/places.ts';
import { useShell } from '#web/workspace/shell/use-shell.ts';
import css from './shell.module.css';

interface NavLinksProps {
  readonly label: string;
  readonly places: readonly Place[];
  /** How much there is at a place, by its path; the page itself says it in words. */
  readonly counts?: Readonly<Record<string, number | undefined>>;
}

export function NavLinks({ label, places, counts = {} }: NavLinksProps) {
  const { t, language } = useLanguage();
  const [location] = useLocation();
  const { role } = useSession().person;
  const here = `/projects/${useShell()?.projectId ?? ''}`;
  return (
    <nav className={css.nav} aria-label={label}>
      {places
        .filter(({ verb }) => !verb || may(role, verb))
        .map(({ path, label: key, icon: IconPart }) => {
          const to = `${here}/${path}`;
          const count = counts[path];
          const current = location === to || location.startsWith(`${to}/`);
          return (
            <Link
              key={path}
              href={to}
              className={css.place ?? ''}
              title={t(key)}
              {...(current && { 'aria-current': 'page' as const })}
            >
              <IconPart size={19} stroke={1.75} aria-hidden />
              <span className={css.placeName}>{t(key)}</span>
              {count !== undefined && (
                <span className={css.placeCount} aria-hidden>
                  {formatNumber(language, count)}
                </span>
              )}
            </Link>
          );
        })}
    </nav>
  );
}
