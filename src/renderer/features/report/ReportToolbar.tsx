// Tools of the text in focus, the way to its proofs, and when all of it was last stored.
import type { ReactNode } from 'react'
import { useSaves } from '../../data/rooms.ts'
import type { SpellingDesk } from '../../data/spelling.ts'
import { EditorToolbar } from '../../editor/EditorToolbar.tsx'
import type { EditorHandle } from '../../editor/editorHandle.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { BeforeSigningIcon, CommentIcon, CommentsIcon, FindIcon, JudgementIcon, LinkProofIcon, OutlineIcon, PhraseIcon, ReadingIcon, SpellingIcon } from '../../ui/icons.ts'
import { Toolbar } from '../../ui/Toolbar.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { InsertMenu } from './InsertMenu.tsx'

interface ReportToolbarProps {
  active: EditorHandle | null
  readOnly: boolean
  language: 'en' | 'es'
  outlineOpen: boolean
  onOutline(): void
  beforeOpen: boolean
  onBefore(): void
  obstacles: number
  onPhrases(): void
  onFind(): void
  /** A text or a coded value waits for a proof. */
  canCite: boolean
  onProof(): void
  spelling: SpellingDesk
  insert: { opened: boolean; onOpened(open: boolean): void; onKeyImage(): void }
  comments: { open: number; shown: boolean; onToggle(): void; onComment(): void }
  /** The pages for patient and treating doctor stand beside. */
  reading: boolean
  onReading(): void
  isBeside: boolean
  /** At the far right: what a signed version offers. */
  end: ReactNode
}

export function ReportToolbar({ active, readOnly, language, outlineOpen, onOutline, beforeOpen, onBefore, obstacles, onPhrases, onFind, canCite, onProof, spelling, insert, comments, reading, onReading, isBeside, end }: ReportToolbarProps) {
  const t = useT()
  return (
    <Toolbar label={t('report.tools')}>
      {!isBeside && <ToolButton label={t('report.toggleOutline')} icon={OutlineIcon} pressed={outlineOpen} onClick={onOutline} />}
      {!readOnly && (
        <>
          <EditorToolbar handle={active} />
          <ToolButton label={t('report.tool.proof')} keys="Ctrl+Shift+P" icon={LinkProofIcon} disabled={!canCite} reason={t('report.tool.chooseText')} onClick={onProof}>
            <span className="r-wide-only">{t('report.tool.proofShort')}</span>
          </ToolButton>
          <InsertMenu active={active} {...insert} />
          <ToolButton label={t('report.phrases.open')} keys="Ctrl+Alt+P" icon={PhraseIcon} disabled={!active} reason={t('report.tool.chooseText')} onClick={onPhrases} />
          <ToolButton label={t('report.tool.comment')} keys="Ctrl+Alt+M" icon={CommentIcon} disabled={!active} reason={t('report.tool.chooseText')} onClick={comments.onComment} />
          <ToolButton label={t('report.tool.judgement')} icon={JudgementIcon} disabled={!active} reason={t('report.tool.chooseText')} onClick={() => active?.markExpertJudgement(null)} />
        </>
      )}
      {!readOnly && <ToolButton label={t('report.spelling.open')} keys="F7" icon={SpellingIcon} pressed={spelling.on} onClick={spelling.toggle} />}
      <ToolButton label={t('report.find.open')} keys="Ctrl+F" icon={FindIcon} onClick={onFind} />
      <span className="c-spacer" />
      {!readOnly && !reading && <SaveWords />}
      {!isBeside && (
        <ToolButton label={t('report.reading.open')} icon={ReadingIcon} pressed={reading} onClick={onReading}>
          {reading ? null : <span className="r-wide-only">{t('report.reading.short')}</span>}
        </ToolButton>
      )}
      {!reading && <span className="t-small t-3 r-language">{t(`report.language.${language}`)}</span>}
      {!isBeside && !reading && (
        <ToolButton label={t('report.comments.toggle', { count: comments.open })} icon={CommentsIcon} pressed={comments.shown} onClick={comments.onToggle}>
          {comments.open > 0 ? comments.open : null}
        </ToolButton>
      )}
      {!readOnly && !isBeside && (
        <ToolButton label={t('report.toggleBefore', { count: obstacles })} icon={BeforeSigningIcon} pressed={beforeOpen} onClick={onBefore}>
          {obstacles > 0 ? obstacles : null}
        </ToolButton>
      )}
      {end}
    </Toolbar>
  )
}

function SaveWords() {
  const t = useT()
  const format = useFormat()
  const { unsaved, lastSavedAt } = useSaves()
  return (
    <span className="t-small t-2 t-number r-saved" role="status">
      {unsaved > 0 ? t('report.saving') : lastSavedAt ? t('report.saved', { time: format.time(lastSavedAt, true) }) : ''}
    </span>
  )
}
