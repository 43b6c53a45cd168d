import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { contentsOf } from '#core/reports/compose.ts';
import { textOf } from '#core/reports/writer.ts';
import { makeReport } from '#server/reports/report-service.ts';
import { teaGarden, teaReport } from '../../support/report-survey.ts';
import { xmlFault } from '../../support/report-text.ts';

const partsOf = async (definition: Definition = teaGarden, language: 'vi' | 'en' = 'vi') => {
  const made = makeReport(teaReport({ definition, language, by: 'sex' }));
  const files = unzipSync(await made.docx());
  return {
    made,
    files,
    text: (name: string) => strFromU8(files[name] ?? new Uint8Array()),
  };
};

const words = (xml: string): string =>
  xml
    .replace(/<w:instrText.*?<\/w:instrText>/g, '')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/[\u200e\u200f]/g, '');

describe('a report as a Word document', () => {
  it('says every sentence of the report', async () => {
    const { made, text } = await partsOf();

    const said = words(text('word/document.xml'));
    const alts = new Set(made.report.blocks.flatMap((b) => (b.kind === 'chart' ? [b.alt] : [])));
    for (const content of contentsOf(made.report)) {
      if (!alts.has(content)) expect(said).toContain(textOf(content));
    }
  });

  it('is made of well-formed parts', async () => {
    const { files, text } = await partsOf();

    const parts = Object.keys(files).filter((name) => /\.(xml|rels)$/.test(name));
    expect(parts).toContain('word/document.xml');
    expect(parts.map((name) => [name, xmlFault(text(name))])).toEqual(
      parts.map((name) => [name, null]),
    );
    expect(xmlFault('<a><b></a>')).not.toBeNull();
  });

  it('gives every chart as a picture with its figures in words', async () => {
    const { made, files, text } = await partsOf();

    const charts = made.report.blocks.filter((block) => block.kind === 'chart');
    const alts = [...text('word/document.xml').matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)];
    expect(charts.length).toBeGreaterThan(3);
    expect(alts).toHaveLength(charts.length);
    expect(alts.every(([, alt]) => /%|ẩn/.test(alt ?? ''))).toBe(true);
    expect(Object.keys(files).filter((name) => /^word\/media\/.*\.png$/.test(name))).toHaveLength(
      charts.length,
    );
  });

  it('has real headings, captions that count, header rows that repeat', async () => {
    const { text } = await partsOf();

    const document = text('word/document.xml');
    expect(document).toContain('w:val="Heading1"');
    expect(document).toMatch(/SEQ Table \\\* ARABIC/);
    expect(document).toContain('<w:tblHeader/>');
    expect(document).toContain('<w:cantSplit/>');
    expect(words(document)).toContain('Bảng 1. Đặc điểm người trả lời');
    expect(text('word/settings.xml')).toContain('w:updateFields');
    expect(text('word/styles.xml')).toContain('w:val="vi-VN"');
  });

  it('keeps a picture from being clipped to one line', async () => {
    const { text } = await partsOf();

    expect(text('word/styles.xml')).not.toMatch(/w:lineRule="exact"/);
    expect(text('word/styles.xml')).toMatch(/w:lineRule="auto"/);
  });

  it('sets Arabic from right to left', async () => {
    const { text } = await partsOf();

    expect(text('word/document.xml')).toMatch(
      /<w:rtl\/>(?:(?!<w:t[ >]).)*<w:t[^>]*>\u200fما هي لغتك/,
    );
  });
});

describe('hostile labels', () => {
  const nasty = '<script>alert("x")</script> {a} \u0001\ufffe & ]]> \ud800 \u202eevil';
  const hostile: Definition = {
    ...teaGarden,
    title: nasty,
    pages: teaGarden.pages.map((page) => ({
      ...page,
      title: nasty,
      elements:
        page.elements?.map((item) => ({
          ...item,
          title: nasty,
          ...(item.choices && {
            choices: item.choices.map((choice, index) => ({
              ...(typeof choice === 'object' ? choice : { value: choice }),
              text: `${nasty}${index}`,
            })),
          }),
        })) ?? [],
    })),
  };

  it('are words in HTML and nothing else', async () => {
    const { made } = await partsOf(hostile, 'en');

    const html = made.html();
    expect(html).not.toMatch(/<script/i);
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('{a}');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looked for on purpose.
    expect(html).not.toMatch(/[\u0001\ufffe\u202e\ud800]/);
  });

  it('leave Word documents well-formed', async () => {
    const { text } = await partsOf(hostile, 'en');

    expect(xmlFault(text('word/document.xml'))).toBeNull();
    expect(xmlFault(text('docProps/core.xml'))).toBeNull();
    expect(words(text('word/document.xml'))).toContain('<script>alert("x")</script> {a}');
  });
});

describe('a report as HTML', () => {
  const html = makeReport(teaReport({ language: 'vi', by: 'sex' })).html();

  it('asks for nothing from elsewhere', () => {
    const addresses = [...html.matchAll(/(?:src|href|url\()\s*=?\s*["']?([^"')\s>]+)/g)].map(
      ([, address]) => address,
    );

    expect(addresses.filter((address) => !address?.startsWith('#'))).toEqual([]);
    expect(html).not.toMatch(/<script|<link|@import|@font-face/);
  });

  it('names its language, and that of texts in another one', () => {
    expect(html).toContain('<html lang="vi" dir="ltr">');
    expect(html).toContain('<bdi lang="ar" dir="rtl">ما هي لغتك (الأم)؟</bdi>');
  });

  it('leads to every place that it points at', () => {
    const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    const targets = [...html.matchAll(/href="#([^"]*)"/g)].map(([, target]) => target);

    expect(targets.length).toBeGreaterThan(8);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
  });
});
