/** Steps of the phone's build that Vite does not have: smaller styles, the precache list, compressed twins. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'vite';

/**
 * Parts of SurveyJS that our closed subset of item types never shows, that our own screens replace (header, progress,
 * end page), or that belong to its designer.
 */
const neverShown =
  /\.(sv-string-editor|spg-|svc-|sd-file|sd-signaturepad|sd-imagemap|sd-imagepicker|sd-image|sd-timer|sv-header|sd-header|sv_window|sd-color|sd-progress|sd-brand|sv-brand|sd-body__timer|sd-theme|sv-toc|sv_progress-toc|sd-completed|sv-save|sd-breadcrumbs|sd-loading|sd-body__loading|sd-slider|sd-summary|sd-tab|sd-vue|opensource)/;

/** Drops the rules of parts that are never shown; the rest keeps its order. */
export function withoutUnusedRules(css: string): string {
  return css.replace(/[^{}]+\{[^{}]*\}/g, (rule) => {
    const selectors = rule.slice(0, rule.indexOf('{')).split(',');
    return selectors.every((selector) => neverShown.test(selector)) ? '' : rule;
  });
}

export function slimSurveyStyles(): Plugin {
  return {
    name: 'slim-survey-styles',
    enforce: 'pre',
    transform(code, id) {
      return id.includes('survey-core.fontless') ? withoutUnusedRules(code) : null;
    },
  };
}

const shellName = 'respond.html';
/** Which file holds which source and what it asks for; for those who count bytes. */
export const chunkList = 'chunks.json';

/** Kept on the phone only once somebody needs them: rare letters, functions of imported forms, the editor's preview. */
const keptOnDemand =
  /^assets\/(inter-(latin-ext|cyrillic)-|register-functions-|face-icons-|trial-trace-|start-preview-|slow-derive-)/;

/**
 * Builds the service worker by itself, because browsers give it no modules to share, and writes into it which files make
 * up the app and a version that changes with any of them. Nothing else decides what works offline.
 * @param entry path of its source.
 */
export function serviceWorker(entry: string): Plugin {
  return {
    name: 'service-worker',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const files = Object.keys(bundle)
          .filter((name) => name !== chunkList && !keptOnDemand.test(name))
          .sort();
        if (!files.includes(shellName)) throw new Error('the shell is missing in the build');
        const code = await builtAlone(entry);
        const content = createHash('sha256').update(code);
        for (const name of files) {
          const file = bundle[name];
          content.update(name).update(file?.type === 'chunk' ? file.code : (file?.source ?? ''));
        }
        const list = JSON.stringify(files.map((name) => `/r/${name}`));
        const source = code
          .replace(/["'`]__PRECACHE__["'`]/, list)
          .replace('__BUILD__', content.digest('hex').slice(0, 12));
        // Hashes in the names of files may hold underscores too: only the places themselves are looked for.
        if (/__(PRECACHE|BUILD)__/.test(source) || !source.includes(list))
          throw new Error('the precache list did not fit in');
        this.emitFile({ type: 'asset', fileName: 'sw.js', source });
      },
    },
  };
}

/** One script without imports. */
async function builtAlone(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    build: {
      write: false,
      target: 'es2020',
      modulePreload: { polyfill: false },
      lib: { entry, formats: ['iife'], name: 'worker', fileName: () => 'sw.js' },
    },
  });
  const [only] = Array.isArray(built) ? built : [built];
  const chunk = only && 'output' in only ? only.output[0] : undefined;
  if (!chunk) throw new Error('the service worker is missing in the build');
  return chunk.code;
}

/** Puts `.br` and `.gz` twins beside each text file, so that the server sends bytes it need not compress. */
export function precompressed(): Plugin {
  let folder = '';
  return {
    name: 'precompressed',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle() {
      // Also called after a build that failed, which says why by itself.
      if (!existsSync(folder)) return;
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|html|svg|json|webmanifest)$/.test(name)) continue;
        const path = join(folder, name);
        // Files of former builds have theirs already.
        if (name.startsWith('assets') && existsSync(`${path}.br`) && existsSync(`${path}.gz`))
          continue;
        const bytes = readFileSync(path);
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(bytes, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: 11,
              [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
            },
          }),
        );
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** This build and the two before it. */
const buildsServed = 3;

/**
 * Keeps the assets of the former two builds beside this one's: a page that a proxy has kept, or that is open since
 * before, still finds the parts it has not fetched yet. Their list stands in `builds.json`, newest first.
 */
export function formerBuilds(): Plugin {
  let folder = '';
  let files: readonly string[] = [];
  return {
    name: 'former-builds',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir;
    },
    writeBundle(_options, bundle) {
      files = Object.keys(bundle)
        .filter((name) => name.startsWith('assets/'))
        .sort();
    },
    closeBundle() {
      const list = join(folder, 'builds.json');
      // as: written below, by the build before this one
      const before = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as string[][]) : [];
      const others = before.filter((names) => names.join() !== files.join());
      const kept = [files, ...others].slice(0, buildsServed);
      const names = new Set(kept.flat());
      const assets = join(folder, 'assets');
      for (const name of readdirSync(assets))
        if (!names.has(`assets/${name.replace(/\.(br|gz)$/, '')}`)) rmSync(join(assets, name));
      writeFileSync(list, JSON.stringify(kept));
    },
  };
}

/** Fills the words of the page that stands before any script from the catalogue, in the first language. */
export function shellWords(words: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'shell-words',
    transformIndexHtml: (html) =>
      html.replace(/%(respond\.[a-z.]+)%/g, (_all, key: string) => {
        const text = words[key];
        if (text === undefined) throw new Error(`no words for ${key}`);
        return text;
      }),
  };
}

/** Puts the early script before everything else in the head, under its hashed name. */
export function earlyScript(): Plugin {
  return {
    name: 'early-script',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, path }) {
        // The page that quick exit leads to asks nobody for anything.
        if (!path.endsWith(shellName)) return [];
        const early = Object.values(bundle ?? {}).find(
          (file) => file.type === 'chunk' && file.name === 'early',
        );
        if (!early) throw new Error('the early script is missing in the build');
        return [
          {
            tag: 'script',
            attrs: { type: 'module', src: `/r/${early.fileName}` },
            injectTo: 'head-prepend',
          },
        ];
      },
    },
  };
}
