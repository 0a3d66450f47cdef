// Writes the demo clinic: three case bundles and the truth about them. Decides order, progress and cancelling; knows no anatomy.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { REQUEST_FILE } from '#shared/bundle/request.ts'
import { LUNG_BUNDLE } from './bundles/lung.ts'
import type { BundleDesk, BundlePlan } from './bundles/makeBundle.ts'
import { openPacker } from './bundles/packing.ts'
import { PARKINSON_BUNDLE } from './bundles/parkinson.ts'
import { STROKE_BUNDLE } from './bundles/stroke.ts'
import { readFonts } from './paper/fonts.ts'
import { openGlyphFont } from './paper/glyphs.ts'
import type { BundleTruth, DemoTruth } from './truth.ts'

export interface DemoClinicRequest {
  /** Made when missing; bundles of the same name in it are replaced. */
  readonly outDirectory: string
  /** Any whole number; the same seed gives byte-identical bundles. */
  readonly seed: number
  /** Where the product's fonts are; without them there the packages' own are used. */
  readonly resourcesDirectory: string
  /** Files written and how many there will be, over all bundles; then the case being written. */
  readonly onProgress?: (done: number, total: number, caseNumber: string) => void
  readonly signal?: AbortSignal
  /** Only these cases; all three when absent. */
  readonly caseNumbers?: readonly string[]
}

export interface DemoBundle {
  readonly path: string
  readonly caseNumber: string
  readonly files: number
  /** Bytes of the bundle's files before packing. */
  readonly bytes: number
}

const BUNDLES: readonly BundlePlan[] = [LUNG_BUNDLE, STROKE_BUNDLE, PARKINSON_BUNDLE]
const NOTICE = 'All people, hospitals and images are invented. Positions are DICOM patient coordinates in mm.'

/**
 * Writes the three bundles and `truth.json` beside them.
 * @throws the signal's reason when aborted; what was written of the unfinished bundle is then removed
 */
export async function writeDemoClinic(request: DemoClinicRequest): Promise<{ bundles: DemoBundle[]; truthPath: string }> {
  const { outDirectory, seed, signal } = request
  await mkdir(outDirectory, { recursive: true })
  const fonts = readFonts(request.resourcesDirectory)
  const glyphs = { regular: openGlyphFont(fonts.serif), bold: openGlyphFont(fonts.serifBold), sans: openGlyphFont(fonts.sansBold) }
  const plans = BUNDLES.filter((plan) => request.caseNumbers?.includes(plan.caseNumber) ?? true)
  const total = plans.reduce((sum, plan) => sum + plan.expectedFiles, 0)
  const bundles: DemoBundle[] = []
  const truths: BundleTruth[] = []
  let done = 0
  for (const plan of plans) {
    const path = join(outDirectory, plan.name)
    await rm(path, { recursive: true, force: true })
    const packer = await openPacker(plan.packing, path)
    const desk: BundleDesk = {
      seed,
      fonts,
      glyphs,
      async emit(name, bytes) {
        await packer.add(name, bytes)
        done += 1
        request.onProgress?.(done, total, plan.caseNumber)
        await setImmediate()
        signal?.throwIfAborted()
      },
    }
    try {
      await desk.emit(REQUEST_FILE, Buffer.from(`${JSON.stringify(plan.request, null, 2)}\n`))
      truths.push(describe(plan, await plan.write(desk)))
    } catch (error) {
      await packer.close()
      await rm(path, { recursive: true, force: true })
      throw error
    }
    await packer.close()
    bundles.push({ path, caseNumber: plan.caseNumber, ...packer.totals() })
  }
  const truth: DemoTruth = { schema: 'consilium-demo-truth/1', seed, notice: NOTICE, bundles: truths }
  const truthPath = join(outDirectory, 'truth.json')
  await writeFile(truthPath, `${JSON.stringify(truth, null, 2)}\n`)
  return { bundles, truthPath }
}

function describe(plan: BundlePlan, written: Omit<BundleTruth, 'path' | 'caseNumber' | 'patient'>): BundleTruth {
  const { patient } = plan.request
  return {
    caseNumber: plan.caseNumber,
    path: plan.name,
    patient: {
      name: `${patient.familyName}, ${patient.givenName}`,
      id: patient.identifiers[0]?.value ?? '',
      birthDate: patient.birthDate ?? '',
      sex: patient.sex,
    },
    ...written,
  }
}
