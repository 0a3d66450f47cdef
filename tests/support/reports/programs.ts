// Independent programs that judge our PDFs; a machine without them skips visibly.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

export function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined
}

const JARS = ['preflight', 'pdfbox2', 'fontbox2', 'xmpbox', 'commons-logging', 'commons-io', 'javax.activation', 'jaxb-api'].map((name) => `/usr/share/java/${name}.jar`)
export const hasPreflight = hasProgram('java') && JARS.every((jar) => existsSync(jar))

export function run(program: string, ...args: string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } })
  return { status, text: `${stdout}${stderr}` }
}

/** Apache PDFBox preflight: checks PDF/A-1b. */
export function preflight(file: string): string {
  return run('java', '-cp', JARS.join(':'), 'org.apache.pdfbox.preflight.Validator_A1b', file).text
}
