// The URL grammar of the content channel: the only place where a content URL is built or read. Bytes never travel by RPC.

export type ContentAddress =
  | { kind: 'blob'; sha256: string }
  | { kind: 'frame'; study: string; series: string; instance: string; frame: number }
  | { kind: 'thumbnail'; study: string; series: string }
  | { kind: 'markPicture'; study: string; caseId: string; annotationId: string }
  | { kind: 'upload'; uploadId: string; path: string }
  | { kind: 'export'; exportId: string }

/** Path of a stored blob. GET with Range; immutable. */
export function blobPath(sha256: string): string {
  return `/blobs/${sha256}`
}

/** The same blob as a file to be kept: the browser saves it; the link's `download` attribute names it. */
export function downloadPath(sha256: string): string {
  return `/blobs/${sha256}?download`
}

/** Path of one frame's pixel bytes in its own transfer syntax, as in DICOMweb WADO-RS. First frame is 1. */
export function framePath(study: string, series: string, instance: string, frame: number): string {
  return `/studies/${study}/series/${series}/instances/${instance}/frames/${frame}`
}

/** Path of a series' small picture (PNG), made by the core when the series was taken in. */
export function thumbnailPath(study: string, series: string): string {
  return `/studies/${study}/series/${series}/thumbnail`
}

/** Path of the slice of a measurement or key image (PNG), with what was drawn. */
export function markPicturePath(study: string, caseId: string, annotationId: string): string {
  return `/studies/${study}/marks/${caseId}/${annotationId}/picture`
}

/** Path to PUT one file of an upload to; `path` is the file's place inside the dropped folder. */
export function uploadPath(uploadId: string, path: string): string {
  return `/uploads/${uploadId}?path=${encodeURIComponent(path)}`
}

/** Path of a case made ready to be handed on; saved as a file. */
export function exportPath(exportId: string): string {
  return `/exports/${exportId}`
}

const uid = '[0-9.]{1,64}'
const blob = /^\/blobs\/([0-9a-f]{64})$/
const frame = new RegExp(`^/studies/(${uid})/series/(${uid})/instances/(${uid})/frames/([1-9][0-9]{0,6})$`)
const thumbnail = new RegExp(`^/studies/(${uid})/series/(${uid})/thumbnail$`)
const uuid = '[0-9a-f-]{36}'
const markPicture = new RegExp(`^/studies/(${uid})/marks/(${uuid})/(${uuid})/picture$`)
const exported = /^\/exports\/([0-9a-f-]{36})$/
const upload = /^\/uploads\/([0-9a-f-]{36})$/

/**
 * Reads a request's path.
 * @param pathname path without query, as it stands in the URL
 * @param path value of the query member `path`, decoded; only uploads have one
 * @returns undefined for anything that is not exactly of the grammar
 */
export function parseContentPath(pathname: string, path: string | null): ContentAddress | undefined {
  const b = blob.exec(pathname)
  if (b?.[1]) return { kind: 'blob', sha256: b[1] }
  const f = frame.exec(pathname)
  if (f?.[1] && f[2] && f[3]) return { kind: 'frame', study: f[1], series: f[2], instance: f[3], frame: Number(f[4]) }
  const t = thumbnail.exec(pathname)
  if (t?.[1] && t[2]) return { kind: 'thumbnail', study: t[1], series: t[2] }
  const m = markPicture.exec(pathname)
  if (m?.[1] && m[2] && m[3]) return { kind: 'markPicture', study: m[1], caseId: m[2], annotationId: m[3] }
  const e = exported.exec(pathname)
  if (e?.[1]) return { kind: 'export', exportId: e[1] }
  const u = upload.exec(pathname)
  if (u?.[1] && path) return { kind: 'upload', uploadId: u[1], path }
  return undefined
}
