// Who subscribed to live events, and what became of each event on its way to them.

import type { Migration } from './migration.ts';

export const deliveries: Migration = {
  version: 4,
  name: 'deliveries',
  sql: ({ id, integer }) => `
create table tool_proxies (
  id ${id},
  guid text not null unique,
  account_id ${integer} not null references accounts (id),
  name text not null,
  shared_secret text not null,
  capabilities text not null,
  workflow_state text not null,
  created_at_ms ${integer} not null
);
create table used_assertions (
  assertion_digest text primary key,
  expires_at_ms ${integer} not null
);
create index used_assertions_expiry on used_assertions (expires_at_ms);

create table signing_keys (
  generation ${integer} primary key,
  kid text not null unique,
  public_jwk text not null,
  private_jwk text not null,
  created_at_ms ${integer} not null,
  began_at_ms ${integer}
);

create table subscriptions (
  id ${id},
  uuid text not null unique,
  account_id ${integer} not null references accounts (id),
  tool_proxy_id ${integer} references tool_proxies (id),
  user_id ${integer} references users (id),
  name text,
  context_type text not null,
  context_id ${integer},
  event_names text not null,
  format text not null,
  transport_type text not null,
  target text not null,
  secrets text not null,
  is_ordered ${integer} not null,
  workflow_state text not null,
  created_at_ms ${integer} not null,
  updated_at_ms ${integer} not null
);
create table subscription_events (
  subscription_id ${integer} not null references subscriptions (id),
  event_name text not null,
  primary key (subscription_id, event_name)
);

create table target_healths (
  subscription_id ${integer} primary key references subscriptions (id),
  owner text,
  owned_until_ms ${integer} not null,
  failures_in_a_row ${integer} not null,
  failing_since_ms ${integer},
  held_until_ms ${integer} not null,
  last_success_at_ms ${integer},
  last_success_position ${integer},
  last_failure_at_ms ${integer},
  last_failure_reason text,
  disabled_reason text,
  disabled_at_ms ${integer}
);

create table deliveries (
  id ${id},
  subscription_id ${integer} not null,
  position ${integer} not null,
  user_id ${integer},
  state text not null,
  tries ${integer} not null,
  first_tried_at_ms ${integer},
  due_at_ms ${integer} not null,
  created_at_ms ${integer} not null,
  settled_at_ms ${integer},
  unique (subscription_id, position)
);
create index deliveries_due on deliveries (subscription_id, due_at_ms, position) where state = 'waiting';
create index deliveries_waiting_of_user on deliveries (subscription_id, user_id, position) where state = 'waiting';
create index deliveries_dead on deliveries (subscription_id, position) where state = 'dead';
create index deliveries_left_out on deliveries (subscription_id, position) where state = 'left_out';

create table sends (
  id ${id},
  delivery_id ${integer} not null,
  started_at_ms ${integer} not null,
  duration_ms ${integer} not null,
  outcome text not null,
  status ${integer},
  response_head text,
  reason text,
  next_at_ms ${integer}
);
create index sends_delivery on sends (delivery_id, id);

create table replays (
  id ${id},
  subscription_id ${integer} not null,
  to_subscription_id ${integer} not null,
  is_of_dead ${integer} not null,
  event_names text not null,
  from_position ${integer} not null,
  to_position ${integer} not null,
  done_position ${integer} not null,
  deliveries ${integer} not null,
  rate_per_second ${integer} not null,
  next_at_ms ${integer} not null,
  state text not null,
  user_id ${integer},
  created_at_ms ${integer} not null,
  finished_at_ms ${integer}
);
create index replays_running on replays (id) where state = 'running';
create index replays_subscription on replays (subscription_id, id);
create table replay_paces (
  id ${integer} primary key,
  next_at_ms ${integer} not null
);
insert into replay_paces (id, next_at_ms) values (1, 0);

create table feed_times (
  at_ms ${integer} primary key,
  position ${integer} not null
);
insert into feed_times (at_ms, position)
select at_ms, min(position) from (
  select position, max(event_time_ms) over (order by position) / 1000 * 1000 as at_ms
  from live_events where position is not null and source = 'quizwire'
) placed group by at_ms;
`,
  sqlite: '',
  postgres: '',
};
