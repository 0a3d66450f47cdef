// A server's address read aloud across a room and typed by hand comes back as it was, or not at all.
import { expect, test } from 'vitest'
import { addressOfRoomCode, roomCodeOf } from '../../../../../src/shared/domain/board/roomCode.ts'

test('every address and port comes back, however it was typed', () => {
  for (const [host, port] of [['192.168.1.20', 4180], ['10.0.0.1', 1], ['255.255.255.255', 65_535], ['172.16.31.7', 50_443]] as const) {
    const code = roomCodeOf(host, port)
    expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{6}$/u)
    expect(addressOfRoomCode(code ?? '')).toBe(`http://${host}:${port}`)
    expect(addressOfRoomCode(` ${code?.toLowerCase().replace('-', ' ')} `)).toBe(`http://${host}:${port}`)
  }
  expect(addressOfRoomCode((roomCodeOf('192.168.1.20', 4180) ?? '').replaceAll('0', 'o').replaceAll('1', 'l'))).toBe('http://192.168.1.20:4180')
})

test('what is no code stays what it is', () => {
  for (const text of ['https://server.example', '', '192.168.1.20', 'UUUUU-UUUUUU', 'ZZZZZ-ZZZZZZ']) expect(addressOfRoomCode(text), text).toBeNull()
  expect(roomCodeOf('server.example', 4180)).toBeNull()
  expect(roomCodeOf('192.168.1.300', 4180)).toBeNull()
})

test('a slip of one sign is noticed', () => {
  const code = (roomCodeOf('192.168.1.20', 4180) ?? '').replace('-', '')
  const slips = [...code].flatMap((sign, i) => [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'].filter((other) => other !== sign).map((other) => code.slice(0, i) + other + code.slice(i + 1)))
  expect(slips.filter((slip) => addressOfRoomCode(slip) !== null)).toEqual([])
})
