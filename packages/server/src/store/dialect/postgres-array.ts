// PostgreSQL arrays in the binary form of the wire protocol: no escaping here, no parsing there. On the hot path this
// replaces the text form, whose escaping of JSON costs more than the rest of a statement.

type Element = number | string | null;

export interface ArrayType {
  /** Name in casts. */
  name: 'bigint' | 'text' | 'double precision';
  oid: number;
}

export const bigintArray: ArrayType = { name: 'bigint', oid: 20 };
export const textArray: ArrayType = { name: 'text', oid: 25 };
export const doubleArray: ArrayType = { name: 'double precision', oid: 701 };

const headerBytes = 20;

/** A one-dimensional array of `type`; null elements are SQL nulls. Raises RangeError for an integer that is not a safe one. */
export function encodeArray(type: ArrayType, elements: readonly Element[]): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + bytesOf(type, elements));
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(1, 4);
  buffer.writeInt32BE(type.oid, 8);
  buffer.writeInt32BE(elements.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = headerBytes;
  for (const element of elements) {
    if (element === null) {
      at = buffer.writeInt32BE(-1, at);
    } else if (typeof element === 'string') {
      const length = buffer.write(element, at + 4);
      buffer.writeInt32BE(length, at);
      at += 4 + length;
    } else {
      at = buffer.writeInt32BE(8, at);
      at = type === doubleArray ? buffer.writeDoubleBE(element, at) : writeBigint(buffer, element, at);
    }
  }
  return buffer;
}

function bytesOf(type: ArrayType, elements: readonly Element[]): number {
  let bytes = 4 * elements.length;
  for (const element of elements) {
    if (element === null) continue;
    bytes += type === textArray ? Buffer.byteLength(element as string) : 8;
  }
  return bytes;
}

/** Two halves instead of a BigInt, which would be allocated for each element. */
function writeBigint(buffer: Buffer, value: number, at: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a safe integer`);
  const high = Math.floor(value / 2 ** 32);
  buffer.writeInt32BE(high, at);
  return buffer.writeUInt32BE(value - high * 2 ** 32, at + 4);
}
