// Certificates of an authority of a test's own, made as they are needed. X.509 in DER, as much of it as TLS looks at.

import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

export interface Certificate {
  /** PEM, as TLS servers take them. */
  cert: string;
  key: string;
}

export interface Authority {
  cert: string;
  /** For names and IPv4 addresses; good now unless told otherwise. */
  issue(names: readonly string[], validity?: { from: Date; until: Date }): Certificate;
}

const dayMs = 86_400_000;

export function makeAuthority(name: string): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const isAuthority = extension('551d13', true, tlv(0x30, tlv(0x01, Buffer.of(0xff))));
  return {
    cert: pem(certificate(name, name, keys.publicKey, keys.privateKey, now(), isAuthority)),
    issue(names, validity = now()) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const alternatives = extension('551d11', false, tlv(0x30, ...names.map(alternative)));
      const subject = names[0] ?? '';
      return {
        cert: pem(certificate(subject, name, own.publicKey, keys.privateKey, validity, alternatives)),
        key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

function now(): { from: Date; until: Date } {
  return { from: new Date(Date.now() - dayMs), until: new Date(Date.now() + dayMs) };
}

function certificate(
  subject: string,
  issuer: string,
  publicKey: KeyObject,
  issuersKey: KeyObject,
  { from, until }: { from: Date; until: Date },
  extensions: Buffer,
): Buffer {
  const algorithm = tlv(0x30, oid('2a8648ce3d040302')); // ECDSA with SHA-256
  const serial = Buffer.of(1, ...Buffer.from(String(Math.random())).subarray(0, 12));
  const signed = tlv(
    0x30,
    tlv(0xa0, tlv(0x02, Buffer.of(2))), // version 3
    tlv(0x02, serial),
    algorithm,
    commonName(issuer),
    tlv(0x30, time(from), time(until)),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, tlv(0x30, extensions)),
  );
  const signature = sign('sha256', signed, { key: issuersKey, dsaEncoding: 'der' });
  return tlv(0x30, signed, algorithm, tlv(0x03, Buffer.of(0), signature));
}

function commonName(name: string): Buffer {
  return tlv(0x30, tlv(0x31, tlv(0x30, oid('550403'), tlv(0x0c, Buffer.from(name)))));
}

function extension(id: string, isCritical: boolean, value: Buffer): Buffer {
  return tlv(0x30, oid(id), ...(isCritical ? [tlv(0x01, Buffer.of(0xff))] : []), tlv(0x04, value));
}

function alternative(name: string): Buffer {
  if (isIPv4(name)) return tlv(0x87, Buffer.from(name.split('.').map(Number)));
  return tlv(0x82, Buffer.from(name));
}

function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/\.\d+|[-:T]/g, '');
  return tlv(0x18, Buffer.from(digits));
}

/** Already encoded, in hexadecimal digits. */
function oid(digits: string): Buffer {
  return tlv(0x06, Buffer.from(digits, 'hex'));
}

function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 128) return Buffer.concat([Buffer.of(tag, length), content]);
  return Buffer.concat([Buffer.of(tag, 0x82, length >> 8, length & 255), content]);
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
