// The security headers of the page, the same in every host: CSP with a fresh style nonce, isolation, and the Trusted Types policy.
import { randomBytes } from 'node:crypto'
import { STYLE_NONCE_META } from '#shared/contract/hostBridge.ts'

/** Path of the script that installs the default Trusted Types policy; the host puts it first into the page. */
export const PAGE_POLICY_PATH = '/page-policy.js'

/**
 * Takes a spent one-time token out of the address, and tells the schema library before its first schema not to try whether it may make code
 * from text: the attempt alone would break the policy. What the default policy lets through: CSS text without markup, inert parsing by DOMParser, and worker scripts of our own build.
 * Everything else that would become HTML or script throws.
 */
export const PAGE_POLICY_SCRIPT = `'use strict';
const forgetToken = () => { if (location.hash) history.replaceState(null, '', location.pathname) }
forgetToken()
addEventListener('hashchange', forgetToken)
globalThis.__zod_globalConfig = { jitless: true }
if (window.trustedTypes && !window.trustedTypes.defaultPolicy) {
  const own = (url) => {
    const address = new URL(url, document.baseURI)
    return address.origin === location.origin && /^\\/(assets|src|node_modules|@)/.test(address.pathname)
  }
  window.trustedTypes.createPolicy('default', {
    createHTML: (text, type, sink) => (String(sink).startsWith('DOMParser') || !text.includes('<') ? text : null),
    createScriptURL: (url) => (own(url) ? url : null),
  })
}
`

/** Names of Trusted Types policies that engines make for themselves: ProseMirror parses pasted HTML in a document of its own. */
const ENGINE_POLICIES = 'ProseMirrorClipboard'

const FEATURES_OFF = ['camera', 'microphone', 'geolocation', 'usb', 'serial', 'hid', 'payment', 'display-capture', 'midi', 'idle-detection']

export function newStyleNonce(): string {
  return randomBytes(18).toString('base64')
}

/**
 * Headers of every file of the renderer.
 * @param nonce style nonce of this response; only index.html needs a fresh one, workers take none
 * @param socketOrigin origin of the page's WebSockets (`ws://127.0.0.1:port`); absent where channels are ports
 */
export function pageHeaders(nonce: string | null, socketOrigin?: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self'${socketOrigin ? ` ${socketOrigin}` : ''}`,
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types default ${ENGINE_POLICIES}`,
  ]
  return {
    'Content-Security-Policy': policy.join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': FEATURES_OFF.map((feature) => `${feature}=()`).join(', '),
    'Cache-Control': 'no-store',
  }
}

/** index.html with the nonce where the renderer finds it and the policy script before any other. @throws when there is no head */
export function dressPage(html: string, nonce: string): string {
  const head = /<head[^>]*>/i.exec(html)
  if (!head) throw new Error('the page has no head')
  const at = head.index + head[0].length
  // An empty icon: browsers otherwise ask for one that is not there.
  const tags = `<meta name="${STYLE_NONCE_META}" content="${nonce}"><link rel="icon" href="data:,"><script src="${PAGE_POLICY_PATH}"></script>`
  return html.slice(0, at) + tags + html.slice(at)
}
