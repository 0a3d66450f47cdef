// Hands a stored file out under a name, as a click on a link would.
import { downloadUrl } from './content.ts'

export function saveFile(sha256: string, name: string): void {
  const link = Object.assign(document.createElement('a'), { href: downloadUrl(sha256), download: name })
  link.click()
}
