import { NotFoundPage } from '../../../../components/shell/not-found-page.tsx';

export default function NotFound() {
  return (
    <NotFoundPage title="No page about this finding" links={[{ label: 'All clusters', href: '/' }]}>
      The link may come from another release of the dashboard.
    </NotFoundPage>
  );
}
