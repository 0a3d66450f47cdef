// Serves the built renderer from its folder: only files that exist there, never a listing, never a path outside.
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { ContentResponse } from '../content/contentRoutes.ts'
import { dressPage, newStyleNonce, PAGE_POLICY_PATH, PAGE_POLICY_SCRIPT, pageHeaders } from './pagePolicy.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/octet-stream',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
}

export interface PageFiles {
  /** Answers GET and HEAD of the page's own files; `/` is index.html. 404 for anything else. */
  handle(method: string, pathname: string): Promise<ContentResponse>
}

/**
 * @param root folder of the built renderer
 * @param socketOrigin see pageHeaders
 */
export function createPageFiles(root: string, socketOrigin?: string): PageFiles {
  async function handle(method: string, pathname: string): Promise<ContentResponse> {
    if (method !== 'GET' && method !== 'HEAD') return plain(405)
    if (pathname === PAGE_POLICY_PATH) return text(method, 'text/javascript; charset=utf-8', PAGE_POLICY_SCRIPT, null)
    if (pathname === '/' || pathname === '/index.html') {
      const nonce = newStyleNonce()
      const html = dressPage(await readFile(path.join(root, 'index.html'), 'utf8'), nonce)
      return text(method, 'text/html; charset=utf-8', html, nonce)
    }
    const file = insideRoot(pathname)
    const type = file && TYPES[path.extname(file).toLowerCase()]
    const found = type ? await stat(file).catch(() => null) : null
    if (!file || !type || !found?.isFile()) return plain(404)
    const headers = { ...pageHeaders(null, socketOrigin), 'Content-Type': type, 'Content-Length': String(found.size) }
    return { status: 200, headers, body: method === 'HEAD' ? null : createReadStream(file) }
  }

  function insideRoot(pathname: string): string | undefined {
    if (!/^\/[A-Za-z0-9_@.\-/]+$/.test(pathname) || pathname.includes('..') || pathname.includes('//')) return undefined
    return path.join(root, ...pathname.split('/'))
  }

  function text(method: string, type: string, body: string, nonce: string | null): ContentResponse {
    const bytes = Buffer.from(body)
    const headers = { ...pageHeaders(nonce, socketOrigin), 'Content-Type': type, 'Content-Length': String(bytes.length) }
    return { status: 200, headers, body: method === 'HEAD' ? null : Readable.from([bytes]) }
  }

  const plain = (status: number): ContentResponse => ({
    status,
    headers: { ...pageHeaders(null, socketOrigin), 'Content-Length': '0' },
    body: null,
  })

  return { handle }
}
