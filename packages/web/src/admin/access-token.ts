// An access token, as the API shows it.

export interface AccessToken {
  id: number;
  purpose: string | null;
  token_hint: string;
  scopes: string[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  workflow_state: string;
  /** Whole, only when it was just made. */
  token?: string;
}
