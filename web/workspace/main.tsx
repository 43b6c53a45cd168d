import '#web/workspace/no-eval.ts';
import '#web/workspace/styles/base.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '#web/design/tokens.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { createQueryClient } from '#web/workspace/api/query-client.ts';
import { CaughtAtLast } from '#web/workspace/bugs/BugPages.tsx';
import { LanguageProvider } from '#web/workspace/language/LanguageProvider.tsx';
import { Routes } from '#web/workspace/Routes.tsx';
import { reloadAfterUpdate } from '#web/workspace/reload-after-update.ts';
import { cssVariables, theme } from '#web/workspace/theme.ts';

reloadAfterUpdate();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <CaughtAtLast>
        <QueryClientProvider client={createQueryClient()}>
          <LanguageProvider>
            <CaughtAtLast>
              <Notifications position="bottom-right" />
              <Router base="/app">
                <Routes />
              </Router>
            </CaughtAtLast>
          </LanguageProvider>
        </QueryClientProvider>
      </CaughtAtLast>
    </MantineProvider>
  </StrictMode>,
);
