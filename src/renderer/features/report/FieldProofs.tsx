// What stands behind a coded value: its chips, with the picture of the proof on hover; one more by key, by menu, by drag, or from a viewer beside the report.
import { createContext, type DragEvent, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Proof } from '#shared/domain/report.ts'
import { droppedProof, holdsProof } from '../../editor/proofDrop.ts'
import { PROOF_ATTRIBUTE } from '../../editor/proofChip.ts'
import { ProofPreview } from '../../editor/ProofPreview.tsx'
import { proofToAttribute } from '../../editor/proofText.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { CloseIcon, LinkProofIcon } from '../../ui/icons.ts'
import { ProofChip } from '../../ui/ProofChip.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { type CiteTarget, useReportDesk } from './deskContext.ts'
import { ProofPreviewCard } from './ProofPreviewCard.tsx'

/** The proofs of one open section. */
interface SectionProofs {
  proofs: Readonly<Record<string, readonly Proof[]>>
  put(register: string, proof: Proof): void
  remove(register: string, annotationId: string): void
}

export const FieldProofsContext = createContext<SectionProofs | null>(null)

interface ShownProofs {
  proofs: readonly Proof[]
  name: string
  /** Absent when nothing may be changed. */
  onRemove?: ((proof: Proof) => void) | undefined
}

const none: readonly Proof[] = []

/** @param place "section.register" of the value @param name what the value is called */
export function useFieldProofs(place: string, name: string, writable: boolean): { shown: ShownProofs; takes: object; button: ReactNode } {
  const t = useT()
  const { askForProof, aimAt } = useReportDesk()
  const section = useContext(FieldProofsContext)
  const register = place.slice(place.indexOf('.') + 1)
  const proofs = section?.proofs[register] ?? none
  const put = section?.put
  const target = useMemo<CiteTarget | null>(
    () => (writable && put ? { insertProof: (proof) => put(register, proof), focus: () => document.querySelector<HTMLElement>(`[data-field="${CSS.escape(place)}"]`)?.focus() } : null),
    [writable, put, register, place],
  )
  function remove(proof: Proof) {
    section?.remove(register, proof.annotationId)
    useToasts.getState().show({ words: t('report.proof.takenAway'), undo: () => section?.put(register, proof) })
  }
  if (!target) return { shown: { proofs, name }, takes: {}, button: null }
  return {
    shown: { proofs, name, onRemove: remove },
    takes: {
      onFocus: () => aimAt(target),
      onDragOver: (event: DragEvent) => {
        if (holdsProof(event.dataTransfer)) event.preventDefault()
      },
      onDrop: (event: DragEvent) => {
        const proof = droppedProof(event.dataTransfer)
        if (!proof) return
        event.preventDefault()
        target.insertProof(proof)
      },
    },
    // By keyboard the command of the report's texts does the same: one stop per value would be one too many.
    button: (
      <button type="button" tabIndex={-1} className="r-cite" aria-label={t('report.proof.behind', { name })} title={t('report.proof.behind', { name })} onClick={() => askForProof(target)}>
        <LinkProofIcon size={14} aria-hidden />
      </button>
    ),
  }
}

export function FieldProofs({ proofs, name, onRemove }: ShownProofs) {
  const t = useT()
  const format = useFormat()
  const { openProof, flagOf, report } = useReportDesk()
  const [root, setRoot] = useState<HTMLElement | null>(null)
  if (proofs.length === 0) return null
  return (
    <span ref={setRoot} className="r-field-proofs">
      {proofs.map((proof) => {
        const label = format.measuredWords(proof.label)
        return (
          <span key={proof.annotationId} className="r-field-proof" {...{ [PROOF_ATTRIBUTE]: proofToAttribute(proof) }}>
            <ProofChip kind={proof.kind} place={label} broken={flagOf(proof)} onOpen={() => openProof(proof)} />
            {onRemove && (
              <button type="button" className="r-cite" aria-label={t('report.proof.takeAway', { place: label, name })} title={t('report.proof.takeAway', { place: label, name })} onClick={() => onRemove(proof)}>
                <CloseIcon size={12} aria-hidden />
              </button>
            )}
          </span>
        )
      })}
      <ProofPreview root={root} render={(proof) => <ProofPreviewCard proof={proof} caseId={report.caseId} />} />
    </span>
  )
}
