// A real file system of a few megabytes, to be filled.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** @param at an empty folder; left out, one is made. @returns undefined where this machine lets nobody mount: then nothing can be shown here */
export function smallDisk(megabytes: number, at?: string): string | undefined {
  const place = at ?? mkdtempSync(join(tmpdir(), 'consilium-disk-'))
  mkdirSync(place, { recursive: true, mode: 0o700 })
  onTestFinished(() => rmSync(place, { recursive: true, force: true }))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place]).status !== 0) return undefined
  onTestFinished(() => {
    spawnSync('umount', ['-l', place])
  })
  return place
}

/** Makes room: the same disk, larger. */
export function growDisk(place: string, megabytes: number): void {
  spawnSync('mount', ['-o', `remount,size=${megabytes}m`, place])
}
