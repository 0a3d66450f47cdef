// Which viewer shows a file: by its recognised media type, never by its name. Pure.

export type DocumentForm = 'pdf' | 'picture' | 'text' | 'other'

export function formOf(mediaType: string): DocumentForm {
  if (mediaType === 'application/pdf') return 'pdf'
  if (/^image\/(jpeg|png|webp|gif|bmp|tiff)$/.test(mediaType)) return 'picture'
  return /^text\/|json$|xml$|^application\/rtf$|hl7|wordprocessingml|^message\/rfc822$/.test(mediaType) ? 'text' : 'other'
}
