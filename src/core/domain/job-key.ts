/** What makes two digests the same work. */
export interface JobTerms {
  readonly videoId: string;
  readonly language: string;
  readonly promptVersion: string;
  /** As of a `DigestKey`. */
  readonly owner?: string;
}

/** Names the job that makes a digest, for everybody who asks for the same one. */
export function jobKeyOf({ videoId, language, promptVersion, owner = '' }: JobTerms): string {
  return `${videoId}|${language}|${promptVersion}|${owner}`;
}
