// Where the store is when nobody says otherwise. The same for every host, so that Electron and the browser host open the same work.
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

/**
 * Per-user, never roaming and never in a synchronised folder.
 * @param env CONSILIUM_STORE wins over the platform's place
 */
export function defaultDataDirectory(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  if (env.CONSILIUM_STORE) return path.resolve(env.CONSILIUM_STORE)
  if (platform === 'win32') return path.join(env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'Consilium')
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Consilium')
  const data = env.XDG_DATA_HOME && path.isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : path.join(home, '.local', 'share')
  return path.join(data, 'consilium')
}

/** Makes the folder, readable by its owner only. */
export function prepareDataDirectory(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  return directory
}
