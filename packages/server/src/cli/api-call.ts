// How the commands speak to a server: over HTTP, like everyone else.

/** The server refused or could not be reached; the message says which. */
export class ApiCallFailed extends Error {
  override readonly name = 'ApiCallFailed';
  /** Status of the answer; null when there was none. */
  readonly status: number | null;

  constructor(message: string, status: number | null) {
    super(message);
    this.status = status;
  }
}

interface Asked {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  /** Sent as JSON. */
  body?: object | undefined;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** The answer, unread. Raises ApiCallFailed on any but 2xx and when there is none. */
export async function request(server: string, accessToken: string, asked: Asked): Promise<Response> {
  const { method, path, body, headers, signal } = asked;
  const response = await fetch(`${server.replace(/\/+$/, '')}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${accessToken}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: Error) => {
    const cause = error.cause instanceof AggregateError ? error.cause.errors[0] : error.cause;
    const reason = cause instanceof Error ? cause.message : error.message;
    throw new ApiCallFailed(`no quizwire answers at ${server} (${reason})`, null);
  });
  if (response.ok) return response;
  const message = `${method} ${path} was refused with ${response.status}: ${refusalOf(await response.text())}`;
  throw new ApiCallFailed(message, response.status);
}

/** What a refusal says to people, on one line; of what is none of ours, such as the page of a proxy, the beginning. */
function refusalOf(text: string): string {
  let told = text;
  try {
    const { errors } = JSON.parse(text) as { errors: { message: string }[] };
    told = errors.map(({ message }) => message).join('; ');
  } catch {
    // It has another form, and is told as it is.
  }
  return (told || text).replace(/[\p{Cc}\s]+/gu, ' ').slice(0, 1_000);
}

/** One JSON request; the parsed answer. Raises ApiCallFailed on any answer but 2xx. */
export async function call<Answer>(
  server: string,
  accessToken: string,
  method: Asked['method'],
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await request(server, accessToken, { method, path, body, headers });
  const text = await response.text();
  try {
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  } catch {
    throw new ApiCallFailed(
      `what answers at ${server} is no quizwire: its answer is not JSON`,
      response.status,
    );
  }
}
