// Stands before mock brokers of Kafka with what they do not have: TLS, authentication, other addresses. Knows of the protocol
// just that.
import { createHash, createHmac, pbkdf2Sync, randomUUID, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

export interface KafkaFront extends AsyncDisposable {
  /** `host:port`, in the order of the brokers behind. */
  brokers: string[];
  /** Who has authenticated, with which mechanism, a line for each connection. */
  authenticated: string[];
}

interface FrontOptions {
  /** As long as the brokers' own, which its name replaces in what they answer. */
  host?: string;
  tls?: TlsOptions;
  /** Who may connect; everybody when not given. */
  login?: Login;
  /** The brokers go on naming themselves, and not the front. */
  isBypassed?: boolean;
}

interface Login {
  username: string;
  password: string;
  /** Of SCRAM. */
  iterations?: number;
}

const brokersHost = '127.0.0.1';

export async function startKafkaFront(
  behind: readonly string[],
  { host = brokersHost, tls, login, isBypassed = false }: FrontOptions = {},
): Promise<KafkaFront> {
  const authenticated: string[] = [];
  const sockets = new Set<Socket>();
  const portsBehind = behind.map((broker) => Number(broker.split(':')[1]));
  const ports: number[] = [];
  const renamed = (answer: Buffer): Buffer => {
    if (isBypassed) return answer;
    for (const [index, port] of portsBehind.entries()) {
      const at = answer.indexOf(named(brokersHost, port));
      if (at >= 0) named(host, ports[index] ?? 0).copy(answer, at);
    }
    return answer;
  };
  const servers = await Promise.all(
    portsBehind.map(async (port, index) => {
      const server = tls === undefined ? createServer() : createTlsServer(tls);
      server.on(tls === undefined ? 'connection' : 'secureConnection', (client: Socket) => {
        const broker = connect(port, brokersHost);
        for (const socket of [client, broker]) {
          sockets.add(socket);
          socket.on('error', () => {}).on('close', () => [client, broker].map((each) => each.destroy()));
        }
        broker.on('data', (answer) => client.write(renamed(answer)));
        const doorman = login === undefined ? undefined : new Doorman(login, authenticated);
        client.on('data', (request) => {
          const answer = doorman?.answerTo(request) ?? null;
          if (answer !== null) client.write(answer);
          else broker.write(request);
        });
      });
      server.on('tlsClientError', () => {});
      ports[index] = await listening(server, host);
      return server;
    }),
  );
  return {
    brokers: ports.map((port) => `${host}:${port}`),
    authenticated,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.close();
    },
  };
}

async function listening(server: Server, host: string): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** How brokers are named in answers: the host, as it is in compact strings and others, then the port. */
function named(host: string, port: number): Buffer {
  const number = Buffer.alloc(4);
  number.writeInt32BE(port);
  return Buffer.concat([Buffer.from(host), number]);
}

/** SASL of one connection: SaslHandshake version 1, then SaslAuthenticate version 2. A request is one chunk here. */
class Doorman {
  readonly #login: Login;
  readonly #authenticated: string[];
  #mechanism = '';
  #first = '';

  constructor(login: Login, authenticated: string[]) {
    this.#login = login;
    this.#authenticated = authenticated;
  }

  /** Null for what is none of its business. */
  answerTo(request: Buffer): Buffer | null {
    const api = request.readInt16BE(4);
    const correlation = request.subarray(8, 12);
    const body = request.subarray(14 + request.readInt16BE(12));
    if (api === 17) {
      this.#mechanism = body.subarray(2).toString();
      return framed(correlation, Buffer.alloc(2), Buffer.alloc(4));
    }
    if (api !== 36) return null;
    // Behind the tagged fields of the header, a compact string of less than 127 bytes.
    const said = body.subarray(body[1] !== undefined && body[1] > 127 ? 3 : 2, -1).toString();
    const answer = this.#mechanism === 'PLAIN' ? this.#plain(said) : this.#scram(said);
    if (answer === null) return framed(correlation, Buffer.of(0, 0, 58, 0, 1), Buffer.alloc(9));
    return framed(
      correlation,
      Buffer.of(0, 0, 0, 0, answer.length + 1),
      Buffer.from(answer),
      Buffer.alloc(9),
    );
  }

  #plain(said: string): string | null {
    const { username, password } = this.#login;
    if (said !== `\0${username}\0${password}`) return null;
    this.#authenticated.push(`${this.#mechanism} ${username}`);
    return '';
  }

  /** RFC 5802, the server's side. */
  #scram(said: string): string | null {
    const { username, password, iterations = 4_096 } = this.#login;
    const salt = Buffer.from('salt of the test');
    if (said.startsWith('n,,')) {
      const bare = said.slice(3);
      const nonce = `${bare.split(',r=')[1]}${randomUUID().slice(0, 8)}`;
      const answer = `r=${nonce},s=${salt.toString('base64')},i=${iterations}`;
      this.#first = `${bare},${answer}`;
      return bare.startsWith(`n=${username},`) ? answer : null;
    }
    const hash = this.#mechanism === 'SCRAM-SHA-512' ? 'sha512' : 'sha256';
    const hmac = (key: Buffer, text: string): Buffer => createHmac(hash, key).update(text).digest();
    const salted = pbkdf2Sync(password, salt, iterations, hash === 'sha512' ? 64 : 32, hash);
    const [withoutProof = '', proof = ''] = said.split(',p=');
    const message = `${this.#first},${withoutProof}`;
    const clientKey = hmac(salted, 'Client Key');
    const signature = hmac(createHash(hash).update(clientKey).digest(), message);
    const expected = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
    const given = Buffer.from(proof, 'base64');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    this.#authenticated.push(`${this.#mechanism} ${username}`);
    return `v=${hmac(hmac(salted, 'Server Key'), message).toString('base64')}`;
  }
}

function framed(...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length);
  return Buffer.concat([length, content]);
}
