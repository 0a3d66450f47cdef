// One subject of the own opinion: position, how sure, what is recommended, why, and the proofs behind it.
import { SegmentedControl, Select, Textarea, Tooltip } from '@mantine/core'
import { useId } from 'react'
import { OPINION_CONFIDENCE, POSITIONS, type OpinionItem, type Position } from '#shared/domain/panel/opinion.ts'
import { useEvidence } from '../../app/evidence.ts'
import { useT } from '../../i18n/useT.ts'
import { LinkProofIcon } from '../../ui/icons.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { ProofRow } from './ProofRow.tsx'
import { positionIcons } from '../../ui/positions.ts'
import type { SubjectWords } from '../../ui/subjectWords.ts'

interface OpinionRowProps {
  caseId: string
  subject: string
  name: SubjectWords
  item: OpinionItem | null
  gap: 'noPosition' | 'noReason' | null
  onChange(item: OpinionItem): void
}

export function OpinionRow({ caseId, subject, name, item, gap, onChange }: OpinionRowProps) {
  const t = useT()
  const heading = useId()
  const proof = useEvidence((state) => (state.caseId === caseId ? (state.lastProofs[0] ?? null) : null))
  const change = (part: Partial<OpinionItem>) =>
    onChange({ subject, position: 'agree', confidence: 'moderate', recommendation: '', reason: '', proofs: [], ...item, ...part })
  return (
    <li className="p-row" aria-labelledby={heading}>
      <div className="p-subject">
        <span className="t-3 t-number">{name.mark}</span>
        <h3 id={heading}>{name.words}</h3>
        {gap && (
          <span className="t-small t-2 p-gap">
            <StatusIcon status="waiting" /> {t(`panel.gap.${gap}`)}
          </span>
        )}
      </div>
      <div className="p-choice">
        <SegmentedControl
          size="xs"
          aria-labelledby={heading}
          value={item?.position ?? ''}
          onChange={(value) => change({ position: value as Position })}
          data={POSITIONS.map((position) => {
            const Shape = positionIcons[position]
            return {
              value: position,
              label: (
                <span className="p-position">
                  <Shape size={15} aria-hidden /> {t(`panel.position.${position}`)}
                </span>
              ),
            }
          })}
        />
        {item && item.position !== 'cannotJudge' && (
          <Select
            size="xs"
            className="p-confidence"
            aria-label={t('panel.confidenceOf', { subject: name.words })}
            allowDeselect={false}
            value={item.confidence}
            data={OPINION_CONFIDENCE.map((value) => ({ value, label: t(`panel.confidence.${value}`) }))}
            onChange={(value) => value && change({ confidence: value as OpinionItem['confidence'] })}
          />
        )}
      </div>
      {item && (
        <>
          {item.position !== 'cannotJudge' && (
            <Textarea size="xs" autosize minRows={1} label={t('panel.recommendation')} aria-label={t('panel.recommendationOf', { subject: name.words })} value={item.recommendation} onChange={(event) => change({ recommendation: event.currentTarget.value })} />
          )}
          <Textarea size="xs" autosize minRows={1} label={t('panel.reason')} aria-label={t('panel.reasonOf', { subject: name.words })} value={item.reason} onChange={(event) => change({ reason: event.currentTarget.value })} />
          <div className="p-proofs">
            <ProofRow caseId={caseId} proofs={item.proofs} onRemove={(annotationId) => change({ proofs: item.proofs.filter((one) => one.annotationId !== annotationId) })} />
            <Tooltip label={proof ? proof.label : t('panel.noEvidence')}>
              <span>
                <ToolButton
                  label={t('panel.addProof')}
                  icon={LinkProofIcon}
                  disabled={proof === null}
                  reason={t('panel.noEvidence')}
                  onClick={() => proof && change({ proofs: [...item.proofs.filter((one) => one.annotationId !== proof.annotationId), proof] })}
                >
                  {t('panel.addProof')}
                </ToolButton>
              </span>
            </Tooltip>
          </div>
        </>
      )}
    </li>
  )
}
