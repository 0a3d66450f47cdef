// Inverse DCT of one 8x8 block in the integer arithmetic of the IJG library's accurate method ("islow"), for 8 and 12 bits,
// so that lossy pictures come out bit for bit as in the reference toolkits. @source Loeffler, Ligtenberg, Moschytz 1989; IJG jidctint

const CONST_BITS = 13

const F_0_298 = 2446
const F_0_390 = 3196
const F_0_541 = 4433
const F_0_765 = 6270
const F_0_899 = 7373
const F_1_175 = 9633
const F_1_501 = 12299
const F_1_847 = 15137
const F_1_961 = 16069
const F_2_053 = 16819
const F_2_562 = 20995
const F_3_072 = 25172

/** In: dequantised coefficients, row-major. Out, in place: samples 0 .. 2^precision - 1. */
export function inverseDct(block: Int32Array, precision: 8 | 12): void {
  // One bit less between the passes for 12-bit samples: keeps the sums within 32 bits.
  const kept = precision === 8 ? 2 : 1
  for (let column = 0; column < 8; column++) pass(block, column, 8, CONST_BITS - kept)
  for (let row = 0; row < 8; row++) pass(block, row * 8, 1, CONST_BITS + kept + 3)
  const centre = 1 << (precision - 1)
  const max = (1 << precision) - 1
  for (let n = 0; n < 64; n++) block[n] = Math.min(max, Math.max(0, (block[n] as number) + centre))
}

function pass(block: Int32Array, at: number, step: number, shift: number): void {
  const v = (n: number) => block[at + n * step] as number
  const round = 1 << (shift - 1)
  const z1 = (v(2) + v(6)) * F_0_541
  const even2 = z1 - v(6) * F_1_847
  const even3 = z1 + v(2) * F_0_765
  const even0 = (v(0) + v(4)) * (1 << CONST_BITS)
  const even1 = (v(0) - v(4)) * (1 << CONST_BITS)
  const t10 = even0 + even3
  const t13 = even0 - even3
  const t11 = even1 + even2
  const t12 = even1 - even2

  const z3 = v(7) + v(3)
  const z4 = v(5) + v(1)
  const z5 = (z3 + z4) * F_1_175
  const a = -(v(7) + v(1)) * F_0_899
  const b = -(v(5) + v(3)) * F_2_562
  const c = z5 - z3 * F_1_961
  const d = z5 - z4 * F_0_390
  const o0 = v(7) * F_0_298 + a + c
  const o1 = v(5) * F_2_053 + b + d
  const o2 = v(3) * F_3_072 + b + c
  const o3 = v(1) * F_1_501 + a + d

  const put = (n: number, sum: number) => {
    block[at + n * step] = (sum + round) >> shift
  }
  put(0, t10 + o3)
  put(7, t10 - o3)
  put(1, t11 + o2)
  put(6, t11 - o2)
  put(2, t12 + o1)
  put(5, t12 - o1)
  put(3, t13 + o0)
  put(4, t13 - o0)
}
