import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/terminal/parse-arguments.ts';
import { UsageError } from '../../src/terminal/usage-error.ts';

describe('parseArguments', () => {
  it('reads a digest with all options', () => {
    const line =
      'digest https://youtu.be/abcdefghijk --to zh-cn --format srt --out a.txt --captions c.vtt --title T --feed F --language en';
    expect(parseArguments(line.split(' '))).toEqual({
      kind: 'digest',
      video: 'https://youtu.be/abcdefghijk',
      to: 'zh-CN',
      format: 'srt',
      out: 'a.txt',
      captions: 'c.vtt',
      title: 'T',
      feed: 'F',
      language: 'en',
      translate: true,
    });
  });

  it('takes an id that begins with a dash after --, and a caption file alone', () => {
    expect(parseArguments(['digest', '--', '-bcdefghijk'])).toMatchObject({ video: '-bcdefghijk' });
    expect(parseArguments(['digest', '--captions', 'c.srt', '--no-translation'])).toMatchObject({
      video: null,
      translate: false,
    });
  });

  it('lets the ending of the file decide the format', () => {
    expect(parseArguments(['digest', 'abcdefghijk', '--out', 'talk.JSON'])).toMatchObject({ format: 'json' });
    expect(parseArguments(['digest', 'abcdefghijk', '--out', 'talk.txt'])).toMatchObject({ format: 'md' });
  });

  it('knows help, version and demo', () => {
    for (const args of [[], ['--help'], ['help', 'digest'], ['digest', '-h']])
      expect(parseArguments(args)).toEqual({ kind: 'help' });
    expect(parseArguments(['--version'])).toEqual({ kind: 'version' });
    expect(parseArguments(['demo'])).toEqual({ kind: 'demo' });
  });

  it.each([
    [['digset', 'x'], 'did you mean digest?'],
    [['strat'], 'did you mean start?'],
    [['digest', 'x', '--fromat', 'md'], 'did you mean --format?'],
    [['digest', 'x', '--format', 'pdf'], 'md, json, srt, vtt'],
    [['digest', 'x', '--to', 'klingon!'], 'language tag'],
    [['digest'], 'needs a link'],
    [['digest', 'a', 'b'], 'one video'],
    [['digest', 'x', '--to'], '--to'],
    [['demo', 'x'], 'no arguments'],
  ])('says what is wrong with %j', (args, part) => {
    expect(() => parseArguments(args)).toThrow(UsageError);
    expect(() => parseArguments(args)).toThrow(part);
  });
});
