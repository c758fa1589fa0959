/** The process's end: answers orders, one after the other, until the channel closes. */
import { messageOf } from '../../base/index.js';
import { loadFrom } from '../load.js';
import { ModelHost } from './host.js';
import type { FromModel, ToModel } from './messages.js';

/** False where this process was not started for it. Never throws for a model: it answers. */
export async function runModelWorker(): Promise<boolean> {
  if (process.send === undefined) return false;
  const closed = new Promise<void>((resolve) => process.on('disconnect', resolve));
  let host: ModelHost | null = null;
  let queue: Promise<void> = Promise.resolve();
  const send = (message: FromModel): Promise<void> =>
    new Promise((resolve) => {
      if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
      else resolve();
    });
  const answer = async (message: ToModel): Promise<void> => {
    if (message.type === 'start') {
      host = new ModelHost(loadFrom(message.manifest));
      return;
    }
    const { ticket, order } = message;
    try {
      if (host === null) throw new Error('the process was not started');
      const reply = await host.handle(order);
      await send({ ticket, reply, peakBytes: peakBytes() });
    } catch (error) {
      await send({ ticket, refused: messageOf(error), peakBytes: peakBytes() });
    }
  };
  process.on('message', (message) => {
    queue = queue.then(() => answer(message as ToModel));
  });
  await closed;
  return true;
}

/** Highest resident memory of this process so far, in bytes. */
export function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
