import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The width of an element in CSS pixels, known before it is first painted and whenever it changes. */
export function useWidth<Part extends Element>(): {
  readonly ref: RefObject<Part | null>;
  readonly width: number;
} {
  const ref = useRef<Part>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const part = ref.current;
    if (!part) return;
    const measure = () => setWidth(part.getBoundingClientRect().width);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(part);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
