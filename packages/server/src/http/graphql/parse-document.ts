// A GraphQL document from its text. The parser goes down with the text's nesting, so that is measured first, word by word:
// what would exhaust the stack is refused before.

import { type DocumentNode, GraphQLError, Lexer, parse, Source, TokenKind } from 'graphql';
import { graphqlTokensMax, jsonDepthMax } from '../../model/limits.ts';

/** The document, or what is wrong with its text. */
export function parseDocument(text: string): DocumentNode | GraphQLError {
  try {
    assertShallow(text);
    return parse(text, { maxLexicalTokens: graphqlTokensMax });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** As far as the parser reads: it stops by itself after so many words. Raises a GraphQL error. */
function assertShallow(text: string): void {
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  for (let words = 0; words <= graphqlTokensMax; words++) {
    const { kind } = lexer.advance();
    if (kind === TokenKind.EOF) return;
    if (closing.has(kind)) depth--;
    else if (opening.has(kind) && ++depth > jsonDepthMax) {
      throw new GraphQLError(`the query is nested deeper than ${jsonDepthMax} levels`);
    }
  }
}
