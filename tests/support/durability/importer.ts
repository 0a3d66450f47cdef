// Takes in a folder again and again until it is killed; says when it is ready and each import that was told as done.
import { openIntakeClinic } from '../intakeClinic.ts'

const [directory = '', bundle = ''] = process.argv.slice(2)
const clinic = openIntakeClinic(directory)
process.stdout.write('ready\n')
for (;;) {
  const { importId, caseId, state } = await clinic.takeIn(bundle)
  if (state === 'done') process.stdout.write(`done ${importId} ${caseId}\n`)
}
