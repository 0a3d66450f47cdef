// Where the product itself lies: from source, built, or packed into an asar archive. Reads package.json; knows no user data.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface Installation {
  readonly version: string
  readonly resourcesDirectory: string
  readonly rendererDirectory: string
}

/**
 * @param from folder of any module of the product
 * @throws when no folder above holds the product's package.json
 */
export function findInstallation(from: string): Installation {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json')
    if (existsSync(manifest)) {
      const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string; version?: string }
      if (name === 'consilium' && version) {
        return { version, resourcesDirectory: path.join(folder, 'resources'), rendererDirectory: path.join(folder, 'out', 'renderer') }
      }
    }
    if (path.dirname(folder) === folder) throw new Error('the installation is incomplete: no package.json')
  }
}
