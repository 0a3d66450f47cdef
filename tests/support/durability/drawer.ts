// A process that draws, changes and removes measurements through the workstation's shared documents and says what is acknowledged, until it is killed:
// node drawer.ts DIRECTORY FIRST
import { writeSync } from 'node:fs'
import { changeMark, newMark, openDrawing } from './drawing.ts'

const [directory = '', first = '0'] = process.argv.slice(2)
const acknowledge = (line: string) => writeSync(1, `${line}\n`)

const drawing = openDrawing(directory)
for (let number = Number(first); ; number++) {
  const mark = newMark(number)
  await drawing.save(mark)
  acknowledge(`saved ${mark.id} ${mark.values.join('x')}`)
  if (number % 3 === 1) {
    const changed = changeMark(mark)
    await drawing.save(changed)
    acknowledge(`saved ${changed.id} ${changed.values.join('x')}`)
  }
  if (number % 5 === 4) {
    await drawing.remove(mark.id)
    acknowledge(`removed ${mark.id} -`)
  }
}
