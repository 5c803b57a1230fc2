import { describe, expect, it } from 'vitest';
import { checkFormat } from '../../../../src/core/pipeline/checks/format.ts';

describe('checkFormat', () => {
  it('finds leaked line numbers, but lets turns begin with numbers that are said', () => {
    expect(
      checkFormat('Twenty bytes. 20 bytes it was. How long? 412 nights.', '20 字节。\n多久？\n412 夜。', []),
    ).toEqual([]);
    expect(checkFormat('So we began. Then it broke.', '12 我们开始了。\n13 然后就坏了。', [])).toHaveLength(1);
  });
});
