// Files that come with every hospital CD and belong to nobody's record: the viewer, its help and pictures, the system's litter.
import { fileNameOf } from './itemName.ts'

const LITTER = /^(\.ds_store|thumbs\.db|desktop\.ini|\._.*|__macosx)$/i
const PROGRAM = /\.(exe|dll|msi|bat|cmd|com|scr|jar|class|sh|so|dylib|js|css|ico|cab|inf|ini|cfg|lnk|chm|hlp|properties|swf|manifest)$/i
/** Names that a CD's own pages carry, in its top folder. */
const MEDIA_PAGE = /^(readme|read_me|leeme|lisezmoi|liesmich|autorun|logo|license|licence|licencia|index|help|ayuda|manual|version|setup|install|viewer|visor|start|cdviewer)\b/i
/** Folders of viewer programs and of the PDI profile's own web pages. */
const MEDIA_FOLDER = /^(viewer|visor|weasis|jre|java|bin|lib|plugins|ihe_pdi|help|ayuda|autorun|__macosx|ebw|radiant|miniviewer|cdviewer)$/i

/**
 * @param mediaRoots folders that hold a DICOMDIR ('' = the bundle's top): only there a name alone makes software of a text or picture
 */
export function isMediaSoftware(name: string, mediaRoots: ReadonlySet<string>): boolean {
  const file = fileNameOf(name)
  const folders = name.split('/').slice(0, -1)
  if (LITTER.test(file) || folders.some((folder) => LITTER.test(folder)) || PROGRAM.test(file)) return true
  const folder = folders.join('/')
  if (mediaRoots.has(folder) && MEDIA_PAGE.test(file)) return true
  return [...mediaRoots].some((root) => {
    const below = root === '' ? folders : folder === root || folder.startsWith(`${root}/`) ? folders.slice(root.split('/').length) : []
    return below.some((part) => MEDIA_FOLDER.test(part))
  })
}

/** Folders in which a DICOMDIR lies. */
export function findMediaRoots(names: readonly string[]): Set<string> {
  const roots = names.filter((name) => fileNameOf(name).toUpperCase() === 'DICOMDIR')
  return new Set(roots.map((name) => name.slice(0, Math.max(0, name.lastIndexOf('/')))))
}
