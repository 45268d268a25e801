import { redirect } from 'next/navigation';

/** The fleet has one address; this one is guessed from those of the clusters. */
export default function ClustersPage() {
  redirect('/');
}
