// What a proof chip opens: the exact passage or slice in a split beside the report. The shell composes it, so that features need not meet.
import { Suspense } from 'react'
import { useT } from '../../i18n/useT.ts'
import { CloseIcon, FitIcon } from '../../ui/icons.ts'
import { PanelHeader } from '../../ui/PanelHeader.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { casePlace, type Target, usePlace } from '../place.ts'
import { DocumentsRoom, ImagingRoom } from './rooms.ts'

/** @param quiet beside another document: the keys of documents stay with that one */
export function ProofBeside({ caseId, target, quiet = false }: { caseId: string; target: Target; quiet?: boolean }) {
  const t = useT()
  const go = usePlace((s) => s.go)
  const adjust = usePlace((s) => s.adjust)
  const { anchor } = target
  const open = anchor.kind === 'passage' ? anchor.documentId : anchor.SeriesInstanceUID
  return (
    <aside className="beside" aria-label={t('shell.beside.label')} data-region tabIndex={-1}>
      <PanelHeader title={t('shell.beside.label')} note={t('shell.beside.keys')}>
        <ToolButton label={t('shell.beside.openFull')} icon={FitIcon} onClick={() => go(casePlace(caseId, anchor.kind === 'passage' ? 'documents' : 'imaging', { open, target }), 'jump')} />
        <ToolButton label={t('shell.beside.close')} icon={CloseIcon} onClick={() => adjust({ beside: null })} />
      </PanelHeader>
      <Suspense fallback={<LoadingLine />}>
        {anchor.kind === 'passage' ? <DocumentsRoom caseId={caseId} open={open} target={target} embedded quiet={quiet} /> : <ImagingRoom caseId={caseId} open={open} target={target} embedded />}
      </Suspense>
    </aside>
  )
}
