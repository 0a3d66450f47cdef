// A piece of prose of the report in its editor, with everything the report's desk gives it.
import { useCallback } from 'react'
import type { Proof } from '#shared/domain/report.ts'
import { SectionEditor } from '../../editor/SectionEditor.tsx'
import type { EditorHandle } from '../../editor/editorHandle.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import type { Section } from '../../data/section.ts'
import { useReportDesk } from './deskContext.ts'
import { LesionReading } from './LesionReading.tsx'
import { TextBlock } from './TextBlock.tsx'
import { ProofPreviewCard } from './ProofPreviewCard.tsx'

interface SectionTextProps {
  section: Section
  fragment: string
  /** "section" or "section.3.answer". */
  place: string
  label: string
  placeholder: string
  unproven: readonly string[]
}

const discs = 7

export function SectionText({ section, fragment, place, label, placeholder, unproven }: SectionTextProps) {
  const t = useT()
  const format = useFormat()
  const { reviewCase, report, me, isSigned, openProof, askForProof, activate, offerText, commentsOn, openComment, comment, flagOf, speller, openWord } = useReportDesk()
  const offer = useCallback((handle: EditorHandle | null) => offerText(place, handle), [offerText, place])
  const disc = (Math.max(0, reviewCase.team.findIndex(({ user }) => user.id === me.id)) % discs) + 1
  return (
    <SectionEditor
      room={section.room}
      fragment={fragment}
      me={{ name: me.name, disc }}
      readOnly={isSigned || !section.writable}
      label={label}
      placeholder={placeholder}
      language={report.language}
      unproven={isSigned ? noClaims : unproven}
      flagOf={flagOf}
      speller={speller}
      onOpenWord={openWord}
      screenLanguage={t.language}
      proofLabel={(proof: Proof) => format.measuredWords(proof.label)}
      proofName={(proof: Proof | null) => (proof ? t('common.proof', { place: format.measuredWords(proof.label) }) : t('report.proof.unreadable'))}
      onOpenProof={openProof}
      onAskForProof={askForProof}
      comments={commentsOn(place)}
      onOpenComment={openComment}
      onAskForComment={(handle) => comment(place, handle)}
      onFocus={(handle) => activate(handle, place)}
      onReady={offer}
      renderLesionTable={(block) => <LesionReading block={block} caseId={report.caseId} language={report.language} writable={!isSigned && section.writable} onOpenProof={openProof} />}
      renderBlock={(block) => <TextBlock block={block} writable={!isSigned && section.writable} />}
      renderPreview={(proof) => <ProofPreviewCard proof={proof} caseId={report.caseId} />}
    />
  )
}

const noClaims: readonly string[] = []
