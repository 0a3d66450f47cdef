// URLs of the content channel for <img>, fetch and viewers. The grammar is shared/contract/content.ts; same origin in every host.
import { blobPath, downloadPath, exportPath, framePath, markPicturePath, thumbnailPath, uploadPath } from '#shared/contract/content.ts'

/** A stored file by SHA-256; Range requests allowed, immutable. */
export function blobUrl(sha256: string): string {
  return blobPath(sha256)
}

/** The same file handed out to be kept. */
export function downloadUrl(sha256: string): string {
  return downloadPath(sha256)
}

/** A case made ready to be handed on, as a file. */
export function exportUrl(exportId: string): string {
  return exportPath(exportId)
}

/** One frame's pixel bytes in its own transfer syntax; first frame is 1. */
export function frameUrl(study: string, series: string, instance: string, frame: number): string {
  return framePath(study, series, instance, frame)
}

/** Small PNG of a series. */
export function thumbnailUrl(study: string, series: string): string {
  return thumbnailPath(study, series)
}

/** Picture of a measurement or key image: its slice as it was seen, with what was drawn. */
export function markPictureUrl(study: string, caseId: string, annotationId: string): string {
  return markPicturePath(study, caseId, annotationId)
}

/**
 * Puts one file of an upload; the browser streams it from disk.
 * @param path the file's place inside the dropped folder, with "/"
 * @param onProgress bytes sent so far
 * @throws DOMException AbortError when cancelled, Error when the host refused or went away
 */
export function putFile(uploadId: string, path: string, file: Blob, onProgress: (bytes: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const request = new XMLHttpRequest()
    request.open('PUT', uploadPath(uploadId, path))
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded))
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve()
      else reject(new Error(`upload refused with status ${request.status}`))
    })
    request.addEventListener('error', () => reject(new Error('upload broke off')))
    request.addEventListener('abort', () => reject(new DOMException('upload cancelled', 'AbortError')))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
