import { IconLock } from '@tabler/icons-react';
import type { Definition, Page } from '#core/definitions/definition.ts';
import { textIn } from './localized-definition.ts';

interface PageIntroProps {
  readonly page: Page;
  readonly definition: Definition;
  readonly language: string;
  readonly isHandedOver: boolean;
}

/** Title and explanation of a page; before private pages a card asks to hand the phone over. */
export function PageIntro({ page, definition, language, isHandedOver }: PageIntroProps) {
  const description = textIn(page.description, language, definition);
  const isPrivate = page.lnHandOver === true;
  const title =
    textIn(page.title, language, definition) || textIn(definition.title, language, definition);
  return (
    <div className="page-intro">
      <h1 tabIndex={-1}>{title}</h1>
      {description && !isPrivate && <p className="lead">{description}</p>}
      {description && isPrivate && isHandedOver && (
        <div className="note">
          <IconLock className="icon" aria-hidden="true" />
          <p>{description}</p>
        </div>
      )}
    </div>
  );
}
