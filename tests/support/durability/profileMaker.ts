// A process that makes profiles and says which exist, until it is killed: node profileMaker.ts DIRECTORY
import { writeSync } from 'node:fs'
import { createProfileService } from '../../../src/main/core/identity/profileService.ts'

export const PASSPHRASE = 'siete barcos verdes al alba'

export function profilesOf(dataDirectory: string) {
  const none = () => undefined
  return createProfileService({
    dataDirectory,
    custody: { deviceSecret: async () => null },
    clock: { now: () => Date.now() },
    log: { info: none, warn: none, error: none },
    kdf: { memoryKib: 1024, iterations: 1, parallelism: 1 },
  })
}

if (import.meta.main) {
  const service = profilesOf(process.argv[2] ?? '')
  for (let number = 0; ; number++) {
    const { user } = await service.create({ name: `Dr A${number}`, role: 'physician', licence: null, passphrase: PASSPHRASE })
    writeSync(1, `profile ${user.id}\n`)
    await service.changePassphrase({ passphrase: PASSPHRASE, next: PASSPHRASE })
    writeSync(1, `rewrapped ${user.id}\n`)
  }
}
