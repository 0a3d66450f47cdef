// The address of the image archive, and what it asks for at its door. The secret is never shown again.
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ArchiveAddress } from '#shared/domain/imageArchive.ts'
import { client } from '../../../data/client.ts'
import { queryClient } from '../../../data/queries.ts'
import { useT } from '../../../i18n/useT.ts'
import { ErrorState } from '../../../ui/ErrorState.tsx'

interface ArchiveSourceProps {
  source: { name: string; url: string; hasAuthorization: boolean } | null
  onSaved(): void
}

export function ArchiveSource({ source, onSaved }: ArchiveSourceProps) {
  const t = useT()
  const [name, setName] = useState(source?.name ?? '')
  const [url, setUrl] = useState(source?.url ?? '')
  const [secret, setSecret] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const isAddress = ArchiveAddress.safeParse(url.trim()).success
  const isOpen = /^http:/u.test(url.trim()) && !/^http:\/\/(localhost|127\.|\[::1\])/u.test(url.trim())
  async function save(event: FormEvent) {
    event.preventDefault()
    if (!isAddress || name.trim() === '') return
    await put({ name: name.trim(), url: url.trim(), ...(secret === null ? {} : { authorization: secret.trim() || null }) })
  }
  async function put(next: Parameters<typeof client.archive.saveSource>[0]) {
    try {
      await client.archive.saveSource(next)
      await queryClient.invalidateQueries({ queryKey: ['archive'] })
      onSaved()
    } catch (cause) {
      setError(cause)
    }
  }
  return (
    <form className="i-source" onSubmit={(event) => void save(event)}>
      <p className="t-2">{t('imaging.archive.setUp')}</p>
      <TextInput label={t('imaging.archive.name')} value={name} maxLength={80} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput label={t('imaging.archive.address')} placeholder="https://archive.example/dicom-web" value={url} maxLength={500} error={url.trim() !== '' && !isAddress ? t('imaging.archive.noAddress') : null} onChange={(event) => setUrl(event.currentTarget.value)} />
      {isOpen && <p className="t-small i-warn">{t('imaging.archive.readable')}</p>}
      <PasswordInput
        label={t('imaging.archive.secret')}
        description={t(source?.hasAuthorization && secret === null ? 'imaging.archive.secretKept' : 'imaging.archive.secretNote')}
        value={secret ?? ''}
        maxLength={4096}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      {error ? <ErrorState error={error} /> : null}
      <div className="i-buttons">
        <Button type="submit" disabled={!isAddress || name.trim() === ''}>
          {t('common.save')}
        </Button>
        {source && (
          <Button variant="default" onClick={() => void put(null)}>
            {t('imaging.archive.forget')}
          </Button>
        )}
      </div>
    </form>
  )
}
