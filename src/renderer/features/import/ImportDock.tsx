// Always mounted: drop area over the whole window, hidden file inputs where the host has no picker, copying progress, and a word when an import ends elsewhere.
import './import.css'
import { Button } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { receiveFiles } from '../../app/filesOffered.ts'
import { usePlace } from '../../app/place.ts'
import { useRegister } from '../../app/useRegister.ts'
import { useJob } from '../../data/jobs.ts'
import { useHost, useImportResult } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { CloseIcon, ImportIcon } from '../../ui/icons.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { fromDrop, fromInput } from './pickedFiles.ts'
import { UnfinishedStrip } from './UnfinishedStrip.tsx'
import { takeInFiles, takeInPicked, targetCase, useUploads } from './uploads.ts'

export function ImportDock() {
  const t = useT()
  const native = useHost().data?.picker === 'native'
  const folderInput = useRef<HTMLInputElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const running = useUploads((s) => s.running)

  const commands = useMemo(() => {
    const open = (what: 'folder' | 'file') => () => {
      if (native) void takeInPicked(what, targetCase())
      else (what === 'folder' ? folderInput : fileInput).current?.click()
    }
    return [
      { id: 'import.openFolder', scope: 'global' as const, keys: '$mod+o', run: open('folder') },
      { id: 'import.openFile', scope: 'global' as const, keys: '$mod+Shift+o', run: open('file') },
    ]
  }, [native])
  useRegister(commands)

  // What another room found (an attachment) comes in as everything else does: copied, checked, and its patient compared.
  useEffect(
    () =>
      receiveFiles((files, caseId) => {
        const [first] = files
        if (first) void takeInFiles({ name: first.name, files: files.map((file) => ({ path: file.name, file })) }, caseId)
      }),
    [],
  )

  const chosen = (input: HTMLInputElement) => {
    const picked = input.files && fromInput(input.files)
    input.value = ''
    if (picked) void takeInFiles(picked, targetCase())
  }
  return (
    <>
      <input ref={folderInput} type="file" hidden multiple data-testid="folder-input" aria-label={t('import.folderInput')} {...{ webkitdirectory: '' }} onChange={(event) => chosen(event.currentTarget)} />
      <input ref={fileInput} type="file" hidden multiple data-testid="file-input" aria-label={t('import.fileInput')} onChange={(event) => chosen(event.currentTarget)} />
      <DropArea />
      <CopyingStrip />
      <UnfinishedStrip />
      {running.map((r) => (
        <EndWatcher key={r.importId} importId={r.importId} jobId={r.jobId} />
      ))}
    </>
  )
}

/** Covers the window while files are dragged over it. */
function DropArea() {
  const t = useT()
  const [over, setOver] = useState(false)
  const inCase = usePlace((s) => s.place.view === 'case')
  useEffect(() => {
    let depth = 0
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth += 1
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth -= 1
      if (depth <= 0) setOver(false)
    }
    const hover = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event) || !event.dataTransfer) return
      event.preventDefault()
      depth = 0
      setOver(false)
      fromDrop(event.dataTransfer.items).then(
        (picked) => picked && takeInFiles(picked, targetCase()),
        (error: unknown) => useUploads.setState({ error }),
      )
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('dragover', hover)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('dragover', hover)
      window.removeEventListener('drop', drop)
    }
  }, [])
  if (!over) return null
  return (
    <div className="drop-area">
      <div>
        <ImportIcon size={20} aria-hidden />
        {t(inCase ? 'import.dropIntoCase' : 'import.dropNew')}
      </div>
    </div>
  )
}

function CopyingStrip() {
  const t = useT()
  const format = useFormat()
  const { copying, error, stop, clearError } = useUploads()
  if (error)
    return (
      <div className="import-dock">
        <ErrorState error={error} />
        <ToolButton label={t('common.close')} icon={CloseIcon} onClick={clearError} />
      </div>
    )
  if (!copying) return null
  return (
    <div className="import-dock" role="status">
      <div className="import-dock-words">
        <strong className="t-clip">{t('import.copying', { name: copying.name })}</strong>
        <span className="t-2 t-number">
          {t('import.files', { done: format.number(copying.doneFiles), total: format.number(copying.totalFiles) })} ·{' '}
          {t('import.bytes', { done: format.bytes(copying.doneBytes), total: format.bytes(copying.totalBytes) })}
        </span>
        <ProgressBar part={copying.totalBytes ? copying.doneBytes / copying.totalBytes : null} label={t('import.copyProgress')} moving />
      </div>
      <Button onClick={() => stop?.abort()}>{t('common.cancel')}</Button>
    </div>
  )
}

/** Says that an import has ended when its page is not in view. */
function EndWatcher({ importId, jobId }: { importId: string; jobId: string }) {
  const t = useT()
  const { progress, error } = useJob(jobId)
  const ended = error !== null || (progress !== null && progress.state !== 'running')
  const result = useImportResult(ended ? importId : null).data
  const settle = useUploads((s) => s.settle)
  const show = useToasts((s) => s.show)
  const go = usePlace((s) => s.go)
  const inView = usePlace((s) => s.place.view === 'import' && s.place.importId === importId)
  useEffect(() => {
    if (!ended || !result || result.state === 'running') return
    settle(importId)
    if (inView) return
    const place = { view: 'import' as const, importId, jobId }
    show({ words: t(`import.ended.${result.state}`, { name: result.sourceName }), open: { words: t('import.look'), go: () => go(place, 'jump') } })
  }, [ended, result, inView, importId, jobId, settle, show, go, t])
  return null
}
