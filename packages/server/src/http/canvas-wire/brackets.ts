// Query strings and forms with nested brackets, read as Rack reads them for Canvas: `a[b]=1` is an object, `a[]=1` an
// array, `a[][x]=1&a[][y]=2&a[][x]=3` an array of objects in which a repeated key begins the next element.

import { bracketDepthMax, bracketPairsMax } from '../../model/limits.ts';
import { malformed } from '../../model/refusal.ts';

type Node = { [key: string]: unknown };

/** Leaves are text, or null where there is no `=`. Raises malformed, naming the parameter. */
export function parseBrackets(text: string): Node {
  const root = newNode();
  if (text === '') return root;
  const pairs = text.split('&');
  if (pairs.length > bracketPairsMax) throw malformed(`there are more than ${bracketPairsMax} parameters`);
  for (const pair of pairs) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decoded(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? null : decoded(pair.slice(at + 1));
    if (!name.includes('[')) setScalar(root, name, value, name);
    else setPath(root, pathOf(name), value, name);
  }
  return root;
}

/** No prototype, so that `__proto__` is a key like any other. */
function newNode(): Node {
  return Object.create(null) as Node;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw malformed(`the parameter ${JSON.stringify(text.slice(0, 40))} is not valid percent-encoded UTF-8`);
  }
}

/** `a[b][][c]` → `a`, `b`, ``, `c`. What does not follow the form is one plain name, as in Rack. */
function pathOf(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name);
  if (match?.[1] === undefined || match[2] === undefined) return [name];
  const path = [match[1], ...match[2].slice(1, -1).split('][')];
  if (path.length > bracketDepthMax) throw malformed(`${path[0]} is nested deeper than ${bracketDepthMax} levels`);
  return path;
}

function setScalar(node: Node, key: string, value: unknown, name: string): void {
  if (typeof node[key] === 'object' && node[key] !== null) throw conflict(name);
  node[key] = value;
}

function setPath(node: Node, path: readonly string[], value: unknown, name: string): void {
  const [key = '', next, ...rest] = path;
  if (next === undefined) return setScalar(node, key, value, name);
  if (next !== '') return setPath(childNode(node, key, name), [next, ...rest], value, name);
  const list = childList(node, key, name);
  if (rest.length === 0) {
    list.push(value);
    return;
  }
  setPath(elementFor(list, rest), rest, value, name);
}

/** The last element, unless it is none or already holds what this path would set. */
function elementFor(list: unknown[], path: readonly string[]): Node {
  const last = list.at(-1);
  if (isNode(last) && !holds(last, path)) return last;
  const element = newNode();
  list.push(element);
  return element;
}

function holds(node: Node, path: readonly string[]): boolean {
  const [key = '', ...rest] = path;
  // A list takes any number of further elements.
  if (key === '') return false;
  if (!(key in node)) return false;
  const child = node[key];
  return rest.length === 0 || !isNode(child) ? rest[0] !== '' : holds(child, rest);
}

function childNode(node: Node, key: string, name: string): Node {
  node[key] ??= newNode();
  const child = node[key];
  if (!isNode(child)) throw conflict(name);
  return child;
}

function childList(node: Node, key: string, name: string): unknown[] {
  node[key] ??= [];
  const child = node[key];
  if (!Array.isArray(child)) throw conflict(name);
  return child;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function conflict(name: string): Error {
  return malformed(`${name} is given both as a value and as a list or object`);
}
