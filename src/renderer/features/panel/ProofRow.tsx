// Proofs behind a position: each opens its page, slice or measurement beside nothing else; removable while the opinion is a draft.
import type { Proof } from '#shared/domain/report.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useT } from '../../i18n/useT.ts'
import { CloseIcon } from '../../ui/icons.ts'
import { ProofChip } from '../../ui/ProofChip.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'

interface ProofRowProps {
  caseId: string
  proofs: readonly Proof[]
  onRemove?: (annotationId: string) => void
}

export function ProofRow({ caseId, proofs, onRemove }: ProofRowProps) {
  const t = useT()
  const go = usePlace((state) => state.go)
  return proofs.map(({ annotationId, kind, label, anchor }) => (
    <span key={annotationId} className="p-proof">
      <ProofChip
        kind={kind}
        place={label}
        onOpen={() => go(casePlace(caseId, anchor.kind === 'passage' ? 'documents' : 'imaging', { open: anchor.kind === 'passage' ? anchor.documentId : anchor.SeriesInstanceUID, target: { anchor, annotationId } }), 'jump')}
      />
      {onRemove && <ToolButton size={14} icon={CloseIcon} label={t('panel.removeProof', { place: label })} onClick={() => onRemove(annotationId)} />}
    </span>
  ))
}
