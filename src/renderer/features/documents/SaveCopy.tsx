// Hands out a copy of the open PDF with its marks as annotations that other readers show; the source stays untouched.
import { useState } from 'react'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { saveExport } from '../../data/saveFile.ts'
import { useT } from '../../i18n/useT.ts'
import { ExportIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { useToasts } from '../../ui/toasts.ts'

export function SaveCopy({ caseId, document: source }: { caseId: string; document: SourceDocument }) {
  const t = useT()
  const [busy, setBusy] = useState(false)
  async function save() {
    setBusy(true)
    try {
      const { exportId, marks } = await client.reading.exportCopy({ caseId: as(caseId), documentId: source.id })
      saveExport(exportId, source.name.replace(/(\.pdf)?$/iu, ` ${t('documents.copy.suffix')}.pdf`))
      useToasts.getState().show({ words: t('documents.copy.made', { count: marks }) })
    } catch {
      useToasts.getState().show({ words: t('documents.copy.failed') })
    } finally {
      setBusy(false)
    }
  }
  return <ToolButton label={t('documents.copy.save')} icon={ExportIcon} disabled={busy} onClick={() => void save()} />
}
