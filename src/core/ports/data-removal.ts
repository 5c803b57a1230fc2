/** Rows that were removed, by kind of data. */
export type RemovedCounts = Readonly<Record<string, number>>;

/** Deleting what is no longer wanted. Each call is all or nothing. */
export interface DataRemoval {
  /**
   * Deletes what was last written before an instant: digests, transcripts, threads, marks of channels, charges, requests that
   * are not open with all that belongs to them. What open requests need stays, however old.
   */
  deleteOlderThan(beforeMs: number): Promise<RemovedCounts>;
  /**
   * Deletes all of a workspace, open requests included. Digests and transcripts go with it unless a request or thread
   * of another workspace is about the same video and language. What it spent still counts towards the limit of all
   * workspaces, by day, without a word of whose it was.
   */
  deleteWorkspace(where: { readonly surface: string; readonly workspace: string }): Promise<RemovedCounts>;
}
