/** How soon a change is worth a new state. `routine`: no answer depends on it, it may wait for company. */
export type Urgency = 'none' | 'routine' | 'news';

const RANK: Readonly<Record<Urgency, number>> = { none: 0, routine: 1, news: 2 };

export function mostUrgent(a: Urgency, b: Urgency): Urgency {
  return RANK[a] >= RANK[b] ? a : b;
}
