// What people of the demo sit at, and where: browsers as they name themselves, and addresses kept for documentation.

import type { Lots } from './lots.ts';

export interface Device {
  userAgent: string;
  address: string;
  /** By how much its clock is ahead of the true time. */
  clockAheadMs: number;
  /** Kinds of events that something in its browser keeps from being sent. */
  blocks: ReadonlySet<string>;
}

const laptops = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
];

const phones = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
];

const plain = { clockAheadMs: 0, blocks: new Set<string>() };

export function laptopOf(lots: Lots): Device {
  const network = lots.pick(['192.0.2', '198.51.100']);
  return { ...plain, userAgent: lots.pick(laptops), address: `${network}.${lots.between(10, 250)}` };
}

export function phoneOf(lots: Lots): Device {
  return { ...plain, userAgent: lots.pick(phones), address: `203.0.113.${lots.between(10, 250)}` };
}

/** The same at another place of the network, as when a phone leaves the house. */
export function movedTo(device: Device, lots: Lots): Device {
  return { ...device, address: `203.0.113.${lots.between(10, 250)}` };
}
