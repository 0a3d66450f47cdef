// A button of the delivery that runs one act: it alone turns meanwhile, whatever else is being kept.
import { Button, type ButtonProps } from '@mantine/core'
import { useState } from 'react'

export function ActButton({ act, ...props }: ButtonProps & { act: () => Promise<unknown> }) {
  const [runs, setRuns] = useState(false)
  const run = async () => {
    setRuns(true)
    await act().finally(() => setRuns(false))
  }
  return <Button {...props} loading={runs} onClick={() => void run()} />
}
