-- The backend's own tables, column set B, as production has them.
create table exploits (
  id serial primary key,
  tx_hash text unique not null,
  chain text not null,
  protocol text not null,
  amount_usd double precision default 0,
  date timestamp,
  exploit_type text,
  source text,
  source_url text,
  description text,
  created_at timestamp default current_timestamp,
  confidence_score integer,
  source_count integer,
  verified_on_chain boolean
);
create table user_subscriptions (
  id serial primary key,
  user_id text not null,
  tier text not null check (tier in ('FREE', 'PRO', 'TEAM', 'ENTERPRISE'))
);
insert into exploits
  (tx_hash, chain, protocol, amount_usd, date, exploit_type, source, source_url, description)
values
  ('0x1111111111111111111111111111111111111111111111111111111111111111', 'Ethereum', 'Euler Finance', 197000000, '2023-03-13 00:00:00', 'Flash Loan', 'defillama', 'https://example.org/euler', 'Donation to reserves'),
  ('generated-2', 'BSC', 'No Day', 10, null, null, null, null, null),
  ('0x3333333333333333333333333333333333333333333333333333333333333333', 'Arbitrum', 'Radiant', 4500000.5, '2024-01-02 18:00:00', 'Flashloan attack', 'rekt', 'https://example.org/radiant', null);
insert into user_subscriptions (user_id, tier) values ('user-1', 'PRO');
