import fc from 'fast-check';

const pieces = [
  '<!channel>',
  '<!here|x>',
  '<@U0PERSON>',
  '<#C0GENERAL>',
  '<https://evil.example|here>',
  'https://evil.example/?a=1&b=2',
  '@everyone ',
  '&lt;!channel&gt;',
  '&amp;',
  '*bold*',
  '_italic_',
  '~gone~',
  '`code`',
  '```',
  '> quote',
  '\n>>> quote\n',
  ':tada:',
  '|',
  '\\',
  '\u202Eright to left',
  '\u0000\u0007',
  '\uD83D',
  '👩‍👩‍👧',
  'é',
  '中文。',
  'word ',
  ' ',
  '.',
];

/** Text made of everything that means something to Slack. */
export function hostileText(maxPieces = 12): fc.Arbitrary<string> {
  return fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary-ascii', maxLength: 5 })), {
      maxLength: maxPieces,
    })
    .map((parts) => parts.join(''));
}

/** A formatting character where Slack lets formatting begin or end. */
export const boundaryFormatting = /[*`]|(?<![A-Za-z0-9])[_~]|[_~](?![A-Za-z0-9])/;
