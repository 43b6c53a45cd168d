import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useMay } from '#web/workspace/access/use-session.ts';
import { useLanguage } from '#web/workspace/language/use-language.ts';
import { Note } from '#web/workspace/parts/Notes.tsx';
import css from './today.module.css';

interface NoTargetNoteProps {
  readonly projectId: string;
  readonly survey: string;
}

/** Without a target nobody can say whether it goes well: the way to set one. */
export function NoTargetNote({ projectId, survey }: NoTargetNoteProps) {
  const { t } = useLanguage();
  const maySet = useMay('target.write');
  return (
    <div className={css.noPaper}>
      <Note>
        <p>{t('field.no-target')}</p>
        {maySet && (
          <Button
            component={Link}
            href={`/projects/${projectId}/field?survey=${survey}`}
            variant="default"
            size="xs"
            mt={8}
          >
            {t('field.set-targets')}
          </Button>
        )}
      </Note>
    </div>
  );
}
