/** What `vidigest --help` prints. */
export const helpText = `vidigest: a YouTube video as a digest: TL;DR, chapters, and the whole talk translated

  vidigest digest <url|id> [options]   print the digest of a video
  vidigest demo                        the whole path on a talk that ships with the program; no key, no network
  vidigest start [--role ROLE]         the bot, until SIGTERM
  vidigest doctor [--json]             looks whether everything is set up, and says how to mend what is not
  vidigest commands                    registers the commands on Discord
  vidigest backup FILE                 a copy of the data file, while the bot runs
  vidigest restore FILE                the data file from such a copy, while it does not
  vidigest --version | --help

Options of digest
  --to TAG            language of the digest (default: VIDIGEST_LANGUAGE, else en)
  --format FORMAT     md, json, srt or vtt (default: by the ending of --out, else md)
  --out FILE          write there instead of standard output
  --captions FILE     read captions from a file: json3, srv1, srv3, WebVTT or SRT; the link is then optional
  --title TEXT        title of the video the file belongs to
  --feed TEXT         YouTube channel it belongs to
  --language TAG      language of the file (default: guessed from its text)
  --no-translation    leave the full text out

Option of start
  --role ROLE         all, gateway (listens and speaks) or worker (makes digests); the last two need DATABASE_URL

Option of doctor
  --json              the findings as JSON: state (ok, mend, unknown), subject, text, advice

Without ANTHROPIC_API_KEY (or ANTHROPIC_BASE_URL) the digest is extractive: nothing is translated, and it says so.

Exit codes
  0 done   2 wrong usage   3 this video cannot be digested   4 try again later
  5 the model failed   6 wrong configuration   130 interrupted   1 anything else
`;
