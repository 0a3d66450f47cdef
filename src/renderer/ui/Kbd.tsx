// Keys as people read them. Takes the registry's spelling ("$mod+k", "g d", "Alt+ArrowLeft") or a plain one ("Ctrl+B").
import { readableKeys } from './readableKeys.ts'

export function Kbd({ keys }: { keys: string }) {
  return (
    <>
      {readableKeys(keys).map((chord, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: chords of one shortcut have no identity but their place
        <kbd key={i} className="c-kbd">
          {chord}
        </kbd>
      ))}
    </>
  )
}
