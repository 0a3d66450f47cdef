// Tells folders whose files another program moves or another machine locks: a database there breaks silently (safety note §1, §6).
import { existsSync, realpathSync, statfsSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'

export type SyncedFolderKind = 'oneDrive' | 'dropbox' | 'iCloud' | 'googleDrive' | 'network' | 'other'

/** Names that the sync clients give their folder, with or without an account behind it. */
const NAMES: readonly [RegExp, SyncedFolderKind][] = [
  [/^onedrive($| - |-)/i, 'oneDrive'],
  [/^sharepoint($| - |-)/i, 'oneDrive'],
  [/^dropbox($| \()/i, 'dropbox'],
  [/^(icloud ?drive|com~apple~clouddocs|mobile documents|icloud~.*)$/i, 'iCloud'],
  [/^(google ?drive|googledrive-.*|my drive|drivefs)$/i, 'googleDrive'],
  [/^(nextcloud|owncloud|box|box sync|pcloud ?drive|seafile|mega|cloudstorage|syncthing)$/i, 'other'],
]

/** Files that a sync client leaves in its folder, whatever its name. */
const MARKS: readonly [string, SyncedFolderKind][] = [
  ['.dropbox', 'dropbox'],
  ['.dropbox.cache', 'dropbox'],
  ['.tmp.drivedownload', 'googleDrive'],
  ['.stfolder', 'other'],
]

/** Linux file system types (statfs(2)): NFS, SMB, SMB2, CIFS, AFS, Ceph, 9P. */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x5346414f, 0x00c36400, 0x01021997])

/**
 * @param directory need not exist yet; links on the way are followed
 * @returns what keeps the folder, or null for a local one
 */
export function syncedFolderKind(directory: string, platform: NodeJS.Platform = process.platform): SyncedFolderKind | null {
  if (platform === 'win32' && /^[\\/]{2}[^?.]/.test(directory)) return 'network'
  const { existing, whole } = realPathOf(resolve(directory))
  for (let folder = whole; ; folder = dirname(folder)) {
    const named = NAMES.find(([pattern]) => pattern.test(basename(folder)))
    if (named) return named[1]
    const marked = MARKS.find(([mark]) => existsSync(join(folder, mark)))
    // A home folder may hold Dropbox's settings file without being synchronised itself: only a folder of that name counts there.
    if (marked && !isSettingsFolder(folder, marked[0])) return marked[1]
    if (dirname(folder) === folder) break
  }
  return platform === 'linux' && NETWORK_TYPES.has(statfsSync(existing).type >>> 0) ? 'network' : null
}

/** `~/.dropbox` is a folder of settings; `.dropbox` inside the synchronised folder is a file. */
function isSettingsFolder(folder: string, mark: string): boolean {
  return mark === '.dropbox' && existsSync(join(folder, mark, 'info.json'))
}

/** The path with links resolved as far as it exists, and its nearest ancestor that exists. */
function realPathOf(directory: string): { existing: string; whole: string } {
  for (let folder = directory; ; folder = dirname(folder)) {
    if (!existsSync(folder) && dirname(folder) !== folder) continue
    const existing = realpathSync(folder)
    return { existing, whole: join(existing, relative(folder, directory)) }
  }
}
