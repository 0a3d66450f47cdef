// Hands a file out under a name, as a click on a link would.
import { downloadUrl, exportUrl } from './content.ts'

/** A stored file. */
export function saveFile(sha256: string, name: string): void {
  follow(downloadUrl(sha256), name)
}

/** A file made to be taken away, which is kept nowhere. */
export function saveExport(exportId: string, name: string): void {
  follow(exportUrl(exportId), name)
}

function follow(href: string, download: string): void {
  Object.assign(document.createElement('a'), { href, download }).click()
}
