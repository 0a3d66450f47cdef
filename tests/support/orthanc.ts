// Debian's Orthanc for tests and benches, in a network of its own (`unshare -n`): it listens on every address whatever it is told.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export const ORTHANC_ADDRESS = 'http://127.0.0.1:18042'

/** Where the package lies when it is unpacked instead of installed. */
const root = process.env.CONSILIUM_ORTHANC_ROOT ?? ''
const program = join(root || '/', 'usr/sbin/Orthanc')

const plugins = join(root || '/', 'usr/lib/orthanc')
const dicomWebPlugin = () => (existsSync(plugins) ? readdirSync(plugins).find((name) => name.startsWith('libOrthancDicomWeb')) : undefined)

/** null: it can be run here; else what is missing. */
export function orthancMissing({ dicomWeb }: { dicomWeb: boolean }): string | null {
  if (!existsSync(program)) return 'Orthanc is not installed (Debian package orthanc, or CONSILIUM_ORTHANC_ROOT)'
  if (dicomWeb && !dicomWebPlugin()) return 'Orthanc speaks no DICOMweb here (Debian package orthanc-dicomweb)'
  return spawnSync('unshare', ['-n', 'true']).status === 0 ? null : 'a network of its own (unshare -n) is not allowed here'
}

/**
 * Runs a script of ours beside Orthanc; the script starts it with `startOrthanc`.
 * @param folder for Orthanc's storage and index
 * @returns the JSON object that the script prints last
 */
export function runBesideOrthanc(script: string, folder: string, settings: { dicomWeb: boolean; environment: Readonly<Record<string, string>> }): Record<string, unknown> {
  for (const name of ['storage', 'index']) mkdirSync(join(folder, name), { recursive: true })
  const config = join(folder, 'orthanc.json')
  const dicomWeb = settings.dicomWeb ? { Plugins: [join(plugins, dicomWebPlugin() ?? '')], DicomWeb: { Enable: true, Root: '/dicom-web/' } } : {}
  writeFileSync(config, JSON.stringify({ StorageDirectory: join(folder, 'storage'), IndexDirectory: join(folder, 'index'), HttpPort: 18042, DicomServerEnabled: false, RemoteAccessAllowed: false, AuthenticationEnabled: false, ...dicomWeb }))
  const libraries = root ? { LD_LIBRARY_PATH: [join(root, 'usr/lib/x86_64-linux-gnu'), join(root, 'usr/lib')].join(':') } : {}
  const env = { ...process.env, ORTHANC: program, ORTHANC_CONFIG: config, ...settings.environment, ...libraries }
  const printed = execFileSync('unshare', ['-n', 'sh', '-c', `ip link set lo up 2>/dev/null || true; exec "${process.execPath}" --experimental-strip-types "${script}"`], { env, encoding: 'utf8', timeout: 240_000, maxBuffer: 1 << 24 })
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '{}')
}

/** Inside that network: started, and answering. @throws Error when it does not answer within 20 s */
export async function startOrthanc(): Promise<ChildProcess> {
  const { ORTHANC = '', ORTHANC_CONFIG = '' } = process.env
  const orthanc = spawn(ORTHANC, [ORTHANC_CONFIG], { stdio: ['ignore', 'ignore', 'inherit'] })
  for (let n = 0; n < 200; n++) {
    if (await fetch(`${ORTHANC_ADDRESS}/system`).then(({ ok }) => ok, () => false)) return orthanc
    await pause(100)
  }
  orthanc.kill('SIGKILL')
  throw new Error('Orthanc did not start')
}

/** @returns whether it was taken */
export async function storeAtOrthanc(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return (await fetch(`${ORTHANC_ADDRESS}/instances`, { method: 'POST', body: bytes })).ok
}
