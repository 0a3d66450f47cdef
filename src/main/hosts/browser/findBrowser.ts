// Finds a Chromium-family browser that can show an app window. Looks at files only; starts nothing.
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/**
 * @param env CONSILIUM_BROWSER names one outright (and is then the only candidate)
 * @param exists whether a path is an executable file
 * @returns path of the executable, or null when there is none
 */
export function findBrowser(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  exists: (file: string) => boolean = isExecutable,
): string | null {
  if (env.CONSILIUM_BROWSER) return exists(env.CONSILIUM_BROWSER) ? env.CONSILIUM_BROWSER : null
  return candidates(platform, env).find(exists) ?? null
}

function candidates(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'darwin') {
    const roots = ['/Applications', ...(env.HOME ? [path.posix.join(env.HOME, 'Applications')] : [])]
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser']
    return apps.flatMap((app) => roots.map((root) => `${root}/${app}.app/Contents/MacOS/${app}`))
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined)
    const apps = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']
    return apps.flatMap((app) => roots.map((root) => path.win32.join(root, app)))
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable', 'microsoft-edge']
  // /snap last: its confinement may refuse a profile in a hidden folder.
  const folders = [...(env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/') && !folder.startsWith('/snap')), '/usr/bin', '/snap/bin']
  return names.flatMap((name) => folders.map((folder) => `${folder}/${name}`))
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    // Absent or not executable: simply not a candidate.
    return false
  }
}
