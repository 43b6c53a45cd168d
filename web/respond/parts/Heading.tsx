import { type ReactNode, useEffect, useRef } from 'react';

/** The page has just been opened: reading begins by itself, and nothing was pressed that the focus could have left. */
let isFirstScreen = true;

interface HeadingProps {
  readonly children: ReactNode;
  readonly lang?: string | undefined;
}

/**
 * The heading of a screen. What was pressed on the screen before is gone, so the focus comes here: a screen reader
 * says where the person is now, and the next Tab leads to the first thing on it.
 */
export function Heading({ children, lang }: HeadingProps) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirstScreen) {
      scrollTo(0, 0);
      element.current?.focus({ preventScroll: true });
    }
    isFirstScreen = false;
  }, []);
  return (
    <h1 ref={element} tabIndex={-1} lang={lang}>
      {children}
    </h1>
  );
}
