import type { KubeTransport } from '../transport/kube-transport.ts';
import { createConditions } from './conditions.ts';

/** A transport that counts the watches which the client knows to be open. */
export function observeTransport(transport: KubeTransport) {
  const conditions = createConditions();
  let watchesOpen = 0;
  const observed: KubeTransport = {
    ...transport,
    readWatch(request, handlers) {
      const onOpen = () => {
        handlers.onOpen();
        watchesOpen += 1;
        conditions.notify();
      };
      return transport.readWatch(request, { ...handlers, onOpen });
    },
  };
  return {
    transport: observed,
    /** Resolves when so many watches were opened in all. */
    untilOpened: (count: () => number) => conditions.until(() => watchesOpen === count()),
  };
}
