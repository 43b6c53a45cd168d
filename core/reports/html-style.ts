/** The style sheet of HTML reports, with the light values of the design tokens: a report is paper. */
export const reportStyle = `
:root{--paper:#F6F5F1;--surface:#FFFFFF;--sunken:#EFEDE7;--line:#E0DDD4;--line-2:#CFCBC1;--ink:#1D2B30;--ink-2:#4A575C;--ink-3:#626C70;--primary:#155B69;--soft:#E2EEF0;--attn-bg:#FDF6E6;--attn-line:#EBBC57;--attn-text:#805406;color-scheme:light}
*{box-sizing:border-box}
html{background:var(--paper);-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:50rem;background:var(--surface);color:var(--ink);font:400 1rem/1.65 Inter,"Inter Variable",system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;padding:0 2.5rem 4rem;overflow-wrap:break-word}
h1,h2,h3,h4{line-height:1.32;font-weight:600;margin:0;text-wrap:balance}
h1{font-size:2.125rem}h2{font-size:1.5rem;margin:3.5rem 0 1rem;color:var(--primary)}h3{font-size:1.1875rem;margin:2.5rem 0 .75rem}h4{font-size:1rem;margin:2rem 0 .375rem}
p{margin:.5rem 0}
a{color:var(--primary);text-underline-offset:.15em}
a:focus-visible,.table:focus-visible{outline:2px solid var(--primary);outline-offset:2px}
data{font-variant-numeric:tabular-nums;white-space:nowrap}
.cover{background:var(--primary);color:#fff;margin:0 -2.5rem;padding:3.5rem 2.5rem 2.5rem}
.cover .kind{font-size:.875rem;margin:0 0 1rem}
.cover h1{margin:0 0 1.5rem}
.cover p{margin:.25rem 0}
.cover .standing{margin-top:1.5rem;padding:.625rem .875rem;border-radius:8px;background:var(--soft);color:var(--ink);font-size:.9375rem}
.cover .standing.exact{background:var(--attn-bg);color:var(--attn-text);border:1px solid var(--attn-line)}
nav{margin-top:2.5rem}
nav h2{margin:0 0 .5rem;font-size:1.1875rem;color:var(--ink)}
nav ol{list-style:none;margin:0;padding:0}
nav li{margin:.125rem 0;line-height:1.5}
nav .level-2{padding-inline-start:1.5rem;font-size:.9375em}
nav a{text-decoration:none;color:var(--ink)}nav a:hover{text-decoration:underline}
.no{color:var(--ink-3);font-weight:500}
h2 .no,h3 .no{color:inherit;font-weight:inherit}
.note{font-size:.8125rem;line-height:1.55;color:var(--ink-3)}
ul{margin:.75rem 0;padding-inline-start:1.25rem}
li{margin:.375rem 0}
ul.findings{list-style:none;padding:0}
ul.findings li{margin:.75rem 0;padding-inline-start:.875rem;border-inline-start:3px solid var(--soft)}
ul.findings strong{font-weight:600}
figure{margin:1.25rem 0 2rem;break-inside:avoid}
figcaption,caption{font-size:.875rem;line-height:1.5;text-align:start;margin-bottom:.625rem;font-weight:500}
caption{caption-side:top;padding-bottom:.375rem}
figure svg{display:block;width:100%;height:auto}
figure svg.narrow{display:none}
.table{margin:1.25rem 0 2rem;overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:.875rem;line-height:1.45}
thead th{font-weight:500;color:var(--ink-2);border-bottom:1px solid var(--line-2);vertical-align:bottom}
th,td{padding:.3125rem .5rem;vertical-align:top;text-align:start;border-bottom:1px solid var(--line)}
th:first-child{padding-inline-start:0}
td:last-child,thead th:last-child{padding-inline-end:.25rem}
tbody th{font-weight:400}
.end{text-align:end;font-variant-numeric:tabular-nums}
tr.group th{font-weight:600;padding-top:.75rem}tr.group{break-after:avoid}
td.hidden{color:var(--ink-2);background:repeating-linear-gradient(45deg,#fff 0 4px,#EFEDE7 4px 6px)}
.callout{border-inline-start:3px solid var(--primary);padding:.25rem 1rem;margin:1.25rem 0}
.recommendation{border:1px solid var(--line-2);border-radius:12px;padding:.75rem 1rem;margin:1rem 0;break-inside:avoid}
.recommendation .action{font-weight:600}
.rule{display:inline-block;background:var(--sunken);border-radius:4px;padding:0 .375rem;font-size:.8125rem;font-weight:500;margin-inline-end:.25rem}
@media (max-width:36rem){body{padding:0 1.125rem 3rem}.cover{margin:0 -1.125rem;padding:2rem 1.125rem 1.5rem}h1{font-size:1.625rem}h2{font-size:1.3125rem;margin-top:2.5rem}figure svg.wide{display:none}figure svg.narrow{display:block}}
@page{size:A4;margin:20mm 18mm}
@media print{html{font-size:9.5pt}html,body{background:#fff}body{max-width:none;padding:0;line-height:1.5}p.text{break-after:avoid;break-inside:avoid}.cover{margin:0;padding:24pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}nav{break-after:page}h2,h3,h4,caption,figcaption{break-after:avoid}tr,li{break-inside:avoid}thead{display:table-header-group}.table{overflow:visible}.table.whole,.finding{break-inside:avoid}.note{break-before:avoid}figure svg.wide{display:block!important}figure svg.narrow{display:none!important}a{color:inherit;text-decoration:none}td.hidden{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`.trim();
