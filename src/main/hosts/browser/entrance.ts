// The tiny page that turns the token of the URL fragment into a cookie and then starts the app. Holds no secret itself.
import { createHash } from 'node:crypto'

export const SESSION_PATH = '/session'

const SCRIPT = `
const token = location.hash.slice(1)
history.replaceState(null, '', '/')
// Another address pasted into this very tab changes only the fragment.
addEventListener('hashchange', () => location.reload())
const enter = async () => {
  const answer = token && await fetch('${SESSION_PATH}', { method: 'POST', body: token })
  if (answer && answer.ok) location.replace('/')
  else document.getElementById('closed').hidden = false
}
enter().catch(() => { document.getElementById('closed').hidden = false })
`

const STYLE = 'body{font:16px/1.5 system-ui,sans-serif;background:#14171b;color:#e6e8eb;margin:20vh auto;max-width:34em;padding:0 1em}'

const CLOSED = {
  en: 'This address was already used or is older than 30 seconds. Press Enter in the terminal where Consilium runs to get a new one.',
  es: 'Esta dirección ya se ha usado o tiene más de 30 segundos. Pulse Intro en el terminal donde se ejecuta Consilium para obtener otra.',
}

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Consilium</title><style>${STYLE}</style></head>
<body><main id="closed" hidden><p>${CLOSED.en}</p><p lang="es">${CLOSED.es}</p></main>
<noscript><p>Consilium needs JavaScript.</p></noscript>
<script>${SCRIPT}</script></body></html>
`

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

export const ENTRANCE = {
  html: PAGE,
  headers: {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(PAGE)),
    'Content-Security-Policy': `default-src 'none'; script-src ${hash(SCRIPT)}; style-src ${hash(STYLE)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  },
} as const
