// What stands behind a chip: the quoted words or the slice's picture, where it is, and who marked it.
import { useState } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import type { PassageAnchor } from '#shared/domain/annotation.ts'
import type { Proof } from '#shared/domain/report.ts'
import { usePrivacy } from '../../app/session/usePrivacy.ts'
import { useAnnotations } from '../../data/annotations.ts'
import { blobUrl, markPictureUrl } from '../../data/content.ts'
import { useProofState } from '../../data/proofStates.ts'
import { useDocuments } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { PassagePicture } from '../../viewers/pdf/PassagePicture.tsx'

export function ProofPreviewCard({ proof, caseId }: { proof: Proof; caseId: string }) {
  const t = useT()
  const format = useFormat()
  const { anchor } = proof
  const room = anchor.kind === 'passage' ? roomName({ kind: 'documentAnnotations', caseId }) : roomName({ kind: 'studyAnnotations', caseId, study: anchor.StudyInstanceUID })
  const { annotations } = useAnnotations(room)
  const state = useProofState(caseId, proof)
  const annotation = annotations.find(({ id }) => id === proof.annotationId)
  return (
    <div className="r-preview">
      {anchor.kind === 'image' ? (
        <SlicePicture key={proof.annotationId} address={markPictureUrl(anchor.StudyInstanceUID, caseId, proof.annotationId)} alt={t('report.proof.picture', { label: format.measuredWords(proof.label) })} />
      ) : (
        <PassageProof caseId={caseId} anchor={anchor} />
      )}
      {state && state !== 'good' && (
        <p className="t-small r-preview-flag">
          <StatusIcon status="warn" size={13} /> {t(`report.proof.state.${state}`)}
        </p>
      )}
      {annotation?.note && <p className="t-2 r-preview-note">{annotation.note}</p>}
      <p className="t-small t-2">
        {format.measuredWords(proof.label)}
        {annotation && ` · ${annotation.authorName}`}
      </p>
    </div>
  )
}

/** The slice as it was seen, with what was measured; nothing stands for a slice that is not here. */
function SlicePicture({ address, alt }: { address: string; alt: string }) {
  const t = useT()
  const [isMissing, setMissing] = useState(false)
  // What is burned into the pixels of this slice is not known here: while names are masked no slice is shown.
  const isMasked = usePrivacy(({ masked }) => masked)
  if (isMasked) return <p className="t-small t-2">{t('imaging.masked')}</p>
  if (isMissing) return <p className="t-small t-2">{t('report.proof.noPicture')}</p>
  return <img className="r-preview-picture" src={address} alt={alt} onError={() => setMissing(true)} />
}

/** The passage as it stands on its page; of a text without pages its words. */
function PassageProof({ caseId, anchor }: { caseId: string; anchor: PassageAnchor }) {
  const t = useT()
  const mediaType = useDocuments(caseId).data?.find(({ sha256 }) => sha256 === anchor.sha256)?.mediaType
  const words = anchor.quote ? <q className="r-preview-quote">{anchor.quote}</q> : <p className="t-2">{t('report.proof.area')}</p>
  if (mediaType !== 'application/pdf') return words
  return (
    <>
      <PassagePicture address={blobUrl(anchor.sha256)} page={anchor.page} rects={anchor.rects} alt={anchor.quote || t('report.proof.area')} />
      {anchor.quote && <q className="r-preview-quote">{anchor.quote}</q>}
    </>
  )
}
