// Against Debian's Orthanc with its DICOMweb plugin, in a network of its own (`unshare -n`): it listens on every address whatever it is told.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporaryFolder.ts'

/** Where the package lies when it is unpacked instead of installed. */
const root = process.env.CONSILIUM_ORTHANC_ROOT ?? ''
const program = join(root || '/', 'usr/sbin/Orthanc')
const samples = join(import.meta.dirname, '../../../shared/samples/dicom/series/mr-brain-axial-oblique')
const mayUnshare = spawnSync('unshare', ['-n', 'true']).status === 0
const isThere = existsSync(program) && existsSync(samples) && mayUnshare
if (!isThere) test.skip('Orthanc, the samples or a network of its own are not there: nothing was checked', () => {})

function plugin(): string {
  const folder = join(root || '/', 'usr/lib/orthanc')
  return join(folder, readdirSync(folder).find((name) => name.startsWith('libOrthancDicomWeb')) ?? 'missing')
}

if (isThere) {
  test('studies of a real archive are found, fetched object by object and taken in as they are', () => {
    const folder = temporaryFolder()
    for (const name of ['storage', 'index']) mkdirSync(join(folder, name))
    writeFileSync(
      join(folder, 'orthanc.json'),
      JSON.stringify({
        StorageDirectory: join(folder, 'storage'), IndexDirectory: join(folder, 'index'), HttpPort: 18042, DicomServerEnabled: false, RemoteAccessAllowed: false, AuthenticationEnabled: false,
        Plugins: [plugin()], DicomWeb: { Enable: true, Root: '/dicom-web/' },
      }),
    )
    const environment = { ...process.env, ORTHANC: program, ORTHANC_CONFIG: join(folder, 'orthanc.json'), SAMPLES: samples, STORE: folder, ...(root ? { LD_LIBRARY_PATH: [join(root, 'usr/lib/x86_64-linux-gnu'), join(root, 'usr/lib')].join(':') } : {}) }
    const script = join(import.meta.dirname, '../support/archiveWalk.ts')
    const printed = execFileSync('unshare', ['-n', 'sh', '-c', `ip link set lo up 2>/dev/null || true; exec "${process.execPath}" --experimental-strip-types "${script}"`], { env: environment, encoding: 'utf8', timeout: 120_000, maxBuffer: 1 << 24 })
    const found = JSON.parse(printed.trim().split('\n').at(-1) ?? '{}')
    // The sample's own README: 19 slices of one MR series.
    expect(found).toMatchObject({ studies: 1, instances: 19, state: 'done', taken: 19, identical: 19, complete: true, resumed: 'done' })
  })
}
