/** F20: the session ends in the middle of a form. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Sqlite } from '#server/store/sqlite-driver.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Fault, type Ground, must } from './fault.ts';
import { command, dataDirOf, owner, publishAndLink, startServer, surveyName } from './server.ts';

const note = 'muốn học thêm về quản lý chi tiêu';

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Tên đăng nhập').fill(owner.OWNER_EMAIL);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(owner.OWNER_PASSWORD);
  await page.keyboard.press('Enter');
}

/** As when a session is too old, or was ended on another device. */
function endSessions(ground: Ground): void {
  const database = new Sqlite(join(dataDirOf(ground), 'langnghe.sqlite'));
  database.pragma('busy_timeout = 5000');
  database.exec('delete from session');
  database.close();
}

/** Types a paper form in; half-way the session ends, and `signInAgain` does what the page asks for. */
async function typeIn(
  ground: Ground,
  signInAgain: (page: Page, form: string) => Promise<void>,
): Promise<string> {
  await publishAndLink(ground);
  const server = await startServer(ground);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ locale: 'vi-VN', viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(15_000);
    await page.goto(`${server.url}/app/`);
    await signIn(page);
    await page.waitForURL(/\/projects\/[^/]+\/today/);
    const form = `${page.url().replace(/\/today.*/, '')}/surveys/${surveyName}/type-in`;
    await page.goto(form);
    await page.getByLabel('Số phiếu giấy').fill('A1');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Phiếu A1' }).waitFor();
    await page.keyboard.press('3');
    await page.keyboard.press('Enter');
    await page.keyboard.type('42');
    await page.getByText('Đang lưu').waitFor();
    await page.getByText('Đã lưu nháp').waitFor();
    endSessions(ground);
    await page.keyboard.press('Enter');
    await page.keyboard.type(note);
    await signInAgain(page, form);
    await page.getByRole('button', { name: 'Lưu phiếu' }).click();
    await page.getByText('Phiếu A1 đã lưu.').waitFor();
    const out = join(ground.folder, 'out.json');
    await command(
      ground,
      'responses',
      'export',
      '--survey',
      surveyName,
      '--format',
      'json',
      '--out',
      out,
    );
    const kept = readFileSync(out, 'utf8');
    must(kept.includes(note), 'what was typed after the session had ended is gone');
    must(kept.includes('"work"') && kept.includes('42'), 'what was typed before is gone');
    return 'the session ended half-way; signed in again over the page, and every answer was stored';
  } finally {
    await browser.close();
  }
}

export const sessionFaults: readonly Fault[] = [
  {
    id: 'F20',
    what: 'a session that ends in the middle of a form costs no answer',
    on: ['browser'],
    run: (ground) =>
      typeIn(ground, async (page) => {
        await page.getByRole('dialog').waitFor();
        await signIn(page);
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }),
    // As pages do that lead to the sign-in instead of asking over what is open.
    control: (ground) =>
      typeIn(ground, async (page, form) => {
        await page.goto(form);
        await signIn(page);
        await page.getByRole('button', { name: 'Nhập tiếp' }).click();
      }),
  },
];
