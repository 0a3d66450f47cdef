// React's door to the decided laboratory values of a case: they lie in the shared document of its documents' marks, so that colleagues see them.
import { removeLabValue, saveLabValue } from '#shared/casedoc/edit.ts'
import { LAB_VALUES, roomName } from '#shared/casedoc/layout.ts'
import { readLabValues } from '#shared/casedoc/read.ts'
import type { LabValue } from '#shared/domain/labValue.ts'
import { useSharedReading } from './sharedReading.ts'

export interface LabValues {
  values: readonly LabValue[]
  unreadable: number
  ready: boolean
  readOnly: boolean
  save(value: LabValue): void
  remove(id: string): void
}

const roots = [LAB_VALUES]
const none: ReturnType<typeof readLabValues> = { values: [], unreadable: 0 }

export function useLabValues(caseId: string): LabValues {
  const { value, write, ...state } = useSharedReading(roomName({ kind: 'documentAnnotations', caseId }), roots, readLabValues, none, 'labValue')
  return {
    ...value,
    ...state,
    save: (decided) => write((doc, origin) => saveLabValue(doc, origin, decided)),
    remove: (id) => write((doc, origin) => removeLabValue(doc, origin, id)),
  }
}
