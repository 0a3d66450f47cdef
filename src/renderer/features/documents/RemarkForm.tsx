// The next remark: its words, colleagues named with @, and whether it is something to be done by somebody.
import { Button, Checkbox, Menu, Select, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { mentionedIn, Remark } from '#shared/domain/discussion.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { newUuid, type UserId } from '#shared/kit/ids.ts'
import { useT } from '../../i18n/useT.ts'

export interface Person {
  id: UserId
  name: string
}

interface RemarkFormProps {
  annotationId: string
  me: Person
  team: readonly Person[]
  onSay(remark: Remark): void
}

export function RemarkForm({ annotationId, me, team, onSay }: RemarkFormProps) {
  const t = useT()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [assignee, setAssignee] = useState<string | null>(null)
  const [blocking, setBlocking] = useState(false)
  const others = team.filter(({ id }) => id !== me.id)
  function say() {
    const person = team.find(({ id }) => id === assignee)
    const now = Date.now()
    const words = text.trim()
    if (!words) return field.current?.focus()
    onSay(
      Remark.parse({
        id: newUuid(now),
        annotationId,
        author: me.id,
        authorName: me.name,
        createdAt: isoInstant(now),
        text: words,
        mentions: mentionedIn(words, team),
        task: person ? { assignee: person.id, assigneeName: person.name, blocking } : null,
      }),
    )
    setText('')
    setAssignee(null)
    setBlocking(false)
  }
  return (
    <form
      className="d-remark-form"
      onSubmit={(event) => {
        event.preventDefault()
        say()
      }}
    >
      <Textarea
        ref={field}
        label={t('documents.thread.say')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) say()
        }}
      />
      <div className="d-remark-task">
        <Select size="xs" aria-label={t('documents.thread.assignee')} placeholder={t('documents.thread.noTask')} clearable data={team.map(({ id, name }) => ({ value: id, label: t('documents.thread.taskFor', { name }) }))} value={assignee} onChange={setAssignee} />
        {assignee && <Checkbox size="xs" label={t('documents.thread.blocking')} checked={blocking} onChange={(event) => setBlocking(event.currentTarget.checked)} />}
      </div>
      <div className="d-remark-actions">
        {others.length > 0 && (
          <Menu transitionProps={{ duration: 0 }}>
            <Menu.Target>
              <Button size="compact-sm" variant="subtle">
                {t('documents.thread.mention')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map(({ id, name }) => (
                <Menu.Item
                  key={id}
                  onClick={() => {
                    setText((words) => `${words}${words && !words.endsWith(' ') ? ' ' : ''}@${name} `)
                    field.current?.focus()
                  }}
                >
                  {name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <Button type="submit" size="compact-sm" disabled={text.trim() === ''}>
          {t('documents.thread.send')}
        </Button>
      </div>
    </form>
  )
}
