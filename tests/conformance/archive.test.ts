// Against Debian's Orthanc with its DICOMweb plugin, in a network of its own (`unshare -n`): it listens on every address whatever it is told.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { orthancMissing, runBesideOrthanc } from '../support/orthanc.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const samples = join(import.meta.dirname, '../../../shared/samples/dicom/series/mr-brain-axial-oblique')
const isThere = orthancMissing({ dicomWeb: true }) === null && existsSync(samples)
if (!isThere) test.skip('Orthanc, the samples or a network of its own are not there: nothing was checked', () => {})

if (isThere) {
  test('studies of a real archive are found, fetched object by object and taken in as they are; objects of own marks are handed over and come back value for value; a server that went away is named and gone on with', () => {
    const folder = temporaryFolder()
    const found = runBesideOrthanc(join(import.meta.dirname, '../support/archiveWalk.ts'), folder, { dicomWeb: true, environment: { SAMPLES: samples, STORE: folder } })
    // Handed over twice, kept once; the values are those that were drawn (support/ownMarks.ts).
    expect(found).toMatchObject({ sent: ['done', 'done'], kept: 3, numbers: ['38.4 mm', '29.0 mm', '78.5 mm2', '43.9 mm', '21.9 mm', '3.2 pixels'] })
    // The sample's own README: 19 slices of one MR series.
    expect(found).toMatchObject({ studies: 1, instances: 19, state: 'done', taken: 19, identical: 19, complete: true, resumed: 'done' })
    // Away: said by name for a search and for fetching; back: all of the study.
    expect(found).toMatchObject({ away: 'ARCHIVE_UNREACHABLE', failed: 'ARCHIVE_UNREACHABLE', back: 'done', refetched: 19 })
  })
}
