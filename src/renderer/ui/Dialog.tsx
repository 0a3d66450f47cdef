// The one kind of modal: title is the verb, Esc cancels, the safe answer has the focus. Allowed only for signing, release, delete, unlock.
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/useT.ts'

interface DialogProps {
  title: string
  open: boolean
  onClose: () => void
  size?: string
  children: ReactNode
}

export function Dialog({ title, open, onClose, size = '30rem', children }: DialogProps) {
  const t = useT()
  return (
    <Modal opened={open} onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {children}
    </Modal>
  )
}
