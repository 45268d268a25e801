import { instantText } from '../time.ts';

/** A title with the moment since which it is true, unless nothing dates it or it tells that moment itself. */
export function withSince({ title, since }: { readonly title: string; readonly since: string | null }): string {
  if (since === null) return title;
  const moment = instantText(since);
  return title.includes(moment) ? title : `${title}, since ${moment}`;
}
