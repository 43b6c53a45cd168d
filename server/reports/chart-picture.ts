/**
 * Charts as PNG, for Word. The drawing is the SVG of the HTML report; only fonts that ship with the product are used,
 * so that the picture is the same on every machine.
 */
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

const require = createRequire(import.meta.url);
const fontFiles = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf',
  '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
].map((file) => require.resolve(file));

export interface Picture {
  readonly png: Uint8Array;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Twice the resolution of the screen: sharp at 13 cm on paper, and small. */
const scale = 2;

export function chartPicture(svg: string): Picture {
  const drawing = new Resvg(svg, {
    background: '#FFFFFF',
    fitTo: { mode: 'zoom', value: scale },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Inter' },
  });
  const image = drawing.render();
  return {
    png: image.asPng(),
    width: image.width / scale,
    height: image.height / scale,
  };
}
