// Short names of lesions as they stand on the image: T1, NT1, N1.
import type { TrackedLesion } from '#shared/domain/lesion.ts'

const PREFIX = { target: 'T', nonTarget: 'NT', new: 'N' } as const

/** The first unused one of its role. */
export function freeLesionLabel(lesions: readonly Pick<TrackedLesion, 'label'>[], role: TrackedLesion['role']): string {
  const used = new Set(lesions.map(({ label }) => label))
  let n = 1
  while (used.has(`${PREFIX[role]}${n}`)) n++
  return `${PREFIX[role]}${n}`
}
