// A folder of the test's own, gone after the test.
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export function temporaryFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'consilium-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** In memory where the system has such a place: for many small states whose own flushing is not what is tested. */
export function temporaryFolderInMemory(): string {
  try {
    accessSync('/dev/shm', constants.W_OK)
    return temporaryFolder('/dev/shm')
  } catch {
    return temporaryFolder()
  }
}
