// One page of a package: plain HTML that opens from a folder in any browser, without scripts and without a network; landmarks, one h1, a way past the menu.
import type { Language } from '#shared/domain/reviewCase.ts'
import type { PrintStamp } from '../reports/pdf/stampWords.ts'
import { PACKAGE_WORDS } from './packageWords.ts'

/** Text as text: nothing of a case is ever markup. */
export function esc(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

export interface Page {
  /** Unlike the package's own. */
  readonly language?: Language
  readonly file: string
  readonly title: string
  /** Markup made by this folder alone; every text inside went through `esc`. */
  readonly main: string
}

export interface PageFrame {
  readonly language: Language
  /** What became of the version, on every page. */
  readonly stamp: PrintStamp | null
  readonly heading: string
  readonly identity: string
  readonly footer: string
  /** `language` of a page that is not written in the package's. */
  readonly menu: readonly { file: string; label: string; language?: Language }[]
  /** Only the checking page has one. */
  readonly script?: { readonly file: string; readonly text: string }
}

export function htmlPage({ file, title, main, language: own }: Page, { language, stamp, heading, identity, footer, menu, script }: PageFrame): string {
  const words = PACKAGE_WORDS[language]
  const links = menu.map((one) => `<li><a href="${esc(one.file)}"${one.file === file ? ' aria-current="page"' : ''}${one.language && one.language !== language ? ` lang="${one.language}" hreflang="${one.language}"` : ''}>${esc(one.label)}</a></li>`).join('')
  const policy = `default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'${script ? "; script-src 'unsafe-inline' 'self' file:" : ''}`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${esc(title)} · ${esc(heading)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#content">${esc(words.skip)}</a>
<header><p class="issuer">${esc(heading)}</p><p>${esc(identity)}</p></header>
<nav aria-label="${esc(heading)}"><ul>${links}</ul></nav>
<main id="content" tabindex="-1"${own && own !== language ? ` lang="${own}"` : ''}>
${stamp ? `<div class="stamp" role="note"><p><strong>${esc(stamp.mark)}</strong>. ${esc(stamp.heading)}</p>${stamp.lines.map((line) => `<p>${esc(line)}</p>`).join('')}</div>\n` : ''}<h1>${esc(title)}</h1>
${main}
</main>
<footer><p>${esc(footer)}</p></footer>
${script ? `<script src="${esc(script.file)}"></script><script>${script.text}</script>\n` : ''}</body>
</html>
`
}

const STYLE = `
:root{color-scheme:light dark;--ink:#15191e;--soft:#4a5560;--line:#c9d0d6;--paper:#fff;--tint:#f3f5f7;--link:#0b5c8f;--ok:#1b7a47;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e8ebee;--soft:#a9b2bb;--line:#39424b;--paper:#15191d;--tint:#1b2025;--link:#7cc4ef;--ok:#5cc08a;--bad:#f2766b}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 Georgia,'Times New Roman',serif}
header,nav,footer,th,.soft,.meta,button,label,h1,h2,h3{font-family:system-ui,-apple-system,'Segoe UI',sans-serif}
body>*{max-width:46rem;margin-inline:auto;padding-inline:1.25rem}
header{padding-top:1.5rem;border-bottom:2px solid var(--ink);padding-bottom:.75rem;font-size:.9rem}
header p{margin:0;color:var(--soft)} header .issuer{color:var(--ink);font-weight:600}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0;padding:.75rem 0;border-bottom:1px solid var(--line);font-size:.95rem}
a{color:var(--link)} a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
a:focus-visible,button:focus-visible,input:focus-visible,main:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999rem;top:0;background:var(--paper)} .skip:focus{left:0;padding:.75rem 1.25rem}
h1{font-size:1.7rem;line-height:1.25;margin:1.5rem 0 .5rem} h2{font-size:1.2rem;margin:2.25rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)} h3{font-size:1rem;margin:1.25rem 0 .25rem}
p,ul,ol{margin:.5rem 0 .75rem} .soft,.meta{color:var(--soft);font-size:.9rem}
table{width:100%;border-collapse:collapse;margin:.75rem 0 1.25rem} th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line)} th{font-weight:600;font-size:.9rem;color:var(--soft)} td:last-child,th:last-child{padding-right:0}
dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.35rem 1.25rem;margin:.75rem 0} dt{font-family:system-ui,sans-serif;font-size:.9rem;color:var(--soft)} dd{margin:0} dt.lead,dd.lead{color:inherit;font-weight:600;margin-top:.55rem}
figure{margin:1rem 0} figure img{max-width:100%;height:auto;border:1px solid var(--line)} figcaption{font-size:.9rem;color:var(--soft)}
code{font:.85rem/1.5 ui-monospace,Consolas,monospace;overflow-wrap:anywhere}
.stamp{border:2px solid var(--bad);border-radius:9px;padding:.25rem 1.25rem;margin:1.5rem 0 1rem} .stamp strong{color:var(--bad)} .box{background:var(--tint);border-radius:9px;padding:.25rem 1.25rem;margin:1rem 0} .ok{color:var(--ok)} .bad{color:var(--bad)}
sup a{text-decoration:none;font-size:.75em}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-block:1rem 2rem;font-size:.85rem;color:var(--soft)}
@media print{nav,.skip,.noprint{display:none}body{font-size:10.5pt}h2{break-after:avoid}figure,tr{break-inside:avoid}}
`.replace(/\n/g, '')
