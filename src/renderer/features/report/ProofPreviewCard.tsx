// What stands behind a chip: the quoted words or the slice's picture, where it is, and who marked it.
import { roomName } from '#shared/casedoc/layout.ts'
import type { Proof } from '#shared/domain/report.ts'
import { useAnnotations } from '../../data/annotations.ts'
import { thumbnailUrl } from '../../data/content.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'

export function ProofPreviewCard({ proof, caseId }: { proof: Proof; caseId: string }) {
  const t = useT()
  const format = useFormat()
  const { anchor } = proof
  const room = anchor.kind === 'passage' ? roomName({ kind: 'documentAnnotations', caseId }) : roomName({ kind: 'studyAnnotations', caseId, study: anchor.StudyInstanceUID })
  const { annotations, ready } = useAnnotations(room)
  const annotation = annotations.find(({ id }) => id === proof.annotationId)
  return (
    <div className="r-preview">
      {anchor.kind === 'image' ? (
        <img className="r-preview-picture" src={thumbnailUrl(anchor.StudyInstanceUID, anchor.SeriesInstanceUID)} alt="" />
      ) : anchor.quote ? (
        <q className="r-preview-quote">{anchor.quote}</q>
      ) : (
        <p className="t-2">{t('report.proof.area')}</p>
      )}
      {annotation?.note && <p className="t-2 r-preview-note">{annotation.note}</p>}
      <p className="t-small t-2">
        {format.measuredWords(proof.label)}
        {annotation ? ` · ${annotation.authorName}` : ready ? ` · ${t('report.proof.markGone')}` : ''}
      </p>
    </div>
  )
}
