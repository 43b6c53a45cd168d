import { describe, expect, it } from 'vitest';
import { testApp } from '../support/app.ts';

const policyOf = async (path: string): Promise<string> => {
  const app = await testApp();
  const { headers } = await app.request(path);
  return headers.get('content-security-policy') ?? '';
};

describe('the phone that the editor shows', () => {
  it('may be framed by our own pages and by nobody else', async () => {
    const policy = await policyOf('/preview');

    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
  });

  it('is the only page of the phone that may be', async () => {
    expect(await policyOf('/s/some-link')).toContain("frame-ancestors 'none'");
    expect(await policyOf('/r/respond.html')).toContain("frame-ancestors 'none'");
    expect(await policyOf('/preview/deeper')).toContain("frame-ancestors 'none'");
  });
});
