import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CaptionFormat,
  detectCaptionFormat,
  parseCaptions,
} from '../../../../src/core/domain/captions/parse-captions.ts';
import { VidigestError } from '../../../../src/core/domain/errors.ts';

const texts = (body: string, format?: CaptionFormat) => parseCaptions(body, format).map((cue) => cue.text);
const srv1 = (inner: string) => `<?xml version="1.0" encoding="utf-8" ?><transcript>${inner}</transcript>`;
const srv3 = (inner: string) =>
  `<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">\n<head>\n<pen id="1" fc="#E5E5E5"/><wp id="0"/>\n</head>\n<body>\n<w t="0" id="1"/>\n${inner}\n</body>\n</timedtext>`;
const json3 = (events: unknown[]) => JSON.stringify({ wireMagic: 'pb3', pens: [{}], events });

describe('srv1', () => {
  it('reads seconds, and text that was escaped twice', () => {
    const body = srv1(
      '<text start="1.36" dur="1.68">it&amp;#39;s &amp;quot;R&amp;amp;D&amp;quot;</text><text start="3.5" dur="2">caf&amp;eacute;&amp;nbsp;au lait</text>',
    );
    expect(parseCaptions(body)).toEqual([
      { startMs: 1360, endMs: 3040, text: `it's "R&D"` },
      { startMs: 3500, endMs: 5500, text: 'café au lait' },
    ]);
  });

  it('strips tags, both as elements and escaped, and keeps what only looks like one', () => {
    const body = srv1(
      '<text start="0" dur="1">&lt;i&gt;so&lt;/i&gt; <b>bold</b>&lt;br/&gt;next</text><text start="2" dur="1">a vector&amp;lt;int&amp;gt; where a &amp;lt; b</text>',
    );
    expect(texts(body)).toEqual(['so bold\nnext', 'a vector<int> where a < b']);
  });

  it('gives a cue without dur an end: the next start, or the time it takes to say', () => {
    const cues = parseCaptions(
      srv1('<text start="9">one</text><text start="9.4">two</text><text start="90">three</text>'),
    );
    expect(cues.map((cue) => cue.startMs)).toEqual([9000, 9400, 90_000]);
    expect(cues[0]?.endMs).toBe(9400);
    expect(cues[1]?.endMs).toBeLessThan(12_000);
    expect(cues[2]?.endMs).toBeGreaterThan(90_000);
  });

  it('keeps fractions, single quotes, and a body cut off in the middle', () => {
    expect(
      parseCaptions("<transcript><text dur='0.5' start='0.0015'>first</text><text start='1.25' dur='1'>las"),
    ).toEqual([
      { startMs: 2, endMs: 502, text: 'first' },
      { startMs: 1250, endMs: 2250, text: 'las' },
    ]);
  });
});

describe('srv3', () => {
  it('reads milliseconds and the time of each word', () => {
    const body = srv3(
      '<p t="30" d="9810" w="1"><s p="1" ac="200">don&#39;t</s><s t="900" ac="230"> stop</s><s t="1740"> now</s></p>',
    );
    expect(parseCaptions(body)).toEqual([
      {
        startMs: 30,
        endMs: 9840,
        text: "don't stop now",
        words: [
          { startMs: 30, text: "don't" },
          { startMs: 930, text: 'stop' },
          { startMs: 1770, text: 'now' },
        ],
      },
    ]);
  });

  it('keeps the text outside of <s>', () => {
    expect(texts(srv3('<p t="0" d="10">Hello <s p="1">dear</s> world!</p>'))).toEqual(['Hello dear world!']);
  });

  it('skips the paragraphs that only begin a row, and reads one without d or t', () => {
    const body = srv3(
      '<p d="50">zero</p><p t="100" w="1" a="1">\n</p><p t="200">two<br/>rows</p><p t="300" d="0">three</p>',
    );
    const cues = parseCaptions(body);
    expect(cues.map(({ startMs, text }) => [startMs, text])).toEqual([
      [0, 'zero'],
      [200, 'two\nrows'],
      [300, 'three'],
    ]);
    expect(cues[1]?.endMs).toBe(300);
  });

  it('does not read what a hostile document defines', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "${'boom'.repeat(9)}"><!ENTITY b "&a;&a;&a;">]>${srv3('<p t="1" d="2">&b;&b; &amp;lt;</p>')}`;
    expect(texts(bomb)).toEqual(['&b;&b; &lt;']);
    expect(texts(srv3('<p t="1" d="2"><!-- not this --><![CDATA[a & b]]></p>'))).toEqual(['a & b']);
  });
});

describe('json3', () => {
  it('reads segments with their offsets, unescaped', () => {
    const body = json3([
      { tStartMs: 0, dDurationMs: 99_999, id: 1, wpWinPosId: 1 },
      {
        tStartMs: 160,
        dDurationMs: 4320,
        segs: [{ utf8: 'Q&amp;A' }, { utf8: ' is', tOffsetMs: 559 }, { utf8: ' on', tOffsetMs: 720 }],
      },
      { tStartMs: 2230, dDurationMs: 2250, aAppend: 1, segs: [{ utf8: '\n' }] },
      { dDurationMs: 100, segs: [{ utf8: 'first' }, {}] },
    ]);
    expect(parseCaptions(body)).toEqual([
      { startMs: 0, endMs: 100, text: 'first' },
      {
        startMs: 160,
        endMs: 4480,
        text: 'Q&amp;A is on',
        words: [
          { startMs: 160, text: 'Q&amp;A' },
          { startMs: 719, text: 'is' },
          { startMs: 880, text: 'on' },
        ],
      },
    ]);
  });

  it('lets no word begin before the one before it', () => {
    const segs = [{ utf8: 'one' }, { utf8: ' two', tOffsetMs: 900 }, { utf8: ' three', tOffsetMs: 400 }];
    const [cue] = parseCaptions(json3([{ tStartMs: 100, dDurationMs: 2000, segs }]));
    expect(cue?.words?.map((word) => word.startMs)).toEqual([100, 1000, 1000]);
  });

  it('says what is wrong with JSON that is not json3', () => {
    expect(() => parseCaptions('{"events": [')).toThrow(/not whole JSON/);
    expect(() => parseCaptions('{"events": 3}')).toThrow(/json3 form/);
    expect(() => parseCaptions('{"error": {}}')).toThrow(/unknown format/);
  });
});

describe('WebVTT', () => {
  it('skips header, notes, styles and regions, and reads names, settings and voices', () => {
    const body = [
      '\ufeffWEBVTT - a title',
      'Kind: captions',
      'Language: en',
      '',
      'STYLE',
      '::cue { color: red }',
      '',
      'NOTE 00:00:00.000 --> 00:00:09.000',
      'never spoken',
      '',
      'intro',
      '00:01.000 --> 00:02.500 align:start position:0%',
      '<v Ana>Hello <i>there</i> &amp; &lt;welcome&gt;</v>',
      '',
      '1:00:02.500 --> 1:00:04.000',
      '<v Ana>Still <c.yellow>me</c></v>',
      '<v.loud Ben Li>And me',
      '',
      'REGION',
      'id:x',
    ].join('\r\n');
    expect(parseCaptions(body)).toEqual([
      { startMs: 1000, endMs: 2500, text: '>> Ana: Hello there & <welcome>' },
      { startMs: 3_602_500, endMs: 3_604_000, text: 'Still me\n>> Ben Li: And me' },
    ]);
  });

  it('takes a file without cues for what it is', () => {
    expect(parseCaptions('WEBVTT\n\nNOTE nothing here\n')).toEqual([]);
    expect(parseCaptions(srv1(''))).toEqual([]);
    expect(parseCaptions('<transcript/>')).toEqual([]);
    expect(parseCaptions(srv3(''))).toEqual([]);
    expect(parseCaptions(json3([]))).toEqual([]);
  });
});

describe('SRT', () => {
  it('reads what people write: BOM, CRLF, dots, missing numbers, blank lines within, tags', () => {
    const body = [
      '\ufeff1',
      '00:00:01,000 --> 00:00:02,500',
      '<i>Hello</i>',
      '{\\an8}<font color="#fff">there</font>',
      '',
      '00:00:03.5 --> 00:00:04.000 X1:0 X2:0',
      'no number',
      ' ',
      '1984',
      '',
      '3',
      '0:00:05,000 --> 0:00:06,000',
      'AT&amp;T &lt;3',
      '4',
      '00:00:07,000 --> 00:00:08,000',
      'no blank line',
      '',
      '5',
    ].join('\r\n');
    expect(parseCaptions(body)).toEqual([
      { startMs: 1000, endMs: 2500, text: 'Hello\nthere' },
      { startMs: 3500, endMs: 4000, text: 'no number\n1984' },
      { startMs: 5000, endMs: 6000, text: 'AT&T <3' },
      { startMs: 7000, endMs: 8000, text: 'no blank line' },
    ]);
  });

  it('puts cues in order of start, and mends an end before its start', () => {
    const body = '1\n00:00:09,000 --> 00:00:08,000\nlate\n\n2\n00:00:01,000 --> 00:00:02,000\nearly\n';
    const cues = parseCaptions(body);
    expect(cues.map((cue) => cue.text)).toEqual(['early', 'late']);
    expect(cues[1]?.endMs).toBeGreaterThan(9000);
  });

  it('removes what shows nothing, and keeps what joins letters', () => {
    const body =
      '1\n00:00:01,000 --> 00:00:02,000\n\u200b\u200bHe\u00adllo\u2060 \u200e\u0007we\u00a0\u3000you \ud800!\n می\u200cشود e\u0301\n';
    expect(texts(body)).toEqual(['Hello we you \ufffd!\nمی\u200cشود é']);
  });
});

describe('detectCaptionFormat and refusals', () => {
  it.each<[CaptionFormat | null, string]>([
    ['srv1', srv1('<text start="1" dur="1">a</text>')],
    ['srv1', ' \n<transcript>'],
    ['srv3', srv3('')],
    ['json3', json3([])],
    ['json3', '\ufeff\n{ "events" : []}'],
    ['vtt', 'WEBVTT'],
    ['srt', '00:00:01,000 --> 00:00:02,000\nx'],
    ['srt', '\n\n1\r\n00:00:01,000 --> 00:00:02,000\r\nx'],
    [null, ''],
    [null, '<timedtext><text t="0" d="1">srv2</text></timedtext>'],
    [null, '<tt xmlns="http://www.w3.org/ns/ttml"/>'],
    [null, 'just some text --> with an arrow'],
    [null, '{}'],
  ])('finds %s', (format, body) => expect(detectCaptionFormat(body)).toBe(format));

  it.each<[string, string, CaptionFormat?]>([
    ['are empty', ''],
    ['are empty', '\ufeff \r\n'],
    ['binary', '\u0000\u0001\u0002PK'],
    ['binary', '\ufffd\ufffd\u0004'],
    ['web page', '<!DOCTYPE html><html><body>Sorry</body></html>'],
    ['unknown format', 'Hello there'],
    ['unknown format', '<tt/>'],
    ['are vtt', 'WEBVTT\n', 'srt'],
    ['unknown format', 'no times at all', 'srt'],
  ])('refuses, saying %s: %j', (reason, body, format) => {
    const failure = (() => {
      try {
        return parseCaptions(body, format);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(VidigestError);
    expect(failure).toMatchObject({ code: 'captions-invalid', message: expect.stringContaining(reason) });
  });
});

const word = fc.stringMatching(/^[a-zA-Z'é中&<>]{1,8}$/).filter((text) => !/[<&][a-z]/i.test(text));
const cue = fc.record({
  gapMs: fc.integer({ min: 1, max: 5000 }),
  lengthMs: fc.integer({ min: 1, max: 5000 }),
  words: fc.array(word, { minLength: 1, maxLength: 6 }),
});
const clock = (ms: number, mark: string) => new Date(ms).toISOString().slice(11, 23).replace('.', mark);
const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('properties', () => {
  it('reads the same cues out of every format', () => {
    fc.assert(
      fc.property(fc.array(cue, { minLength: 1, maxLength: 12 }), (drafts) => {
        let at = 0;
        const cues = drafts.map(({ gapMs, lengthMs, words }) => {
          at += gapMs;
          return { startMs: at, endMs: at + lengthMs, text: words.join(' ').normalize('NFC') };
        });
        const timed = (mark: string) =>
          cues
            .map((c, i) => `${i + 1}\n${clock(c.startMs, mark)} --> ${clock(c.endMs, mark)}\n${escapeXml(c.text)}\n`)
            .join('\n');
        expect(parseCaptions(timed(','))).toEqual(cues);
        expect(parseCaptions(`WEBVTT\n\n${timed('.')}`)).toEqual(cues);
        expect(
          parseCaptions(
            json3(
              cues.map((c) => ({ tStartMs: c.startMs, dDurationMs: c.endMs - c.startMs, segs: [{ utf8: c.text }] })),
            ),
          ),
        ).toEqual(cues);
        expect(
          parseCaptions(
            srv3(cues.map((c) => `<p t="${c.startMs}" d="${c.endMs - c.startMs}">${escapeXml(c.text)}</p>`).join('')),
          ),
        ).toEqual(cues);
        const seconds = (ms: number) => String(ms / 1000);
        expect(
          parseCaptions(
            srv1(
              cues
                .map(
                  (c) =>
                    `<text start="${seconds(c.startMs)}" dur="${seconds(c.endMs - c.startMs)}">${escapeXml(escapeXml(c.text))}</text>`,
                )
                .join(''),
            ),
          ),
        ).toEqual(cues);
      }),
    );
  });

  it('gives ordered cues in whole milliseconds or refuses, whatever the bytes', () => {
    const heads = fc.constantFrom(
      '<transcript>',
      '<timedtext format="3">',
      'WEBVTT\n\n',
      '1\n00:00:01,000 --> 00:00:02,000\n',
      '{"events":[',
      '',
    );
    const parts = fc.constantFrom(
      '<text start="1">',
      '<p t="5" d="1">',
      '<s t="9">',
      '</p>',
      '</text>',
      '&amp;',
      '&#',
      '<',
      '>',
      '"',
      '\n',
      '\n\n',
      '00:00:01.000 --> 00:00:00.000',
      '<00:00:09.000>',
      '<v ',
      '{\\',
      '<!--',
      '<rt>',
      'x',
      '\ud83d',
      '1e999',
      'NaN',
      '-',
    );
    const body = fc
      .tuple(heads, fc.array(fc.oneof(parts, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 }))
      .map(([head, rest]) => head + rest.join(''));
    fc.assert(
      fc.property(body, (text) => {
        let lastMs = 0;
        try {
          for (const read of parseCaptions(text)) {
            expect(Number.isSafeInteger(read.startMs) && Number.isSafeInteger(read.endMs)).toBe(true);
            expect(read.startMs).toBeGreaterThanOrEqual(lastMs);
            expect(read.endMs).toBeGreaterThan(read.startMs);
            expect(read.text.trim()).not.toBe('');
            lastMs = read.startMs;
          }
        } catch (error) {
          if (!(error instanceof VidigestError)) throw error;
          expect(error.code).toBe('captions-invalid');
        }
      }),
      { numRuns: 1000 },
    );
  });
});
