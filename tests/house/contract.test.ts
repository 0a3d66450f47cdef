// What every procedure and error must say of itself.
import { isContractProcedure } from '@orpc/contract'
import { readFileSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { ERRORS } from '../../src/shared/contract/errors.ts'
import { serviceContract } from '../../src/shared/contract/service/service.contract.ts'
import { workstationContract } from '../../src/shared/contract/workstation/index.ts'

const root = join(import.meta.dirname, '../..')

interface Found {
  path: string
  input: z.ZodType | undefined
  output: z.ZodType | undefined
  meta: { access?: unknown; audit?: unknown }
  errors: string[]
}

function procedures(router: object, path: string[] = []): Found[] {
  return Object.entries(router).flatMap(([name, value]): Found[] => {
    if (!isContractProcedure(value)) return procedures(value as object, [...path, name])
    const { inputSchema, outputSchema, meta, errorMap } = value['~orpc']
    return [{ path: [...path, name].join('.'), input: inputSchema as z.ZodType, output: outputSchema as z.ZodType, meta: meta as Found['meta'], errors: Object.keys(errorMap) }]
  })
}

const all = procedures(workstationContract)

test('every procedure names its access, its audit and its output', () => {
  expect(all.length).toBeGreaterThan(35)
  for (const p of all) {
    expect(p.meta.access, p.path).toBeDefined()
    expect(p.meta.audit, p.path).not.toBeUndefined()
    expect(p.output, p.path).toBeDefined()
    expect(p.path).toMatch(/^[a-z][A-Za-z]+\.[a-z][A-Za-z]+$/)
  }
})

test('a procedure of a case takes the case it is about', () => {
  for (const p of all.filter((x) => x.meta.access === 'team')) {
    const shape = (p.input as unknown as { shape?: Record<string, unknown> } | undefined)?.shape
    expect(Object.keys(shape ?? {}), p.path).toContain('caseId')
  }
})

test('every code a procedure can give is in the table of errors', () => {
  for (const p of all) for (const code of p.errors) expect(Object.keys(ERRORS), `${p.path} ${code}`).toContain(code)
})

test('no bytes travel by the contract: no typed array, Blob or File in any schema', () => {
  const seen = new Set<unknown>()
  const kinds = new Set<string>()
  const walk = (schema: unknown, path: string) => {
    if (typeof schema !== 'object' || schema === null || seen.has(schema)) return
    seen.add(schema)
    const def = (schema as { _zod?: { def?: Record<string, unknown> } })._zod?.def
    if (def) {
      kinds.add(String(def['type']))
      expect(['file', 'custom', 'any', 'date', 'bigint', 'map', 'set'], path).not.toContain(def['type'])
      for (const value of Object.values(def)) walk(value, path)
    } else for (const value of Object.values(schema)) walk(value, path)
  }
  for (const p of [...all, ...procedures(serviceContract)]) {
    walk(p.input, `${p.path} input`)
    walk(p.output, `${p.path} output`)
  }
  expect(kinds.has('object')).toBe(true)
})

test('every change that the contract calls audited is written by a service in the core', () => {
  const core = globSync('src/main/core/**/*.ts', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
  const guard = readFileSync(join(root, 'src/main/procedures/guard.ts'), 'utf8')
  const events = [...new Set(all.map((p) => p.meta.audit).filter((event): event is string => typeof event === 'string'))]
  expect(events.length).toBeGreaterThan(15)
  const unwritten = events.filter((event) => !core.includes(`'${event}'`) && !guard.includes(`'${event}'`))
  expect(unwritten).toEqual([])
})
