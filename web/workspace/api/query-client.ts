import { QueryClient } from '@tanstack/react-query';
import { refusalOf } from '#web/workspace/api/request.ts';

/** Refusals are answers: only a silent network or a busy server is worth asking again, twice. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => {
          const { status } = refusalOf(error);
          return failures < 2 && (status === 0 || status === 503);
        },
      },
    },
  });
