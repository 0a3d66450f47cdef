// What can be done with an image whose pixels no decoder here reads: its header, and the file itself for another program.
import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../data/client.ts'
import { downloadUrl } from '../../data/content.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { useToasts } from '../../ui/toasts.ts'

/** @param onHeader null where there is no place to show it */
export function UnshownFile({ caseId, SOPInstanceUID, onHeader }: { caseId: string; SOPInstanceUID: string; onHeader: (() => void) | null }) {
  const t = useT()
  const [busy, setBusy] = useState(false)
  async function save() {
    setBusy(true)
    try {
      const { sha256 } = await client.imaging.exportFile({ caseId: as(caseId), SOPInstanceUID })
      Object.assign(document.createElement('a'), { href: downloadUrl(sha256), download: 'image.dcm' }).click()
    } catch {
      useToasts.getState().show({ words: t('imaging.unshown.failed') })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Group gap="xs" justify="center">
      {onHeader && <Button onClick={onHeader}>{t('imaging.unshown.header')}</Button>}
      <Button loading={busy} onClick={() => void save()}>
        {t('imaging.unshown.save')}
      </Button>
    </Group>
  )
}
