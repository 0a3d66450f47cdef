import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { caseError } from '#shared/contract/errors.ts'
import { CommandEnd, EXIT } from '../../../../../src/main/hosts/cli/exits.ts'
import type { Command } from '../../../../../src/main/hosts/cli/command.ts'
import { COMMANDS } from '../../../../../src/main/hosts/cli/commands.ts'
import { runCommandLine } from '../../../../../src/main/hosts/cli/run.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'cli-'))

async function run(args: string[], commands: Record<string, Command> = COMMANDS as Record<string, Command>, env: NodeJS.ProcessEnv = {}) {
  const printed = { out: '', err: '' }
  const exit = await runCommandLine(
    args,
    commands,
    { env, signal: new AbortController().signal, openStore: () => Promise.reject(caseError('STORE_IN_USE', {})) },
    {
      out: (text) => {
        printed.out += text
      },
      err: (text) => {
        printed.err += text
      },
    },
  )
  return { exit, ...printed }
}

const ending = (error: unknown): Record<string, Command> => ({
  end: { usage: '', does: '', options: {}, arguments: [0, 0], run: () => Promise.reject(error) },
})

test.each([
  [new CommandEnd(EXIT.usage, 'x'), 2],
  [caseError('SOURCE_NOT_READABLE', {}), 3],
  [caseError('BUNDLE_REFUSED', { code: 'ratioExceeded' }), 3],
  [caseError('LOCKED', {}), 4],
  [caseError('NOT_ALLOWED', {}), 4],
  [caseError('CASE_NOT_FOUND', {}), 4],
  [caseError('PASSPHRASE_WRONG', { attemptsLeft: 3, waitSeconds: 0 }), 4],
  [caseError('STORE_DAMAGED', {}), 5],
  [caseError('INTERNAL', { incident: 'x' }), 1],
  [new Error('García, Ana: /home/x'), 1],
] as const)('%s ends with its exit code', async (error, exit) => {
  expect((await run(['end'], ending(error))).exit).toBe(exit)
})

test('an unexpected error says nothing of its own text, which may come from a patient file', async () => {
  const { err, out } = await run(['end', '--json'], ending(new Error('García, Ana: /home/x')))
  expect(err + out).not.toMatch(/García|home/)
})

test('--json prints exactly one object, also for a refusal', async () => {
  const refused = await run(['end', '--json'], ending(caseError('STORE_DAMAGED', {})))
  expect(JSON.parse(refused.out)).toEqual({ error: { code: 'STORE_DAMAGED', exit: 5, message: 'STORE_DAMAGED' } })
  expect(refused.out.trim().split('\n')).toHaveLength(1)
})

test.each([
  [['fly']],
  [['cases', '--no-such-option']],
  [['cases', 'surplus']],
  [['show']],
  [['toString']],
  [['calc', 'no-such-kind', 'x.json']],
  [['calc', '__proto__', 'x.json']],
  [['show', 'not-a-case-id', '--store', '/nowhere']],
  [['init', '--store', '/nowhere']],
  [['init', '--store', '/nowhere', '--name', 'Dr A', '--role', 'king']],
  [['export', '01890000-0000-7000-8000-000000000000', '--as', 'gif', '--out', '/nowhere/x']],
  [['export', '01890000-0000-7000-8000-000000000000', '--as', 'pdf']],
])('%s is a usage error', async (args) => {
  const { exit, out } = await run(args)
  expect(exit).toBe(2)
  expect(out).toBe('')
})

test('without a passphrase a command on a store says where it is taken from', async () => {
  const { exit, err } = await run(['cases', '--store', folder()])
  expect(exit).toBe(2)
  expect(err).toContain('CONSILIUM_PASSPHRASE')
})

test('a store in use by a window is not touched', async () => {
  expect((await run(['cases', '--store', folder()], undefined, { CONSILIUM_PASSPHRASE: 'x' })).exit).toBe(4)
})

test('nothing at the path to import is refused input', async () => {
  expect((await run(['import', join(folder(), 'absent.zip'), '--store', folder()], undefined, { CONSILIUM_PASSPHRASE: 'x' })).exit).toBe(3)
})

test('a file of cases that is no JSON is refused input', async () => {
  const file = join(folder(), 'cases.json')
  writeFileSync(file, 'not json')
  expect((await run(['calc', 'response-recist11', file])).exit).toBe(3)
  expect((await run(['calc', 'response-recist11', join(folder(), 'absent.json')])).exit).toBe(3)
})

test('a case of the wrong shape is a refusal in the results, not an error', async () => {
  const file = join(folder(), 'cases.json')
  writeFileSync(file, JSON.stringify({ title: 'ignored', cases: [{ id: 'a', input: 7, expected: 'ignored' }] }))
  const { exit, out } = await run(['calc', 'response-recist11', file, '--json'])
  expect(exit).toBe(0)
  expect(JSON.parse(out)).toEqual({ kind: 'response-recist11', results: [{ id: 'a', refusal: { code: 'invalidInput' } }] })
})

test('the doctor needs no passphrase and reports a store in use', async () => {
  const { exit, out } = await run(['doctor', '--json', '--store', folder()])
  expect(exit).toBe(0)
  const report = JSON.parse(out) as { node: string; findings: string[]; store: { freeBytes: number } }
  expect(report.node).toBe(process.versions.node)
  expect(report.findings).toContain('store:STORE_IN_USE')
  expect(report.store.freeBytes).toBeGreaterThan(0)
})

test('help names every command and every exit code', async () => {
  const { exit, out } = await run(['help'])
  expect(exit).toBe(0)
  for (const name of Object.keys(COMMANDS)) expect(out).toContain(`  ${name} `)
  expect(out).toContain('5 integrity failure')
  expect((await run([])).exit).toBe(2)
})

test('files that cannot be decoded carry a code, and when there is nothing else the input is refused', async () => {
  const directory = folder()
  const text = join(directory, 'note.txt')
  writeFileSync(text, 'no image')
  const { exit, out } = await run(['decode', text, join(directory, 'absent.dcm'), '--json'])
  expect(exit).toBe(3)
  expect(JSON.parse(out)).toEqual({
    results: [
      { file: text, error: 'notDicom' },
      { file: join(directory, 'absent.dcm'), error: 'notReadable' },
    ],
  })
})

test('a folder without images has no geometry', async () => {
  const directory = folder()
  writeFileSync(join(directory, 'note.txt'), 'no image')
  const { exit, out } = await run(['geometry', directory, '--json'])
  expect(exit).toBe(3)
  expect(JSON.parse(out)).toEqual({ series: [], unread: 0 })
  expect((await run(['geometry', join(directory, 'absent')])).exit).toBe(3)
})
