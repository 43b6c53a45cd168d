import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#server/config.ts';

const sentencesFor = (env: Record<string, string>) => {
  const reading = readConfig(env);
  return reading.ok ? [] : reading.sentences;
};

describe('the environment', () => {
  it('may set nothing at all', () => {
    const reading = readConfig({ PORT: '', LOG_LEVEL: ' ' });

    expect(reading).toEqual({
      ok: true,
      config: {
        port: 8080,
        host: '127.0.0.1',
        dataDir: resolve('./data'),
        trustedProxies: [],
        logLevel: 'warn',
      },
    });
  });

  it('may set everything', () => {
    const reading = readConfig({
      PORT: '443',
      HOST: '::',
      DATA_DIR: '/srv/langnghe',
      DATABASE_URL: 'postgres://u:p@db/langnghe',
      BASE_URL: 'https://survey.example.org/',
      KEY_FILE: '/etc/langnghe.key',
      TRUSTED_PROXIES: '10.0.0.1, 10.1.0.0/16',
      OWNER_EMAIL: 'lan@example.org',
      OWNER_PASSWORD: 'hạt gạo làng ta',
      LOG_LEVEL: 'info',
    });

    expect(reading).toMatchObject({
      config: {
        port: 443,
        host: '::',
        baseUrl: 'https://survey.example.org',
        trustedProxies: ['10.0.0.1', '10.1.0.0/16'],
        owner: { login: 'lan@example.org' },
      },
    });
  });

  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '80.5' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL'],
    [{ BASE_URL: 'survey.example.org' }, 'BASE_URL'],
    [{ TRUSTED_PROXIES: 'proxy' }, 'TRUSTED_PROXIES'],
    [{ OWNER_EMAIL: 'lan' }, 'OWNER_PASSWORD'],
    [{ OWNER_EMAIL: 'lan', OWNER_PASSWORD: 'short' }, 'OWNER_PASSWORD'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ])('is refused in one plain sentence: %o', (env, name) => {
    const sentences = sentencesFor(env);

    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(new RegExp(`${name}.*\\.$`));
  });

  it('is never quoted back: a password may be in it', () => {
    expect(sentencesFor({ DATABASE_URL: 'mysql://u:geheim@db' }).join()).not.toContain('geheim');
  });
});
