// Tools that subscribe by themselves. Canvas: live events reference §6.2, §6.3.

export interface ToolProxy {
  id: number;
  /** What the tool is called in its tokens. */
  guid: string;
  accountId: number;
  name: string;
  /** What its assertions are signed with, sealed. */
  sharedSecret: string;
  /** JSON array of capabilities, `vnd.instructure.webhooks.…`. */
  capabilities: string;
  workflowState: 'active' | 'deleted';
  createdAtMs: number;
}

/** A tool that calls, as its token has shown. */
export interface Tool {
  toolProxyId: number;
  guid: string;
  /** Where it is installed: it has to do with this account and with what is below it. */
  accountId: number;
  /** `vnd.instructure.webhooks.…`. */
  capabilities: readonly string[];
}
