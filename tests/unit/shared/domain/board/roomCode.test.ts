// A server's address read aloud across a room and typed by hand comes back as it was, with the pin of its certificate, or not at all.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { addressOfRoomCode, pinOfAddress, pinSigns, roomCodeOf } from '../../../../../src/shared/domain/board/roomCode.ts'

const PIN = pinSigns(createHash('sha256').update('certificate').digest())

test('every address and port comes back, however it was typed', () => {
  for (const [host, port] of [['192.168.1.20', 4180], ['10.0.0.1', 1], ['255.255.255.255', 65_535], ['172.16.31.7', 50_443]] as const) {
    const code = roomCodeOf(host, port, PIN)
    expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{6}(-[0-9A-Z]{5}){3}$/u)
    expect(addressOfRoomCode(code ?? '')).toBe(`https://${host}:${port}/#${PIN}`)
    expect(addressOfRoomCode(` ${code?.toLowerCase().replaceAll('-', ' ')} `)).toBe(`https://${host}:${port}/#${PIN}`)
  }
  expect(addressOfRoomCode((roomCodeOf('192.168.1.20', 4180, PIN) ?? '').replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(`https://192.168.1.20:4180/#${PIN}`)
})

test('what is no code stays what it is', () => {
  const pin = 'Z'.repeat(15)
  for (const text of ['https://server.example', '', '192.168.1.20', `UUUUUUUUUUU${pin}`, `ZZZZZZZZZZZ${pin}`, (roomCodeOf('192.168.1.20', 4180, PIN) ?? '').slice(0, 12)]) expect(addressOfRoomCode(text), text).toBeNull()
  expect(roomCodeOf('server.example', 4180, PIN)).toBeNull()
  expect(roomCodeOf('192.168.1.300', 4180, PIN)).toBeNull()
})

test('a slip of one sign is noticed in the address, and asks for another certificate in the pin', () => {
  const code = (roomCodeOf('192.168.1.20', 4180, PIN) ?? '').replaceAll('-', '')
  const slips = (i: number) => [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'].filter((other) => other !== code[i]).map((other) => addressOfRoomCode(code.slice(0, i) + other + code.slice(i + 1)))
  for (let i = 0; i < 11; i++) expect(slips(i).filter((slip) => slip !== null), `sign ${i}`).toEqual([])
  for (let i = 11; i < 26; i++) for (const slip of slips(i)) expect(pinOfAddress(slip ?? '')).not.toBe(PIN)
})

// The first bits of SHA-256("certificate") by hand: `printf certificate | sha256sum` begins 03d66d…; 00000 01111 01011 00110 in Crockford's table are 0, F, B, 6.
test('a pin is the beginning of the digest', () => {
  expect(createHash('sha256').update('certificate').digest('hex').slice(0, 6)).toBe('03d66d')
  expect(PIN).toMatch(/^0FB6.{11}$/u)
  expect(pinOfAddress(`https://10.0.0.1:4180/#${PIN}`)).toBe(PIN)
  for (const none of ['https://server.example', 'https://server.example/#top', `http://10.0.0.1:4180/#${PIN}`]) expect(pinOfAddress(none)).toBeNull()
})
