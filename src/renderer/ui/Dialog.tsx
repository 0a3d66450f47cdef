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
    <Modal.Root opened={open} onClose={onClose} size={size}>
      <Modal.Overlay />
      <Modal.Content>
        {/* The kit's own header element would be a second banner landmark. */}
        <div className="c-dialog-head">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
