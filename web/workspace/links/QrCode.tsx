import { create } from 'qrcode';
import { memo, useMemo } from 'react';
import css from './links.module.css';

interface QrCodeProps {
  readonly text: string;
  readonly label: string;
}

/** Modules of quiet zone on each side, as ISO/IEC 18004 asks. */
const quiet = 4;

/** A QR code as one path, dark on white in any theme: phones read nothing else reliably. */
export const QrCode = memo(function QrCode({ text, label }: QrCodeProps) {
  const { path, size } = useMemo(() => drawn(text), [text]);
  return (
    <svg
      className={css.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
});

/** Neighbours in a row are one rectangle, so that printers leave no hair between them. */
function drawn(text: string): { readonly path: string; readonly size: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const runs: string[] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      const from = x;
      while (x < modules.size && modules.data[y * modules.size + x]) x += 1;
      if (x > from) runs.push(`M${from + quiet} ${y + quiet}h${x - from}v1h${from - x}z`);
    }
  }
  return { path: runs.join(''), size: modules.size + 2 * quiet };
}
