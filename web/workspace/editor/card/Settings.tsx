import type { ReactNode } from 'react';
import css from './card.module.css';

/** Small fields side by side. */
export const Settings = ({ children }: { readonly children: ReactNode }) => (
  <div className={css.settings}>{children}</div>
);
