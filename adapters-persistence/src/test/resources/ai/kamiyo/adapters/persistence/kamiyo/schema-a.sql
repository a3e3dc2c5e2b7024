-- The backend's own tables, column set A.
create table exploits (
  id serial primary key,
  tx_hash varchar(255) unique not null,
  chain varchar(100) not null,
  protocol varchar(255) not null,
  amount_usd numeric(20, 2),
  timestamp timestamptz not null,
  source varchar(255),
  source_url text,
  category varchar(100),
  description text,
  recovery_status varchar(50),
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
create table subscriptions (
  id serial primary key,
  user_id varchar(255) not null,
  tier varchar(20) not null check (tier in ('free', 'pro', 'enterprise'))
);
insert into exploits
  (tx_hash, chain, protocol, amount_usd, timestamp, source, source_url, category, description, recovery_status)
values
  ('0x1111111111111111111111111111111111111111111111111111111111111111', 'Ethereum', 'Euler Finance', 197000000.00, '2023-03-13 08:50:59+00', 'defillama', 'https://example.org/euler', 'Flash Loan', 'Donation to reserves', 'recovered'),
  ('generated-2', 'BSC', 'Rack', null, '2025-03-10 01:00:00+01', 'github_advisories', null, null, '', null),
  ('0x3333333333333333333333333333333333333333333333333333333333333333', 'Arbitrum', 'Radiant', 4500000.50, '2024-01-02 18:00:00+00', 'rekt', 'https://example.org/radiant', 'Flashloan attack', null, null);
insert into subscriptions (user_id, tier) values ('user-1', 'pro');
