// One version of the report on the screen: outline, text, what is missing, and a proof beside it.
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { User } from '#shared/domain/people.ts'
import type { Proof, Report, ReportTemplate, SigningObstacle } from '#shared/domain/report.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import type { SignOff } from '#shared/domain/signOff.ts'
import { casePlace, type Target, usePlace } from '../../app/place.ts'
import { usePanelSizes } from '../../data/preferences.ts'
import { queryClient, useObstacles } from '../../data/queries.ts'
import type { EditorHandle } from '../../editor/editorHandle.ts'
import { useSpelling } from '../../data/spelling.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { obstacleKey } from '../../ui/obstacleWords.ts'
import { ReadOnlyStrip } from '../../ui/ReadOnlyStrip.tsx'
import { Split } from '../../ui/Split.tsx'
import { isOpen } from '#shared/domain/comment.ts'
import { useComments } from '../../data/comments.ts'
import { BeforeSigning } from './BeforeSigning.tsx'
import { CommentsPanel } from './CommentsPanel.tsx'
import { type CiteTarget, type ReportDesk, ReportDeskContext } from './deskContext.ts'
import { FindBar } from './FindBar.tsx'
import { Outline } from './Outline.tsx'
import { Phrases } from './PhrasePicker.tsx'
import { KeyImagePicker, ProofPicker } from './ProofPicker.tsx'
import { ReadingPanel } from './ReadingPanel.tsx'
import { ReportSection } from './ReportSection.tsx'
import { ReportToolbar } from './ReportToolbar.tsx'
import { AskedSpelling, type AskedWord } from './SpellingPicker.tsx'
import { inOrder } from './sectionState.ts'
import { useCommentsDesk } from './useCommentsDesk.ts'
import { useJumps } from './useJumps.ts'
import { useKeptLine } from './useKeptLine.ts'
import { useCiteHere } from './useCiteHere.ts'
import { useProofFlags } from './useProofFlags.ts'
import { useReportCommands } from './useReportCommands.ts'
import { useSectionObstacles } from './useSectionObstacles.ts'
import { Amend, VersionBar } from './VersionBar.tsx'

export interface ReportViewProps {
  reviewCase: ReviewCase
  reports: readonly Report[]
  report: Report
  template: ReportTemplate
  signed: SignOff | null
  me: User
  section: string | null
  onChoose(report: Report): void
  onOpenProof(target: Target): void
  beside: ReactNode
}

/** How long the text rests before the obstacles are asked for again. */
const restMs = 500

export function ReportView(props: ReportViewProps) {
  const { reviewCase, reports, report, template, signed, me, onOpenProof, beside } = props
  const t = useT()
  const format = useFormat()
  const isSigned = signed !== null || report.status !== 'preliminary'
  const obstacleQuery = useObstacles(report.caseId, isSigned ? null : report.id)
  const ordered = useMemo(() => (isSigned ? none : obstacleQuery.data && inOrder(obstacleQuery.data)), [isSigned, obstacleQuery.data])
  const ofSections = useSectionObstacles(ordered ?? none)
  const panels = usePanelSizes('report')
  const isBeside = beside !== null && beside !== undefined && beside !== false
  const { active, target, activate, aimAt } = useCiteTarget()
  const [phrasing, setPhrasing] = useState<EditorHandle | null>(null)
  const [finding, setFinding] = useState(false)
  const [commentsOpen, setCommentsOpen] = useState(false)
  const [picker, setPicker] = useState<CiteTarget | null>(null)
  const [keyImageFor, setKeyImageFor] = useState<EditorHandle | null>(null)
  const [inserting, setInserting] = useState(false)
  const [askedWord, setAskedWord] = useState<AskedWord | null>(null)
  const spelling = useSpelling(report.language, namesIn(reviewCase))
  const [outlineOpen, setOutlineOpen] = useState(true)
  const [beforeOpen, setBeforeOpen] = useState(true)
  const [reading, setReading] = useState(false)
  const [currentObstacle, setCurrentObstacle] = useState<string | null>(null)
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const jumps = useJumps(scroller, props.section)
  useKeptLine(scroller)

  const onSaved = useRefresh(report)
  const comments = useComments(report, onSaved)
  const commentsDesk = useCommentsDesk(comments, jumps)
  const { marksOf, begin, choose } = commentsDesk
  const comment = useCallback(
    (place: string, handle: EditorHandle) => {
      if (begin(place, handle)) setCommentsOpen(true)
    },
    [begin],
  )
  const openProof = useCallback((proof: Proof) => onOpenProof({ anchor: proof.anchor, annotationId: proof.annotationId }), [onOpenProof])
  const flagOf = useProofFlags(report.caseId)
  useCiteHere(report.caseId, isSigned ? null : target)
  const desk = useMemo<ReportDesk>(
    () => ({
      reviewCase,
      report,
      template,
      me,
      isSigned,
      nameOf: (userId) => reviewCase.team.find(({ user }) => user.id === userId)?.user.name ?? t('report.someone'),
      openProof,
      flagOf,
      askForProof: setPicker,
      aimAt,
      speller: spelling.speller,
      openWord: (handle, place) => {
        handle.chooseWord(place)
        setAskedWord({ handle, place, left: new Set() })
      },
      activate,
      commentsOn: marksOf,
      openComment: (id) => {
        choose(id)
        setCommentsOpen(true)
      },
      comment,
      offerText: jumps.offerText,
      textOf: jumps.textOf,
      onSaved,
    }),
    [reviewCase, report, template, me, isSigned, openProof, activate, aimAt, flagOf, spelling.speller, jumps.offerText, jumps.textOf, marksOf, choose, comment, onSaved, t],
  )

  function goToObstacle(obstacle: SigningObstacle) {
    setCurrentObstacle(obstacleKey(obstacle))
    // The programme's conditions are settled where they are recorded.
    if (obstacle.code === 'startGateClosed') usePlace.getState().go(casePlace(report.caseId, 'intake', { section: obstacle.detail }), 'jump')
    else jumps.toObstacle(obstacle)
  }
  const textUnder = ({ sectionKey, fieldKey }: SigningObstacle) => (sectionKey ? jumps.textOf(fieldKey === null ? sectionKey : `${sectionKey}.${fieldKey}`) : null)
  function walk(step: 1 | -1) {
    if (!ordered || ordered.length === 0) return
    const at = ordered.findIndex((obstacle) => obstacleKey(obstacle) === currentObstacle)
    const next = ordered[at < 0 ? (step > 0 ? 0 : ordered.length - 1) : (at + step + ordered.length) % ordered.length]
    if (next) goToObstacle(next)
  }
  function pick(proof: Proof) {
    picker?.insertProof(proof)
    setPicker(null)
  }
  /** The next word of the same text that no dictionary knows, but for those left as they are; none = the caret is back in the text. */
  function nextWord(handle: EditorHandle | null, left: ReadonlySet<string> = new Set()) {
    const place = handle?.toMisspelt(left) ?? null
    setPhrasing(null)
    setAskedWord(handle && place ? { handle, place, left } : null)
    if (handle && !place) handle.focus()
  }
  // One list at a time lies over the text.
  const openPhrases = () => {
    setAskedWord(null)
    setPhrasing(active?.handle ?? null)
  }
  useReportCommands({ phrases: openPhrases, find: () => setFinding(true), walk, insertProof: () => target && setPicker(target), insert: () => active && setInserting(true), spelling: () => nextWord(active?.handle ?? null), readOnly: isSigned })

  const centre = (
    <section className="r-centre" aria-label={t('report.title')} data-region tabIndex={-1}>
      <ReportToolbar
        active={isSigned ? null : (active?.handle ?? null)}
        readOnly={isSigned}
        language={report.language}
        outlineOpen={outlineOpen}
        onOutline={() => setOutlineOpen(!outlineOpen)}
        beforeOpen={beforeOpen}
        onBefore={() => setBeforeOpen(!beforeOpen)}
        obstacles={ordered?.length ?? 0}
        reading={reading}
        onReading={() => setReading(!reading)}
        onPhrases={openPhrases}
        onFind={() => setFinding(!finding)}
        insert={{ opened: inserting, onOpened: setInserting, onKeyImage: () => setKeyImageFor(active?.handle ?? null) }}
        spelling={spelling}
        canCite={!isSigned && target !== null}
        onProof={() => target && setPicker(picker ? null : target)}
        comments={{ open: comments.comments.filter(isOpen).length, shown: commentsOpen, onToggle: () => setCommentsOpen(!commentsOpen), onComment: () => active && comment(active.place, active.handle) }}
        isBeside={isBeside}
        end={isSigned && reports[0]?.id === report.id && <Amend report={report} onAmended={props.onChoose} />}
      />
      {isSigned && <ReadOnlyStrip reason={signed ? t('report.signedStrip', { when: format.signed(signed) }) : t('report.frozenStrip')} />}
      {report.amendmentReason && <ReadOnlyStrip reason={t('report.amend.strip', { number: report.number, reason: report.amendmentReason })} />}
      {picker && (
        <ProofPicker
          caseId={report.caseId}
          onPick={pick}
          onClose={() => {
            picker.focus()
            setPicker(null)
          }}
        />
      )}
      <KeyImagePicker text={keyImageFor} caseId={report.caseId} onDone={() => setKeyImageFor(null)} />
      <AskedSpelling asked={askedWord} spelling={spelling} onNext={nextWord} onDone={() => setAskedWord(null)} />
      <Phrases text={phrasing} reviewCase={reviewCase} language={report.language} onDone={() => setPhrasing(null)} />
      {finding && <FindBar texts={jumps.texts} watchTexts={jumps.watchTexts} readOnly={isSigned} onClose={() => setFinding(false)} />}
      <div ref={setScroller} className="r-scroll">
        <div className="r-page">
          {template.sections.map((section) => (
            <ReportSection key={section.key} section={section} wanted={finding || jumps.wanted === section.key} obstacles={ofSections.get(section.key) ?? none} />
          ))}
        </div>
      </div>
    </section>
  )
  const outline = (
    <div className="r-left">
      <VersionBar reports={reports} report={report} template={template} onChoose={props.onChoose} />
      <Outline sections={template.sections} obstacles={ordered} current={jumps.inView} onGo={jumps.toSection} />
    </div>
  )
  const before = (
    <BeforeSigning
      obstacles={ordered}
      error={obstacleQuery.error}
      sections={template.sections}
      current={currentObstacle}
      readOnly={isSigned}
      onGo={goToObstacle}
      onLinkProof={(obstacle) => {
        goToObstacle(obstacle)
        const handle = textUnder(obstacle)
        // The sentence of an answer rests on what its reasons show.
        if (handle?.goToClaim(obstacle.detail) || obstacle.fieldKey !== null) setPicker(handle)
      }}
      onJudgement={(obstacle) => {
        const handle = textUnder(obstacle)
        if (handle?.goToClaim(obstacle.detail)) handle.markExpertJudgement(obstacle.detail)
        else handle?.focus()
      }}
      onRetry={() => void obstacleQuery.refetch()}
    />
  )
  if (!panels.ready) return null
  return (
    <ReportDeskContext value={desk}>
      <div className="r-room">
        <Split
          id="report"
          keepsContent
          sizes={panels.sizes}
          onSizes={panels.remember}
          panels={[
            ...(outlineOpen && !isBeside ? [{ id: 'outline', label: t('report.outline'), size: '232px', min: '180px', max: '360px', content: outline }] : []),
            { id: 'text', label: t('report.title'), min: '420px', content: centre },
            ...(isBeside ? [{ id: 'beside', label: t('report.beside'), size: '46%', min: '360px', content: <div className="r-beside">{beside}</div> }] : []),
            ...(reading && !isBeside ? [{ id: 'reading', label: t('report.reading.title'), size: '44%', min: '360px', content: <ReadingPanel report={report} reports={reports} onClose={() => setReading(false)} /> }] : []),
            ...(commentsOpen && !reading && !isBeside ? [{ id: 'comments', label: t('report.comments.title'), size: '340px', min: '280px', max: '480px', content: <CommentsPanel desk={commentsDesk} comments={comments} sections={template.sections} /> }] : []),
            ...(beforeOpen && !commentsOpen && !reading && !isBeside && !isSigned ? [{ id: 'before', label: t('report.before.title'), size: '340px', min: '280px', max: '480px', content: before }] : []),
          ]}
        />
      </div>
    </ReportDeskContext>
  )
}

const none: readonly SigningObstacle[] = []

/** The text with the caret, and what a proof goes to: a coded value that had the keys after it, else that text. */
function useCiteTarget() {
  const [active, setActive] = useState<{ handle: EditorHandle; place: string } | null>(null)
  const [aimed, aimAt] = useState<CiteTarget | null>(null)
  const activate = useCallback((handle: EditorHandle, place: string) => {
    setActive({ handle, place })
    aimAt(null)
  }, [])
  return { active, target: aimed ?? active?.handle ?? null, activate, aimAt }
}

/** Names of this case are no mistakes. */
const namesIn = ({ patient, team }: ReviewCase) => [patient.givenName, patient.familyName, ...team.map(({ user }) => user.name)].join(' ')

/** Asks for the obstacles again once the text rests after something was stored. */
function useRefresh(report: Report): () => void {
  const timer = useRef(0)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  return useCallback(() => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      for (const what of ['obstacles', 'pages']) void queryClient.invalidateQueries({ queryKey: ['reports', report.caseId, what, report.id] })
    }, restMs)
  }, [report.caseId, report.id])
}
