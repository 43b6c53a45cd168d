import { create } from 'qrcode';
import css from './links.module.css';

interface QrCodeProps {
  readonly text: string;
  readonly label: string;
}

/** Modules of quiet zone on each side, as ISO/IEC 18004 asks. */
const quiet = 4;

/** A QR code as one path, dark on white in any theme: phones read nothing else reliably. */
export function QrCode({ text, label }: QrCodeProps) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const size = modules.size + 2 * quiet;
  const path = Array.from(modules.data, (dark, index) => {
    if (!dark) return '';
    const x = (index % modules.size) + quiet;
    const y = Math.floor(index / modules.size) + quiet;
    return `M${x} ${y}h1v1h-1z`;
  }).join('');
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
}
