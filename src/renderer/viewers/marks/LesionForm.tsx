// What a lesion is: site, organ, role and what limits its measurability. The same form beside the images and in the response room.
import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { LESION_ROLES, ORGANS, type TrackedLesion } from '#shared/domain/lesion.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import './lesion.css'

export type LesionFields = Pick<TrackedLesion, 'label' | 'site' | 'organ' | 'role' | 'newKind' | 'irradiated' | 'progressedSinceIrradiation' | 'boneWithoutSoftTissue'>

const NEW_FIELDS: LesionFields = { label: '', site: '', organ: 'lung', role: 'target', newKind: 'nonTarget', irradiated: false, progressedSinceIrradiation: false, boneWithoutSoftTissue: false }

interface LesionFormProps {
  /** null = a lesion that is not kept yet. */
  lesion: LesionFields | null
  /** The next free label of a role. */
  labelFor(role: TrackedLesion['role']): string
  /** @returns the sentence that says why this may not be; null = kept */
  onKeep(fields: LesionFields): string | null
  onCancel(): void
}

export function LesionForm({ lesion, labelFor, onKeep, onCancel }: LesionFormProps) {
  const t = useT()
  const [fields, setFields] = useState<LesionFields>(lesion ?? { ...NEW_FIELDS, label: labelFor('target') })
  const [refused, setRefused] = useState<string | null>(null)
  const set = (change: Partial<LesionFields>) => {
    setFields((old) => ({ ...old, ...change }))
    setRefused(null)
  }
  const flags = (['irradiated', 'progressedSinceIrradiation', 'boneWithoutSoftTissue'] as const).filter(
    (flag) => (flag !== 'progressedSinceIrradiation' || fields.irradiated) && (flag !== 'boneWithoutSoftTissue' || fields.organ === 'bone'),
  )
  const form = useRef<HTMLFormElement>(null)
  // Opened from a table beside which other facts may be scrolled down.
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <form
      ref={form}
      className="m-lesion"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        onCancel()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        setRefused(onKeep({ ...fields, label: fields.label.trim() || labelFor(fields.role), site: fields.site.trim() }))
      }}
    >
      <div className="m-pair">
        <Select
          label={t('response.role')}
          allowDeselect={false}
          data={LESION_ROLES.map((value) => ({ value, label: t(`response.roles.${value}`) }))}
          value={fields.role}
          onChange={(value) => {
            const role = LESION_ROLES.find((one) => one === value)
            if (role) set({ role, ...(lesion ? {} : { label: labelFor(role) }) })
          }}
        />
        <TextInput label={t('response.label')} maxLength={12} value={fields.label} onChange={(event) => set({ label: event.currentTarget.value })} />
      </div>
      <div className="m-pair">
        <Select
          label={t('response.organ')}
          allowDeselect={false}
          data={ORGANS.map((value) => ({ value, label: t(`response.organs.${value}`) }))}
          value={fields.organ}
          onChange={(value) => {
            const organ = ORGANS.find((one) => one === value)
            if (organ) set({ organ })
          }}
        />
        {fields.role === 'new' && (
          <Select
            label={t('response.newKind')}
            allowDeselect={false}
            data={(['nonTarget', 'target'] as const).map((value) => ({ value, label: t(`response.newKinds.${value}`) }))}
            value={fields.newKind}
            onChange={(value) => set({ newKind: value === 'target' ? 'target' : 'nonTarget' })}
          />
        )}
      </div>
      <TextInput label={t('response.site')} placeholder={t('response.siteHint')} maxLength={80} value={fields.site} onChange={(event) => set({ site: event.currentTarget.value })} />
      {flags.map((flag) => (
        <Checkbox key={flag} label={t(`response.${flag}`)} checked={fields[flag]} onChange={(event) => set({ [flag]: event.currentTarget.checked })} />
      ))}
      {refused && (
        <p className="m-refused" role="alert">
          <StatusIcon status="bad" /> <span>{refused}</span>
        </p>
      )}
      <div className="m-acts">
        <Button type="submit" variant="filled">
          {t(lesion ? 'response.keep' : 'response.follow')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
