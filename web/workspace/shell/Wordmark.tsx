import { productName } from '#web/workspace/language/product-name.ts';
import css from './shell.module.css';

/** The name of the product as drawn; narrow rails show the sign alone. */
export function Wordmark() {
  return <span className={css.wordmark} role="img" aria-label={productName} />;
}
