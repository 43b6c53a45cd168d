import { type FormEvent, useState } from 'react';
import { useWords } from '../language/words.ts';
import type { LinkRow } from '../outbox/rows.ts';
import { Dialog } from '../parts/Dialog.tsx';

interface CollectorNameProps {
  readonly link: LinkRow;
  readonly onChange: (name: string) => void;
}

/** The site that the link stands for and who is collecting; several people may share one phone. */
export function CollectorName({ link, onChange }: CollectorNameProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const name = link.collectorName ?? link.view.holder;
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const written = new FormData(event.currentTarget).get('name');
    onChange(typeof written === 'string' ? written.normalize('NFC').trim().slice(0, 80) : '');
    setOpen(false);
  };
  return (
    <p className="who">
      {link.view.site && `${link.view.site.name} · `}
      {name ? t('respond.holder', { name }) : t('respond.holder.none')}{' '}
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {t('respond.holder.change')}
      </button>
      {isOpen && (
        <Dialog title={t('respond.holder.label')} onClose={() => setOpen(false)}>
          <form onSubmit={save}>
            <p id="holder-hint">{t('respond.holder.hint')}</p>
            <input
              className="field"
              name="name"
              maxLength={80}
              autoComplete="off"
              defaultValue={name}
              aria-label={t('respond.holder.label')}
              aria-describedby="holder-hint"
            />
            <button type="submit" className="button button-main">
              {t('respond.save')}
            </button>
            <button type="button" className="button" onClick={() => setOpen(false)}>
              {t('respond.cancel')}
            </button>
          </form>
        </Dialog>
      )}
    </p>
  );
}
