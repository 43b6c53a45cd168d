/** What there is to look at in the workspace, in Vietnamese: its screens, and what opens above them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export const desk = { width: 1280, height: 800 };
export const phone = { width: 360, height: 740 };
/** A desk enlarged four times. */
export const narrow = { width: 320, height: 640 };
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The screens of a project whose survey is nhu-cau-2026, by name. */
export const screens = (here: string): Readonly<Record<string, string>> => ({
  today: `${here}/today`,
  surveys: `${here}/surveys`,
  survey: `${here}/surveys/nhu-cau-2026`,
  edit: `${here}/surveys/nhu-cau-2026/edit`,
  pilot: `${here}/surveys/nhu-cau-2026/pilot`,
  'type-in': `${here}/surveys/nhu-cau-2026/type-in`,
  'in-and-out': `${here}/surveys/nhu-cau-2026/import`,
  paper: `${here}/surveys/nhu-cau-2026/paper`,
  upload: `${here}/surveys/nhu-cau-2026/upload`,
  library: `${here}/library`,
  'library-read': `${here}/library?survey=client-satisfaction`,
  links: `${here}/links`,
  responses: `${here}/responses`,
  field: `${here}/field`,
  results: `${here}/results?item=topics`,
  crosstab: `${here}/results?item=topics&by=sex`,
  exact: `${here}/results?item=topics&by=sex&exact=1`,
  report: `${here}/report`,
  settings: `${here}/settings`,
});

/** Surveys that are still to be published: one that can be, one whose condition and privacy stand in the way. */
export const drafts = [
  { name: 'nhap', library: { name: 'worker-needs', version: 1 } },
  {
    name: 'con-loi',
    definition: {
      title: { vi: 'Còn lỗi' },
      locale: 'vi',
      pages: [
        {
          name: 'mot',
          elements: [
            { type: 'text', name: 'ten', title: { vi: 'Tên' }, visibleIf: '{khong_co} = 1' },
            { type: 'text', name: 'tuoi', title: { vi: 'Tuổi' }, inputType: 'number' },
          ],
        },
      ],
    },
  },
];

/** What opens above the screens: its name, where, in which sizes, and how. */
export const openings = [
  {
    name: 'account',
    place: 'today',
    sizes: [desk, phone],
    show: (page: Page) => page.locator('header').getByRole('button').last().click(),
  },
  {
    name: 'drawer',
    place: 'today',
    sizes: [phone],
    show: (page: Page) => page.getByRole('button', { name: 'Mở danh mục' }).click(),
  },
  {
    name: 'add-survey',
    place: 'surveys',
    sizes: [desk, phone],
    show: (page: Page) => page.getByRole('button', { name: 'Thêm khảo sát' }).click(),
  },
  {
    name: 'add-survey-file',
    place: 'surveys',
    sizes: [desk, phone],
    show: async (page: Page) => {
      await page.getByRole('button', { name: 'Thêm khảo sát' }).click();
      await page.getByRole('dialog').getByText('Từ tệp').click();
    },
  },
  {
    name: 'survey-menu',
    place: 'surveys/nhu-cau-2026',
    sizes: [desk, phone],
    show: (page: Page) => page.getByRole('button', { name: 'Việc khác với khảo sát này' }).click(),
  },
  {
    name: 'trial',
    place: 'surveys/nhu-cau-2026/pilot',
    sizes: [desk, phone],
    show: async (page: Page) => {
      await page.getByRole('button', { name: 'Thử trên điện thoại' }).click();
      await page.getByRole('button', { name: 'Tạo đường dẫn thử' }).click();
      await page.getByRole('img', { name: 'Mã QR của đường dẫn thử' }).waitFor();
    },
  },
  {
    name: 'publish-unfit',
    place: 'surveys/con-loi',
    sizes: [desk, phone],
    show: async (page: Page) => {
      await page.getByRole('button', { name: 'Công bố', exact: true }).click();
      await page.getByText('Chưa công bố được.', { exact: false }).waitFor();
    },
  },
  {
    name: 'publish',
    place: 'surveys/nhap',
    sizes: [desk, phone],
    show: (page: Page) => page.getByRole('button', { name: 'Công bố', exact: true }).click(),
  },
  {
    name: 'changes',
    place: 'surveys/nhu-cau-2026',
    sizes: [desk, phone],
    show: async (page: Page) => {
      await page
        .getByRole('button', { name: /^Việc với bản/ })
        .first()
        .click();
      await page.getByRole('menuitem', { name: 'So với bản nháp' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'retire',
    place: 'surveys/nhu-cau-2026',
    sizes: [desk, phone],
    show: async (page: Page) => {
      await page
        .getByRole('button', { name: /^Việc với bản/ })
        .first()
        .click();
      await page.getByRole('menuitem', { name: 'Ngừng dùng' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'make-link',
    place: 'links?survey=nhu-cau-2026',
    sizes: [desk, phone],
    show: (page: Page) => page.getByRole('button', { name: 'Tạo đường dẫn' }).click(),
  },
  {
    name: 'made-link',
    place: 'links?survey=nhu-cau-2026',
    sizes: [desk, phone],
    show: async (page: Page) => {
      await page.getByRole('button', { name: 'Tạo đường dẫn' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Ai giữ đường dẫn').fill('Hạnh');
      await dialog.getByRole('button', { name: 'Tạo đường dẫn' }).click();
      await dialog.getByRole('img', { name: 'Mã QR mở khảo sát' }).waitFor();
    },
  },
  {
    name: 'revoke',
    place: 'links?survey=nhu-cau-2026',
    sizes: [desk, phone],
    show: async (page: Page) => {
      await page.getByRole('row', { name: /Hạnh/ }).getByRole('button').click();
      await page.getByRole('menuitem', { name: 'Thu hồi' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'invite',
    place: 'settings',
    sizes: [desk, phone],
    show: (page: Page) => page.getByRole('button', { name: 'Mời người' }).click(),
  },
  {
    name: 'download',
    place: 'results?survey=nhu-cau-2026',
    sizes: [desk, phone],
    show: (page: Page) => page.getByRole('button', { name: 'Tải về' }).click(),
  },
] as const;

const sizesToDraw = [desk, { width: 768, height: 1024 }, phone, narrow];
/** Where to leave pictures of the screens; nowhere if not set. */
const pictures = process.env.PICTURES_DIR;

/** Pictures in four sizes, for people to compare with the designs. */
export async function draw(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  for (const size of sizesToDraw) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(pictures, `${name}-${size.width}.png`) });
  }
}
