// Takes in a folder again and again, COUNT times or until it is killed; says when it is ready and each import that was told as done.
import { mkdirSync, writeSync } from 'node:fs'
import { openIntakeClinic } from '../intakeClinic.ts'

const [directory = '', bundle = '', count = 'Infinity'] = process.argv.slice(2)
mkdirSync(directory, { recursive: true })
const clinic = openIntakeClinic(directory)
writeSync(1, 'ready\n')
for (let n = 0; n < Number(count); n++) {
  const { importId, caseId, state } = await clinic.takeIn(bundle)
  if (state === 'done') writeSync(1, `done ${importId} ${caseId}\n`)
}
await clinic.close()
