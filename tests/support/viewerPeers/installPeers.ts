// The other viewers, to measure only: installed beside the project when peers are asked for, never part of it (dwv is GPL), never read by the product.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../../../.peers')

const PEERS = {
  '@ohif/app': '3.13.2',
  dwv: '0.36.4',
  '@cornerstonejs/core': '5.14.0',
  '@cornerstonejs/dicom-image-loader': '5.14.0',
  '@cornerstonejs/metadata': '5.14.0',
  '@cornerstonejs/utils': '5.14.0',
  'dicom-parser': '1.8.21',
}

/**
 * @returns their node_modules folder
 * @throws Error when npm cannot fetch them
 */
export function installPeers(): string {
  const wanted = JSON.stringify({ name: 'viewer-peers', private: true, dependencies: PEERS }, null, 2)
  const stamp = join(FOLDER, 'installed.json')
  const modules = join(FOLDER, 'node_modules')
  if (existsSync(stamp) && existsSync(join(modules, '@ohif/app/dist/index.html'))) return modules
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, 'package.json'), wanted)
  // OHIF names its whole source tree as peers; its dist needs none of it.
  execFileSync('npm', ['install', '--ignore-scripts', '--legacy-peer-deps', '--omit=peer', '--omit=optional', '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  writeFileSync(stamp, wanted)
  return modules
}
