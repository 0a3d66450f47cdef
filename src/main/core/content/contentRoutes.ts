// Answers the content channel for every host: path, access, range, headers. Knows no socket, no Electron and no cipher; hosts only translate.
import { Readable } from 'node:stream'
import { parseContentPath, type ContentAddress } from '#shared/contract/content.ts'
import { CaseError } from '#shared/contract/errors.ts'
import { CONTENT_LOCKED_STATUS } from '#shared/contract/hostBridge.ts'
import type { Session } from '../identity/session.ts'
import { readByteRange } from './byteRange.ts'
import type { ContentStore, RangeReader } from './contentStore.ts'

export interface ContentRequest {
  readonly method: string
  /** Path as it stands in the URL, without query. */
  readonly pathname: string
  readonly query: URLSearchParams
  /** Value of the named request header, case-insensitive; null when absent. */
  header(name: string): string | null
  /** Bytes of a PUT; null when the request carries none. */
  readonly body: AsyncIterable<Uint8Array> | null
}

export interface ContentResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Always null for HEAD and for empty answers. */
  readonly body: Readable | null
}

/** Content made ready to be sent: what it is and how to read any part of it. */
export interface OpenContent {
  readonly mediaType: string
  readonly reader: Pick<RangeReader, 'bytes' | 'stream'>
}

/** Pixels as the imaging index finds them; undefined when the profile has no such object. */
export interface FrameSource {
  openFrame(session: Session, study: string, series: string, instance: string, frame: number): Promise<OpenContent | undefined>
  openThumbnail(session: Session, study: string, series: string): Promise<OpenContent | undefined>
  openMarkPicture(session: Session, study: string, caseId: string, annotationId: string): Promise<OpenContent | undefined>
}

/** Where dropped files wait for their import. */
export interface UploadSink {
  /**
   * Writes one file of an open upload, encrypted and flushed; there until its import, or until it is discarded.
   * @param path place inside the dropped folder, for people and DICOMDIR; never used as a path of this disk
   * @throws CaseError DISK_FULL, SOURCE_NOT_READABLE (no such upload, or over its quota)
   */
  write(session: Session, uploadId: string, path: string, bytes: AsyncIterable<Uint8Array>): Promise<void>
}

export interface ContentPorts {
  /** The unlocked profile, or null: without one there is no content. */
  session(): Session | null
  content(): Pick<ContentStore, 'open'> | null
  readonly imaging: FrameSource
  readonly uploads: UploadSink
  /** Bundles made ready by `bundles.exportCase`. */
  readonly exports: { open(exportId: string): OpenContent | undefined }
}

/** Largest single file of an upload: larger ones come through the native picker or a folder on disk. */
export const UPLOAD_FILE_LIMIT_BYTES = 8 * 1024 ** 3

/** Media types a page may show by itself; everything else is handed out as a download only. */
const SHOWN = new Set(['application/pdf', 'image/png', 'image/jpeg', 'application/octet-stream'])

const STANDING: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
}

const STATUS_OF: Partial<Record<string, number>> = { LOCKED: CONTENT_LOCKED_STATUS, DISK_FULL: 507, NOT_ALLOWED: 403, STORE_DAMAGED: 500 }

/** True for a path of the content channel, whether or not anything is there. */
export function isContentPath(pathname: string): boolean {
  return /^\/(blobs|studies|uploads|exports)(\/|$)/.test(pathname)
}

/** The one handler of GET, HEAD (blobs, frames, thumbnails) and PUT (uploads). Never throws for a request; a broken body stream ends the transfer. */
export function createContentRoutes(ports: ContentPorts): { handle(request: ContentRequest): Promise<ContentResponse> } {
  async function handle(request: ContentRequest): Promise<ContentResponse> {
    const address = parseContentPath(request.pathname, request.query.get('path'))
    if (!address) return answer(404)
    const allowed = address.kind === 'upload' ? ['PUT'] : ['GET', 'HEAD']
    if (!allowed.includes(request.method)) return answer(405, { Allow: allowed.join(', ') })
    const session = ports.session()
    if (!session) return answer(CONTENT_LOCKED_STATUS)
    try {
      if (address.kind === 'upload') return await takeUpload(session, address, request)
      const content = await open(session, address)
      return content ? send(content, address, request) : answer(404)
    } catch (error) {
      if (error instanceof CaseError) return answer(STATUS_OF[error.code] ?? 404)
      throw error
    }
  }

  async function open(session: Session, address: Exclude<ContentAddress, { kind: 'upload' }>): Promise<OpenContent | undefined> {
    if (address.kind === 'frame') {
      return ports.imaging.openFrame(session, address.study, address.series, address.instance, address.frame)
    }
    if (address.kind === 'thumbnail') return ports.imaging.openThumbnail(session, address.study, address.series)
    if (address.kind === 'markPicture') return ports.imaging.openMarkPicture(session, address.study, address.caseId, address.annotationId)
    if (address.kind === 'export') return ports.exports.open(address.exportId)
    const reader = ports.content()?.open(address.sha256)
    return reader && { mediaType: reader.mediaType ?? 'application/octet-stream', reader }
  }

  async function takeUpload(session: Session, address: Extract<ContentAddress, { kind: 'upload' }>, request: ContentRequest) {
    const declared = Number(request.header('content-length') ?? 0)
    if (!(declared <= UPLOAD_FILE_LIMIT_BYTES)) return answer(413)
    const counted = limitBytes(request.body ?? Readable.from([]), UPLOAD_FILE_LIMIT_BYTES)
    try {
      await ports.uploads.write(session, address.uploadId, address.path, counted)
    } catch (error) {
      if (error instanceof TooLarge) return answer(413)
      throw error
    }
    return answer(204)
  }

  return { handle }
}

function send({ mediaType, reader }: OpenContent, address: ContentAddress, request: ContentRequest): ContentResponse {
  const etag = address.kind === 'blob' ? `"${address.sha256}"` : undefined
  const download = request.query.has('download') || !SHOWN.has(mediaType.split(';')[0] ?? '')
  const common = {
    'Accept-Ranges': 'bytes',
    'Content-Type': mediaType,
    ...(etag ? { ETag: etag } : {}),
    ...(download ? { 'Content-Disposition': 'attachment' } : {}),
  }
  const ifRange = request.header('if-range')
  const range = ifRange !== null && ifRange !== etag ? 'whole' : readByteRange(request.header('range'), reader.bytes)
  if (range === 'unsatisfiable') return answer(416, { 'Content-Range': `bytes */${reader.bytes}` })
  const { start, end } = range === 'whole' ? { start: 0, end: reader.bytes } : range
  const headers = {
    ...STANDING,
    ...common,
    'Content-Length': String(end - start),
    ...(range === 'whole' ? {} : { 'Content-Range': `bytes ${start}-${end - 1}/${reader.bytes}` }),
  }
  const empty = request.method === 'HEAD' || start === end
  return { status: range === 'whole' ? 200 : 206, headers, body: empty ? null : reader.stream(start, end) }
}

function answer(status: number, headers: Record<string, string> = {}): ContentResponse {
  return { status, headers: { ...STANDING, ...headers, ...(status === 204 ? {} : { 'Content-Length': '0' }) }, body: null }
}

class TooLarge extends Error {}

async function* limitBytes(source: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let seen = 0
  for await (const chunk of source) {
    seen += chunk.byteLength
    if (seen > limit) throw new TooLarge()
    yield chunk
  }
}
