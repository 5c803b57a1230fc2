/** What makes two digests the same work. */
export interface JobTerms {
  readonly videoId: string;
  readonly language: string;
  readonly promptVersion: string;
}

/** Names the job that makes a digest, for everybody who asks for the same one. */
export function jobKeyOf({ videoId, language, promptVersion }: JobTerms): string {
  // Nothing stands behind the last bar yet: a glossary of a workspace's own will.
  return `${videoId}|${language}|${promptVersion}|`;
}
