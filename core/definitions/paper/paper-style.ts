/** How the sheet looks: A4, ink only, room to write. */
export const paperStyle = `
@page { size: A4; margin: 15mm 14mm 16mm;
  @bottom-left { content: var(--foot); font: 8pt Inter, "Noto Sans", system-ui, sans-serif; color: #444; }
  @bottom-right { content: var(--page) " " counter(page) " / " counter(pages); font: 8pt Inter, "Noto Sans", system-ui, sans-serif; color: #444; }
}
* { box-sizing: border-box; }
html { color-scheme: light; }
body { margin: 0 auto; padding: 0; max-width: 182mm; background: #fff; color: #111;
  font: 10pt/1.42 Inter, "Noto Sans", system-ui, sans-serif; font-variant-numeric: tabular-nums; }
@media screen { body { max-width: 210mm; padding: 10mm min(14mm, 5vw) 20mm; } }
h1 { font-size: 16pt; line-height: 1.25; margin: 0 0 1mm; font-weight: 700; }
h2 { font-size: 12pt; line-height: 1.3; margin: 0; font-weight: 700; }
h3 { font-size: 10.5pt; margin: 0; font-weight: 700; }
p { margin: 0; }
.head { border-bottom: 1.5pt solid #111; padding-bottom: 3mm; margin-bottom: 3mm; }
.head .about { color: #333; white-space: pre-line; }
.fields { display: grid; grid-template-columns: repeat(6, 1fr); gap: 2mm 4mm; margin-top: 3mm; }
.field { display: flex; align-items: flex-end; gap: 1.5mm; font-size: 8.5pt; color: #333; white-space: nowrap; grid-column: span 2; min-height: 7mm; }
.field.wide { grid-column: span 3; }
.field > span { flex: 1; border-bottom: .6pt solid #111; height: 6mm; }
.legend { border: .6pt solid #777; padding: 2mm 3mm; margin: 0 0 4mm; font-size: 8.5pt; line-height: 1.5; break-inside: avoid; }
.legend b { margin-inline-end: 1.5mm; }
.section { margin: 5mm 0 2.5mm; padding: 1.6mm 2.5mm; background: #eee; border-inline-start: 2.5pt solid #111; break-after: avoid; break-inside: avoid; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.section.level-2 { background: none; border-inline-start: 0; padding: 0; margin: 4mm 0 2mm; border-bottom: .6pt solid #111; }
.section p { font-size: 9pt; white-space: pre-line; margin-top: .8mm; }
.only { font-size: 8.8pt; font-style: italic; border-inline-start: 1.2pt solid #111; padding-inline-start: 2mm; margin: 2.5mm 0 1.2mm; break-after: avoid; }
.section .only { border: 0; padding: 0; margin: .8mm 0 0; }
.question, .note { margin: 0 0 3.6mm; break-inside: avoid; }
.question.joins { border-inline-start: 1.2pt solid #bbb; padding-inline-start: 2mm; }
.question.tall { break-inside: auto; }
.asks { display: grid; grid-template-columns: minmax(7mm, auto) 1fr; column-gap: 1.5mm; break-after: avoid; }
.asks .no { font-weight: 700; }
.asks .title { font-weight: 600; white-space: pre-line; }
.asks .hint { font-size: 8.8pt; color: #333; white-space: pre-line; }
.asks .how { font-size: 8.8pt; color: #333; }
.body { margin: 1mm 0 0; margin-inline-start: 8.5mm; }
.answers { list-style: none; margin: 0; padding: 0; columns: 1; column-gap: 6mm; }
.answers.two { columns: 2; }
.answers.three { columns: 3; }
.answers li { display: flex; align-items: baseline; gap: 2mm; padding: .55mm 0; break-inside: avoid; }
.box { flex: none; display: inline-flex; align-items: center; justify-content: center; min-width: 4.6mm; height: 4.6mm; padding: 0 .6mm;
  border: .8pt solid #111; font-size: 6.8pt; line-height: 1; color: #555; border-radius: .6mm; }
.box.one { border-radius: 2.4mm; }
.box.blank { color: transparent; }
.answers .words { flex: 1; min-width: 0; overflow-wrap: anywhere; }
  .answers .words:has(+ .write) { flex: none; max-width: 60%; }
.code { font: 6.8pt ui-monospace, "DejaVu Sans Mono", monospace; color: #777; flex: none; }
.skip { flex: none; font-size: 8.5pt; font-weight: 600; white-space: nowrap; }
.write { flex: 2; min-width: 30mm; border-bottom: .6pt solid #111; height: 4mm; }
.line { border-bottom: .6pt solid #111; height: 7.5mm; }
.cells { display: flex; align-items: center; gap: 1.5mm; }
.cells i { display: inline-block; width: 6mm; height: 7.2mm; border: .8pt solid #111; margin-inline-end: -.8pt; }
.cells .group { display: inline-flex; }
.scale { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 1.6mm; }
.scale .end { font-size: 8.5pt; max-width: 30mm; align-self: center; }
.scale .step { text-align: center; }
.scale .step b { display: flex; align-items: center; justify-content: center; min-width: 7.4mm; height: 7.4mm; border: .8pt solid #111; border-radius: 3.7mm; font-weight: 500; font-size: 9pt; }
.scale .step small { display: block; font-size: 7.5pt; max-width: 22mm; }
table { border-collapse: collapse; width: 100%; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: .6pt solid #555; padding: 1mm 1.5mm; text-align: start; vertical-align: middle; font-weight: 400; font-size: 9pt; }
thead th { font-weight: 600; font-size: 8.5pt; vertical-align: bottom; }
td.mark { text-align: center; }
.table td { height: 9mm; }
.table thead small { display: block; font-weight: 400; font-size: 7.2pt; color: #444; }
.rows { list-style: none; margin: 0; padding: 0; }
.rows li { display: grid; grid-template-columns: 9mm minmax(30mm, auto) 1fr; gap: 2mm; align-items: end; min-height: 7.5mm; }
.rows li > span:last-child { border-bottom: .6pt solid #111; height: 6mm; }
.repeat { margin-bottom: 4mm; }
.copy { border: .8pt solid #111; padding: 2mm 3mm .5mm; margin-top: 2.5mm; }
.copy > h3 { margin-bottom: 1.5mm; }
.remark { display: flex; gap: 2mm; align-items: end; margin-top: 1.5mm; font-size: 8.8pt; }
.remark > span:last-child { flex: 1; border-bottom: .6pt solid #111; height: 6mm; }
.note { white-space: pre-line; }
.finish { margin-top: 6mm; padding-top: 2.5mm; border-top: 1.5pt solid #111; font-weight: 600; }
`;
