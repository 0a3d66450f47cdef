// A process that works on the vault and says on stdout what is acknowledged, until it is killed: node writer.ts DIRECTORY FIRST COUNT LARGEST
import { writeSync } from 'node:fs'
import { openVault, writeBlob, writeRow } from './vault.ts'

const [directory = '', first = '0', count = 'Infinity', largest = '1500000'] = process.argv.slice(2)
/** In one write call, so that an acknowledgement is never cut. */
const acknowledge = (line: string) => writeSync(1, `${line}\n`)

let vault = openVault(directory)
acknowledge('open')
const end = Number(first) + Number(count)
for (let number = Number(first); number < end; number++) {
  if (number % 3 === 0) {
    acknowledge(`blob ${await writeBlob(vault, number, 1 + ((number * 7919 * 97) % Number(largest)))}`)
  } else {
    writeRow(vault, number)
    acknowledge(`row ${number}`)
  }
  // A file that no transaction claims, and a clean end and new start in between.
  if (number % 11 === 0) await vault.content.stage((async function* () { yield Buffer.alloc(5000) })(), 'unclaimed')
  if (number % 17 === 0) {
    await vault.close()
    vault = openVault(directory)
    await vault.content.recover()
  }
}
await vault.close()
acknowledge('end')
