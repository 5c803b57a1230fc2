/**
 * Part of the key under which digests are kept: raised whenever a prompt or a schema changes in substance, so that an
 * older digest is made anew instead of being served.
 */
export const promptVersion = '2';
