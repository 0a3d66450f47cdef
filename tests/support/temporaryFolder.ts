// A folder of the test's own, gone after the test.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'consilium-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
