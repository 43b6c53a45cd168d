/**
 * One build file for every part, chosen by `--mode`:
 * `respond` the phone (dist/web/respond), `workspace` the screens of coordinators and consultants
 * (dist/web/workspace), `server` the program and the command line (dist/server). Without a mode: the tests.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import words from './core/language/vi/respond.json' with { type: 'json' };
import {
  chunkList,
  earlyScript,
  formerBuilds,
  precompressed,
  serviceWorker,
  shellWords,
  slimSurveyStyles,
} from './vite.respond.ts';
import { slimSurvey } from './vite.survey.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Old Android web views are common among the phones that open links. */
const phoneTarget = 'es2020';

/** The phone runs on preact: about 50 kB of brotli less than React, with the same behaviour. */
const preactInsteadOfReact = [
  { find: 'react-dom/client', replacement: 'preact/compat/client' },
  { find: 'react-dom', replacement: 'preact/compat' },
  { find: 'react/jsx-runtime', replacement: 'preact/jsx-runtime' },
  { find: 'react', replacement: 'preact/compat' },
];

/** Catalogues of all languages are called alike; their files should not be. */
const wordsChunkName = ({ facadeModuleId }: { facadeModuleId?: string | null }) => {
  const language = /language\/([a-z]+)\/respond\.json/.exec(facadeModuleId ?? '')?.[1];
  return language && `words-${language}`;
};

const respond: UserConfig = {
  root: here('web/respond'),
  base: '/r/',
  publicDir: false,
  resolve: { alias: preactInsteadOfReact },
  plugins: [
    slimSurvey(),
    slimSurveyStyles(),
    shellWords(words),
    earlyScript(),
    serviceWorker(here('web/respond/service-worker.ts')),
    precompressed(),
    formerBuilds(),
  ],
  build: {
    outDir: here('dist/web/respond'),
    // What pages of the builds before may still ask for stays: `formerBuilds` clears the rest away.
    emptyOutDir: false,
    manifest: chunkList,
    target: phoneTarget,
    cssTarget: phoneTarget,
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        early: here('web/respond/early.ts'),
        respond: here('web/respond/respond.html'),
        calendar: here('web/respond/calendar.html'),
      },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: (chunk) => `assets/${wordsChunkName(chunk) ?? '[name]'}-[hash].js`,
      },
    },
  },
};

const workspace: UserConfig = {
  root: here('web/workspace'),
  base: '/app/',
  publicDir: false,
  plugins: [react(), precompressed()],
  build: {
    outDir: here('dist/web/workspace'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    rolldownOptions: {
      output: {
        // Parts that pages share run before the entry does: what forbids zod to make code has to come with zod itself.
        codeSplitting: {
          groups: [{ name: 'zod', test: /node_modules\/zod\/|workspace\/no-eval\.ts$/ }],
        },
      },
    },
  },
};

const server: UserConfig = {
  publicDir: false,
  build: {
    ssr: true,
    outDir: here('dist/server'),
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input: { main: here('server/main.ts'), cli: here('server/cli.ts') },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
};

const parts: Readonly<Record<string, UserConfig>> = { respond, workspace, server };

export default defineConfig(({ mode }) => ({
  ...parts[mode],
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/shared-by-all.ts'],
    env: { TZ: 'Asia/Ho_Chi_Minh' },
    // Two cores: each file in a process of its own (native modules), never more files at once than cores.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
}));
